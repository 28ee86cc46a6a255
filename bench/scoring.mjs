// `bridle predict` from Parquet to Parquet, 10 columns of float64 and 3 classes, beside DuckDB's COPY of the same table, each
// in a process of its own, in turns: seconds, processor seconds, the largest memory. After npm run build:
//   node bench/scoring.mjs [--rows 10000000] [--threads 2] [--rounds 1] [--folder DIRECTORY] [--out FILE]
// 100 million rows need 20 GB of disk. `--out` appends a row of JSON.

import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const text = (given) => ({ type: 'string', default: given });
const { values } = parseArgs({
  options: {
    ...{ rows: text('10000000'), threads: text('2'), rounds: text('1'), folder: text(tmpdir()) },
    out: { type: 'string' },
  },
});
const packages = join(dirname(fileURLToPath(import.meta.url)), '../packages');
const { DuckDBInstance } = createRequire(join(packages, 'pipeline/package.json'))('@duckdb/node-api');
const pipeline = pathToFileURL(join(packages, 'pipeline/dist/index.js')).href;
const duckdb = pathToFileURL(createRequire(join(packages, 'pipeline/package.json')).resolve('@duckdb/node-api')).href;

const folder = mkdtempSync(join(values.folder, 'bridle-scoring-'));
const [table, training, model, scored, copied] = ['t.parquet', 't.csv', 'm.json', 'p.parquet', 'c.parquet'].map(
  (name) => join(folder, name),
);
try {
  const columns = Array.from({ length: 10 }, (_, k) => `random() * ${k + 1} - ${k / 2} AS x${k}`).join(', ');
  const y = "CASE WHEN x0 + x1 > x2 THEN 'a' WHEN x3 > x4 / 2 THEN 'b' ELSE 'c' END AS y";
  const instance = await DuckDBInstance.create(':memory:', { threads: values.threads });
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT ${columns} FROM range(${values.rows})) TO '${table}' (FORMAT parquet)`);
  await connection.run(`COPY (SELECT *, ${y} FROM '${table}' LIMIT 5000) TO '${training}'`);
  connection.closeSync();
  instance.closeSync();
  const { trainTable } = await import(pipeline);
  await trainTable({ table: training, target: 'y', out: model, report: null, C: 1 });

  const sides = {
    predict: `import { predictTable } from '${pipeline}';
      await predictTable(${JSON.stringify({ model, table, out: scored, threads: Number(values.threads) })});`,
    copy: `import duckdb from '${duckdb}';
      const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '${values.threads}' });
      const connection = await instance.connect();
      await connection.run("COPY (SELECT * FROM '${table}') TO '${copied}' (FORMAT parquet)");`,
  };
  const found = { predict: [], copy: [] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [side, code] of Object.entries(sides)) {
      found[side].push(measure(code));
      rmSync(side === 'copy' ? copied : scored, { force: true });
    }
  }
  const least = (list) => list.reduce((a, b) => (b.cpu < a.cpu ? b : a));
  const row = {
    ...{ rows: Number(values.rows), threads: Number(values.threads), bytes: statSync(table).size },
    ...{ predict: least(found.predict), copy: least(found.copy) },
    ...{ node: process.version, cpu: cpus()[0].model, load: Number(loadavg()[0].toFixed(2)) },
    date: new Date().toISOString().slice(0, 10),
  };
  console.log(JSON.stringify(row, null, 2));
  console.log(`processor seconds, predict / copy: ${(row.predict.cpu / row.copy.cpu).toFixed(2)}`);
  if (values.out) appendFileSync(values.out, `${JSON.stringify(row)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Seconds, processor seconds and the largest memory, in MB, of a process that runs the code. */
function measure(code) {
  const watched = `${code}
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const cpu = (userCPUTime + systemCPUTime) / 1e6;
    console.log(JSON.stringify({ seconds: performance.now() / 1000, cpu, memory: Math.round(maxRSS / 1024) }));
    process.exit(0);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', watched], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
