import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  blockCount,
  columnBlocks,
  openSpill,
  rowsIn,
  type SpillColumn,
  tableBlocks,
  writeCells,
} from '../../src/spill/spill.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
mkdirSync(file('.'), { recursive: true });

const columns: SpillColumn[] = [
  { name: 'a', type: 'float32', levels: [] },
  { name: 'b', type: 'float64', levels: [] },
  { name: 'c', type: 'int32', levels: ['x', 'y', 'z'] },
];

describe('a spill file', () => {
  test.each([1, 16383, 16384, 16385, 40_000])(
    'gives the cells of %i rows again, by block and by column',
    async (rows) => {
      const spill = await openSpill(file(`rows-${rows}`), rows, columns);
      expect(spill.bytes).toBe(16 * rows);
      const cells = [
        Float32Array.from({ length: rows }, (_, i) => Math.fround(i / 3)),
        Float64Array.from({ length: rows }, (_, i) => (i % 11 === 4 ? Number.NaN : i / 7)),
        Int32Array.from({ length: rows }, (_, i) => (i % 4) - 1),
      ];
      for (let block = 0; block < blockCount(spill); block += 1) {
        const first = block * spill.blockRows;
        for (const [c, column] of cells.entries()) {
          await writeCells(spill, block, c, column.slice(first, first + rowsIn(spill, block)));
        }
      }
      for (const [c, column] of cells.entries()) {
        for await (const { first, cells: part } of columnBlocks(spill, c)) {
          expect(part).toEqual(column.slice(first, first + part.length));
        }
      }
      let seen = 0;
      for await (const { first, table } of tableBlocks(spill)) {
        const end = first + table.rows;
        expect(table.columns).toEqual([
          { kind: 'numeric', name: 'a', values: cells[0].slice(first, end) },
          { kind: 'numeric', name: 'b', values: cells[1].slice(first, end) },
          { kind: 'categorical', name: 'c', codes: cells[2].slice(first, end), levels: ['x', 'y', 'z'] },
        ]);
        seen = end;
      }
      expect(seen).toBe(rows);
      await spill.file.close();
    },
  );

  test('that the disk has no room for is refused before it is made', async () => {
    const refused = openSpill(file('large'), 1e14, columns);
    await expect(refused).rejects.toMatchObject({ name: 'WorkError', code: 'no-space' });
    await expect(refused).rejects.toThrow('needs 1600000 GB');
  });
});
