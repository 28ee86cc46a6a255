// The command line as people run it: the built bin in its own process.

import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../..', import.meta.url));
export const bin = fileURLToPath(new URL('../../bin/bridle.js', import.meta.url));

/** The environment without anything that would change the language or the colours. */
const env = { PATH: process.env.PATH, HOME: process.env.HOME };

export function bridle(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    env,
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

export function startBridle(args: string[]) {
  return spawn(process.execPath, [bin, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}
