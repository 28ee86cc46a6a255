// The pass of training in NumPy, float32, one thread, in a Python process that answers a count with nanoseconds.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const interpreter = fileURLToPath(new URL('../.venv/bin/python', import.meta.url));

/** { version, blas, time, close }; or, where npm run bench has made no bench/.venv yet, { reason }. */
export async function openNumpy({ x, labels, w }, dims) {
  const missing = { version: '', blas: 'OpenBLAS', close: () => {} };
  if (!existsSync(interpreter)) return { ...missing, reason: 'bench/.venv is made by npm run bench' };
  const folder = mkdtempSync(join(tmpdir(), 'bridle-bench-'));
  for (const [name, array] of Object.entries({ x, labels, w: Float32Array.from(w) })) {
    writeFileSync(join(folder, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  // OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE, left over from elsewhere, contradict each other's kernels.
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const script = fileURLToPath(new URL('numpy-pass.py', import.meta.url));
  const child = spawn(interpreter, [script, folder, ...dims.map(String)], {
    env: { ...env, OPENBLAS_NUM_THREADS: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for (const end of [child, child.stdin]) end.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: version, done } = await lines.next();
  rmSync(folder, { recursive: true });
  if (done) return { ...missing, reason: 'Python ended' };
  const time = async (count) => {
    child.stdin.write(`${count}\n`);
    const line = await lines.next();
    if (line.done) throw new Error('Python ended');
    return Number(line.value);
  };
  return { version, blas: 'OpenBLAS', time, close: () => child.stdin.end() };
}
