// The build of 25 November 2026, which speed is compared with: the commit is taken out of this repository into
// bench/.baseline and built there once. Returns its folder; the reason in words where it cannot be had.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMIT = '107a300b0bb3c0faa38cc0aead22b682c9cfea22';
const bench = dirname(fileURLToPath(import.meta.url));

/** { folder } or { reason }. */
export function buildBaseline() {
  const folder = join(bench, '.baseline');
  if (existsSync(folder)) return { folder };
  console.error(`bench: building the baseline, ${COMMIT.slice(0, 7)} …`);
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const archive = `${part}.tar`;
  const reason =
    run('git', ['archive', '--output', archive, COMMIT], dirname(bench)) ??
    run('tar', ['xf', archive], part) ??
    run(process.execPath, ['scripts/setup.mjs'], part);
  rmSync(archive, { force: true });
  if (reason) return { reason: `no baseline: ${reason}` };
  // Biome refuses a second configuration in the repository.
  rmSync(join(part, 'biome.json'), { force: true });
  renameSync(part, folder);
  return { folder };
}

/** null where the command succeeded, otherwise the last line that it said. */
function run(command, args, cwd) {
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : (stderr.trim().split('\n').pop() ?? `exit ${status}`);
}
