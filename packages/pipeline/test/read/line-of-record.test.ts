import { describe, expect, test } from 'vitest';
import { lineOfRecord } from '../../src/read/line-of-record.ts';
import { openSource } from '../../src/read/source.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

describe('lineOfRecord', () => {
  const lines = async (text: string, records: number, blanks = false) => {
    const source = await openSource(file('lines.csv', text));
    return Promise.all(Array.from({ length: records }, (_, i) => lineOfRecord(source, i + 1, blanks)));
  };

  test('counts lines by any ending, and passes over blank ones', async () => {
    expect(await lines('a\nb\n\nc', 4)).toEqual([1, 2, 4, 0]);
    expect(await lines('\r\na\r\n\r\nb\r\nc\r\n', 3)).toEqual([2, 4, 5]);
    expect(await lines('a\rb\r\rc', 3)).toEqual([1, 2, 4]);
  });

  test('keeps a quoted newline inside its record', async () => {
    expect(await lines('a,b\n"1\n\n""2""\n",3\n4,5\n', 3)).toEqual([1, 2, 6]);
  });

  test('counts blank lines as records where they are', async () => {
    expect(await lines('\na\n\nb\n', 3, true)).toEqual([2, 3, 4]);
  });
});
