// node bench/reading.mjs [MOST_CELLS]: a table from its file to columns of numbers, beside what DuckDB itself takes to read
// the same columns into its vectors in the same process; in turns. DuckDB reads twice: in a database that is open already,
// and in one that is opened for the file and closed, as Bridle does where it reads by DuckDB. CSV files of more cells than
// MOST_CELLS are left out. Rows are kept in results/reading.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { readTable } from '../packages/pipeline/dist/read/read-table.js';
import { keepRows } from './results.mjs';
import { minimum, rounded } from './statistics.mjs';
import { figure, markdown } from './tables.mjs';
import { bridleVersion, machine } from './versions.mjs';

const ROUNDS = 2;
const MOST_CELLS = Number(process.argv[2] ?? Infinity);
const SHAPES = [
  [60_000, 784],
  [20_000, 16],
  [2_000_000, 20],
];
const folder = mkdtempSync(join(tmpdir(), 'bridle-bench-'));
const connection = await (await DuckDBInstance.create()).connect();
const place = { date: new Date().toISOString().slice(0, 10), ...machine(), version: bridleVersion() };
const rows = [];
for (const [count, features] of SHAPES) {
  const columns = Array.from(
    { length: features },
    (_, j) => `(hash(i * ${features} + ${j}) % 256 / 255)::float as x${j}`,
  );
  for (const format of ['parquet', 'csv']) {
    if (format === 'csv' && count * features > MOST_CELLS) continue;
    const file = join(folder, `${count}.${format}`);
    await connection.run(`copy (select ${columns} from range(${count}) r(i)) to '${file}' (format ${format})`);
    const samples = [[], [], []];
    const ways = [() => readTable(file), () => fetchAll(connection, file), () => openAndFetch(file)];
    for (let round = 0; round < (count < 1e5 && features < 100 ? 10 * ROUNDS : ROUNDS); round += 1) {
      for (const [s, read] of ways.entries()) {
        const start = performance.now();
        await read();
        samples[s].push(performance.now() - start);
      }
    }
    const [own, duckdb, opening] = samples.map(minimum);
    const common = { ...place, kind: 'reading', format, shape: `${count}x${features}`, load: loadavg()[0] };
    rows.push({
      ...common,
      ...{ ms: rounded(own), duckdbMs: rounded(duckdb), openingMs: rounded(opening) },
      ...{ ratio: rounded(own / duckdb), openingRatio: rounded(own / opening) },
    });
    rmSync(file);
  }
}
connection.closeSync();
rmSync(folder, { recursive: true });
console.error(`bench: rows kept in ${keepRows(rows, fileURLToPath(new URL('results/reading', import.meta.url)))}`);
console.log(`# Tables to columns: ${place.cpu}, Node ${place.node}\n`);
const line = ({ shape, format, ...figures }) => [
  `${shape.replace('x', ' × ')}, ${format}`,
  ...['ms', 'duckdbMs', 'openingMs', 'ratio', 'openingRatio'].map((name) => figure(figures[name])),
];
const head = ['table', 'ms', 'DuckDB, ms', 'opened for it, ms', 'times DuckDB', 'times DuckDB opened for it'];
console.log(markdown(head, rows.map(line)));

async function openAndFetch(file) {
  const instance = await DuckDBInstance.create();
  const own = await instance.connect();
  await fetchAll(own, file);
  own.closeSync();
  instance.closeSync();
}

/** Every chunk, and every vector of it. */
async function fetchAll(on, file) {
  const result = await on.stream(`from '${file}'`);
  for (let chunk = await result.fetchChunk(); chunk?.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let c = 0; c < chunk.columnCount; c += 1) chunk.getColumnVector(c);
  }
}
