// Packed tables: .gz and .zst, by their first bytes or their name.

import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/read/read-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

/** `a,b\n1,x\n2,y\n` as zstd 1.5 packs it. */
const ZSTD = Buffer.from('28b52ffd0458610000612c620a312c780a322c790a2e9f2146', 'hex');
const hasZstd = 'createZstdDecompress' in zlib;

describe('packed text', () => {
  test('zstd is read where Node can unpack it, and refused with a reason elsewhere', async () => {
    const path = file('t.csv.zst', ZSTD);
    if (hasZstd) expect((await readTable(path)).rows).toBe(2);
    else await expect(readTable(path)).rejects.toMatchObject({ code: 'needs-zstd' });
  });

  test('gzip is known by its first bytes too', async () => {
    const packed = zlib.gzipSync('a,b\n1,x\n2,y\n');
    expect((await readTable(file('t.csv', packed))).rows).toBe(2);
    await expect(readTable(file('t.csv.gz', 'a,b\n1,x\n'))).rejects.toMatchObject({ code: 'broken-gzip' });
  });
});
