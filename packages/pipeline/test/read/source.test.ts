import { appendFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eachLevel } from '../../src/levels/each-level.ts';
import { readTable } from '../../src/read/read-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const rows = (value: number) => `x\n${`${value}\n`.repeat(10_000)}`;

describe('a file that changes while it is read is refused:', () => {
  const changes: [name: string, change: (path: string) => void][] = [
    ['another file of as many rows and bytes', (path) => renameSync(file('other.csv', rows(2)), path)],
    [
      'another file of the same time, too',
      (path) => {
        const { atime, mtime } = statSync(path);
        const other = file('other.csv', rows(2));
        utimesSync(other, atime, mtime);
        renameSync(other, path);
      },
    ],
    ['the same file with as many other bytes', (path) => writeFileSync(path, rows(3))],
    ['the same file with a row more', (path) => appendFileSync(path, '1\n')],
    ['no file any more', (path) => rmSync(path)],
  ];

  test.each(changes)('%s', async (_, change) => {
    const path = file('table.csv', rows(1));
    let changed = false;
    const onProgress = () => {
      if (!changed) change(path);
      changed = true;
    };
    await expect(readTable(path, { onProgress })).rejects.toMatchObject({ code: 'changed', facts: { file: path } });
  });

  test('levels', async () => {
    const path = file('levels.dat', '0\n1\n');
    const reading = eachLevel(path, { unit: 'kJ/mol' }, () => appendFileSync(path, '2\n'));
    await expect(reading).rejects.toMatchObject({ code: 'changed' });
  });
});
