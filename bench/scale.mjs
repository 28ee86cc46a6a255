// npm run build && node bench/scale.mjs [pass|training|rows=N]: training by SQL on a table of two million rows, 20 numbers and
// 5 classes in a Parquet file.
//
//   pass      one pass of @bridle/sql on DuckDB beside the fastest statement written by hand for the same 86 sums, in turns
//   training  all of a training on DuckDB, sample and certificate included, beside MLlib's fit of the same file on a Spark
//             server of this machine (npm run test:engines fetches it), in CPU seconds of both processes
//
// Without a word both run, and rows are kept in results/scale.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  deleteModel,
  fetchValue,
  fitEstimator,
  openSession,
  parseAddress,
  sqlRelation,
  transformed,
} from '../packages/spark/dist/index.js';
import { train } from '../packages/sql/dist/index.js';
import { hasSpark, openSpark } from '../scripts/spark.mjs';
import { handWrittenPass } from './peers/duckdb-pass.mjs';
import { keepRows } from './results.mjs';
import { bridleVersion, machine } from './versions.mjs';

const FEATURES = 20;
const CLASSES = 5;
const L2 = 1e-3;
const ROUNDS = 5;

const words = process.argv.slice(2);
const count = Number(words.find((word) => word.startsWith('rows='))?.slice(5) ?? 2_000_000);
const wants = (word) => !words.some((one) => !one.startsWith('rows=')) || words.includes(word);

const file = join(tmpdir(), `bridle-scale-${count}.parquet`);
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjects();
if (!existsSync(file)) await makeTable();
await query(`CREATE VIEW rows AS SELECT * FROM '${file}'`);
const names = Array.from({ length: FEATURES }, (_, j) => `x${j}`);
const options = { dialect: 'duckdb', table: 'rows', target: 'y', features: names, l2: L2 };
const place = { date: new Date().toISOString().slice(0, 10), ...machine(), dims: [count, FEATURES, CLASSES] };
const kept = [];
if (wants('pass')) kept.push(...(await comparePasses()));
if (wants('training')) kept.push(...(await compareTrainings()));
for (const { peer, task, seconds, cpuSeconds, note = '' } of kept) {
  console.log(`${task.padEnd(9)} ${peer.padEnd(30)} ${seconds.toFixed(2)} s  ${cpuSeconds.toFixed(2)} CPU s  ${note}`);
}
console.log(`load ${loadavg()[0].toFixed(1)}`);
if (words.length === 0)
  console.error(`bench: rows kept in ${keepRows(kept, fileURLToPath(new URL('results/scale', import.meta.url)))}`);
connection.closeSync();
process.exit(0);

/** One pass and the statement by hand at the same weights, in turns; the least of the rounds. */
async function comparePasses() {
  // A training that may make one pass tells the statement, and the recipe that the weights are of.
  let statement = '';
  const spy = (sql) => {
    if (sql.includes(' AS loss')) statement = sql;
    return query(sql);
  };
  const { model, objective } = await train(spy, { ...options, maxPasses: 1, tolerance: 1e-30 });
  const hand = handWrittenPass('rows', model);
  const sides = [
    { peer: '@bridle/sql', sql: statement, wall: [], cpu: [] },
    { peer: 'a statement by hand', sql: hand, wall: [], cpu: [] },
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of sides) {
      const [wall, cpu] = [performance.now(), process.cpuUsage()];
      [side.row] = await query(side.sql);
      side.wall.push((performance.now() - wall) / 1000);
      side.cpu.push(secondsOf(process.cpuUsage(cpu)));
    }
  }
  const squares = model.weights.reduce((sum, w) => sum + w * w, 0);
  for (const { peer, row } of sides) {
    const difference = Math.abs(row.loss / count + (L2 / 2) * squares - objective);
    if (!(difference < 1e-12)) throw new Error(`bench: ${peer} gives another loss, by ${difference}`);
    if (Object.keys(row).length !== (CLASSES - 1) * (FEATURES + 1) + 2)
      throw new Error(`bench: ${peer} has other sums`);
  }
  return sides.map(({ peer, wall, cpu }) => ({
    ...{ ...place, task: 'pass', peer, version: bridleVersion(), engine: 'DuckDB' },
    ...{ seconds: Math.min(...wall), cpuSeconds: Math.min(...cpu) },
  }));
}

/** All of a training on DuckDB, and MLlib's fit of the file. */
async function compareTrainings() {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const { passes, gradientNorm, objective } = await train(query, options);
  const ours = {
    ...{ ...place, task: 'training', peer: '@bridle/sql on DuckDB', version: bridleVersion(), engine: 'DuckDB' },
    ...{ seconds: (performance.now() - wall) / 1000, cpuSeconds: secondsOf(process.cpuUsage(cpu)) },
    note: `${passes} passes, |g| ${gradientNorm.toExponential(1)}, objective ${objective.toFixed(12)}`,
  };
  if (!hasSpark()) {
    console.error('bench: no Spark here; npm run test:engines fetches it');
    return [ours];
  }
  const server = await openSpark({ heap: '3g' });
  const session = await openSession(parseAddress(`sc://${server.address}`).address);
  try {
    // A small fit first, so that the server's classes are loaded.
    await fitOn(session, server.pid, `SELECT * FROM parquet.\`${file}\` LIMIT 2000`);
    return [ours, await fitOn(session, server.pid, `SELECT * FROM parquet.\`${file}\``)];
  } finally {
    await session.close();
    await server.close();
  }
}

async function fitOn(session, pid, from) {
  const rows = sqlRelation(`SELECT CAST(substr(y, 2) AS DOUBLE) AS label, ${names.join(', ')} FROM (${from})`);
  const ml = 'org.apache.spark.ml';
  const assembled = transformed(`${ml}.feature.VectorAssembler`, { inputCols: names, outputCol: 'features' }, rows);
  const parameters = { family: 'multinomial', regParam: L2, elasticNetParam: 0, tol: 1e-9, maxIter: { whole: 500 } };
  const [wall, cpu, own] = [performance.now(), cpuOf(pid), process.cpuUsage()];
  const model = await fitEstimator(session, `${ml}.classification.LogisticRegression`, parameters, assembled);
  const seconds = (performance.now() - wall) / 1000;
  const cpuSeconds = cpuOf(pid) - cpu + secondsOf(process.cpuUsage(own));
  const iterations = await fetchValue(session, model, 'summary', 'totalIterations');
  await deleteModel(session, model);
  const version = await session.version();
  const note = `${iterations} iterations, no certificate`;
  return { ...place, task: 'training', peer: 'MLlib on Spark', version, engine: 'Spark', seconds, cpuSeconds, note };
}

/** CPU seconds of a process, by Linux. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function secondsOf({ user, system }) {
  return (user + system) / 1e6;
}

/** Correlated numbers of different sizes, and classes drawn from a softmax of them, all by hashes of the row's number. */
async function makeTable() {
  console.error(`bench: making ${count} rows …`);
  const uniform = (salt) => `((hash(i * 64 + ${salt}) >> 11) + 0.5) / 9007199254740992.0`;
  const normals = Array.from(
    { length: FEATURES },
    (_, j) => `sqrt(-2 * ln(${uniform(2 * j)})) * cos(2 * pi() * ${uniform(2 * j + 1)}) AS n${j}`,
  );
  const score = (k) =>
    Array.from({ length: FEATURES }, (_, j) => `${(0.6 * Math.cos(5 * k + j)).toFixed(3)} * n${j}`).join(' + ');
  const scores = Array.from(
    { length: CLASSES },
    (_, k) => `${score(k)} - ln(-ln(${uniform(2 * FEATURES + k)})) AS z${k}`,
  );
  const best = `greatest(${Array.from({ length: CLASSES }, (_, k) => `z${k}`).join(', ')})`;
  const label = `CASE ${best}${Array.from({ length: CLASSES }, (_, k) => ` WHEN z${k} THEN 'c${k}'`).join('')} END AS y`;
  const columns = Array.from(
    { length: FEATURES },
    (_, j) => `${3 * j} + ${2 ** (j % 5)} * (n${j} + 0.6 * n${(j + 1) % FEATURES}) AS x${j}`,
  );
  await query(`COPY (WITH normals AS (SELECT i, ${normals.join(', ')} FROM range(${count}) t(i)),
    scores AS (SELECT *, ${scores.join(', ')} FROM normals)
    SELECT ${columns.join(', ')}, ${label} FROM scores) TO '${file}.part' (FORMAT parquet)`);
  renameSync(`${file}.part`, file);
}
