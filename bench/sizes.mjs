// The sizes that size-limit measures: gzipped bytes of what an application bundles.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Rows of kind 'size', or one with the reason. */
export function measureSizes() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/size-limit/bin.js', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  try {
    return JSON.parse(stdout).map(({ name, size }) => ({ kind: 'size', name, bytes: size }));
  } catch {
    return [{ kind: 'size', reason: stderr.trim().split('\n')[0] || 'size-limit gave no JSON' }];
  }
}
