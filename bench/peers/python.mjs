// SciPy and PyTorch, in one Python process that takes its turns by a line of JSON each way (python-peers.py).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { shapeName } from '../cases.mjs';

/** The two peers, from the interpreter of bench/.venv. */
export async function openPython(interpreter) {
  const python = startPython(interpreter);
  const folder = mkdtempSync(join(tmpdir(), 'bridle-bench-'));
  const versions = await python.ask({ do: 'versions' });
  let opened = 0;

  const openWith =
    (peer, threads) =>
    async ({ op, dtype, rows, cols, x }) => {
      const { version, reason } = versions[peer];
      if (version === undefined) throw new Error(reason);
      opened += 1;
      const id = opened;
      const input = join(folder, `${shapeName([rows, cols])}-${id}`);
      writeFileSync(input, bytesOf(x));
      await python.ask({ do: 'open', id, peer, threads, op, dtype, rows, cols, input });
      rmSync(input);
      return {
        time: async (count) => (await python.ask({ do: 'time', id, count })).ns,
        result: async () => {
          const output = join(folder, `result-${id}`);
          await python.ask({ do: 'result', id, output });
          const { buffer, byteOffset, length } = readFileSync(output);
          rmSync(output);
          return new x.constructor(buffer.slice(byteOffset, byteOffset + length));
        },
        // A process that has ended has closed everything.
        close: () => python.ask({ do: 'close', id }).catch(() => {}),
      };
    };
  const close = () => {
    python.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return [
    ['SciPy', [1]],
    ['PyTorch', [1, 2]],
  ].map(([name, threads]) => ({
    name,
    version: versions[name].version ?? `missing (${versions[name].reason})`,
    variants: threads.map((count) => ({ variant: 'own array', threads: count, open: openWith(name, count) })),
    close,
  }));
}

function startPython(interpreter) {
  // These two settings of OpenBLAS, left over from elsewhere, contradict each other's kernels.
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const script = fileURLToPath(new URL('python-peers.py', import.meta.url));
  const child = spawn(interpreter, ['-W', 'ignore', script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  // A process that cannot start or dies gives no answer: ask says so.
  for (const end of [child, child.stdin]) end.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /** One question, one answer; an answer with an error throws it. */
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('Python ended');
      const answer = JSON.parse(value);
      if (answer.error) throw new Error(answer.error);
      return answer;
    },
    end: () => child.stdin.end(),
  };
}

function bytesOf(array) {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
