// What becomes of a call whose streams fail: the reader goes away, the disk is full, the device breaks.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bin, root } from './helpers/bin.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-streams-'));
const scores = join(folder, 'scores.txt');
writeFileSync(scores, Array(200_000).fill('0.1').join('\n'));
afterAll(() => rmSync(folder, { recursive: true }));

const env = { PATH: process.env.PATH, HOME: process.env.HOME };

/** What the process says on stderr and how it ends. */
async function endOf(child: ChildProcess): Promise<{ code: number; err: string }> {
  let err = '';
  child.stderr?.on('data', (part) => {
    err += part;
  });
  const [code] = await once(child, 'close');
  return { code, err };
}

describe('a reader that goes away', () => {
  test('from stdout ends the call quietly, with exit code 0', async () => {
    const child = spawn(process.execPath, [bin, '-', '--json'], {
      env,
      stdio: [openSync(scores, 'r'), 'pipe', 'pipe'],
    });
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await endOf(child)).toEqual({ code: 0, err: '' });
  });

  test('as head does', () => {
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-o', 'pipefail', '-c', '"$0" "$1" - --json < "$2" | head -c 12', process.execPath, bin, scores],
      { env, encoding: 'utf8' },
    );
    expect({ stdout, stderr }).toEqual({ stdout: '{"share":[0.', stderr: '' });
  });

  test('from stderr leaves the work alone: the model is written, and nothing else', async () => {
    const out = mkdtempSync(join(folder, 'out-'));
    const table = join(root, 'examples/digits/digits.csv');
    const words = [bin, 'train', table, '--target', 'digit', '--out', join(out, 'm.json'), '--no-report'];
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr?.destroy();
    child.stdout?.destroy();
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(readdirSync(out)).toEqual(['m.json']);
  });
});

describe('a result that cannot be written', () => {
  test.runIf(existsSync('/dev/full')).each([
    ['en', 'bridle: the result could not be written to stdout: the disk is full.\n'],
    ['ko', 'bridle: 결과를 표준 출력에 쓸 수 없습니다: 디스크가 가득 찼습니다.\n'],
  ])('to a full disk ends in one sentence and exit code 1, in %s', (language, sentence) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [bin, '1', '1', '3', '--lang', language], {
      ...{ env, encoding: 'utf8' },
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 1, stderr: sentence });
  });

  test.each([
    ['EIO', 'the device reports an error'],
    ['ENXIO', 'ENXIO: no such device or address, write'],
  ])('because of %s as well', (code, reason) => {
    // A stand-in for a device that breaks: the first write to stdout fails.
    const broken = `process.stdout._write = (chunk, encoding, done) =>
      done(Object.assign(new Error('${code}: no such device or address, write'), { code: '${code}' }));`;
    const preload = `data:text/javascript,${encodeURIComponent(broken)}`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', preload, bin, '1', '1', '3'], {
      ...{ env, encoding: 'utf8' },
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `bridle: the result could not be written to stdout: ${reason}.\n`,
    });
  });
});
