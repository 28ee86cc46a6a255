// Gets the peers: npm's by the lock file beside this one, Python's into bench/.venv. Nothing here fails the bench: what
// cannot be had is a reason in words.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
/** PyTorch's own index: its builds without CUDA. PyPI's for Linux bring gigabytes of CUDA along. */
const TORCH_INDEX = 'https://download.pytorch.org/whl/cpu';

/** Installs the npm peers where the lock file is newer than they are; returns why they cannot be had, or null. */
export function installNpmPeers() {
  const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((name) => join(bench, name));
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return null;
  console.error('bench: installing the peers from npm …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Makes bench/.venv once; returns { interpreter } or { reason }. A peer that pip could not get is missing in it. */
export function installPythonPeers() {
  const windows = process.platform === 'win32';
  const interpreter = join(bench, '.venv', windows ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(interpreter)) return { interpreter };
  console.error('bench: installing NumPy, SciPy, scikit-learn and PyTorch into bench/.venv …');
  const reason = run(windows ? 'python' : 'python3', ['-m', 'venv', '.venv']);
  if (reason) return { reason: `no Python with venv: ${reason}` };
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  const scipy = run(interpreter, [...pip, 'numpy', 'scipy', 'scikit-learn']);
  if (scipy) console.error(`bench: no NumPy, SciPy and scikit-learn: ${scipy}`);
  const index = process.platform === 'linux' ? ['--index-url', TORCH_INDEX] : [];
  const torch = run(interpreter, [...pip, ...index, 'torch']);
  if (torch) console.error(`bench: no PyTorch: ${torch}`);
  return { interpreter };
}

/** null where the command succeeded, otherwise the last line that it said. */
function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { cwd: bench, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : (stderr.trim().split('\n').pop() ?? `exit ${status}`);
}
