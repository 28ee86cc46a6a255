// The Node half of compare-readers.py: mutated tables and the cells that our reader finds in them, as lines of JSON,
// { kind, index, bytes, code } or { kind, index, bytes, delimiter, columns: [[name, cells]] }, before a column is judged to
// be numeric: every column is read as categorical, and no text means "missing".
// node tools/compare-readers.mjs KIND SEED FROM TO

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomOf } from '../fuzz/random.mjs';
import { shareDatabase } from '../fuzz/shared-database.mjs';
import { csvHeader } from '../packages/pipeline/dist/read/csv-header.js';
import { readWished } from '../packages/pipeline/dist/read/read-table.js';
import { headOf, openSource } from '../packages/pipeline/dist/read/source.js';

const [, , kind, seed, from, to] = process.argv;
const { reader } = await import(`../fuzz/readers/${kind}.mjs`);
const folder = mkdtempSync(join(tmpdir(), 'bridle-compare-'));
const path = join(folder, `input.${kind}`);
process.env.TMPDIR = folder; // for the copies that a reader makes
shareDatabase(folder);
// The readers' seeds but for the widest tables, which cost most and show nothing more.
const seeds = (await reader.seeds({ folder })).filter((bytes) => kind === 'parquet' || bytes.length < 300);

for (let index = Number(from); index < Number(to); index += 1) {
  const bytes = reader.mutate(randomOf(seed, reader.name, index), seeds);
  writeFileSync(path, bytes);
  const line = { kind, index, bytes: bytes.toString('base64'), ...(await cellsOf()) };
  if (!process.stdout.write(`${JSON.stringify(line)}\n`))
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}
rmSync(folder, { recursive: true });

async function cellsOf() {
  try {
    const table = await readWished(path, new Map(), 'categorical', { missing: [] });
    const columns = table.columns.map(({ name, codes, levels }) => [
      name,
      Array.from(codes, (code) => (code < 0 ? null : levels[code])),
    ]);
    return kind === 'csv' || kind === 'tsv' ? { delimiter: await delimiterOf(), columns } : { columns };
  } catch (error) {
    return { code: error.code ?? String(error) };
  }
}

async function delimiterOf() {
  const head = await headOf(await openSource(path), 1 << 20);
  return csvHeader(path, head, kind).delimiter;
}
