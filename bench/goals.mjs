// node bench/goals.mjs: what was to be reached in speed, and what the newest kept rows say; a line without rows names the
// command that makes them. npm run bench prints it last.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { newestRows } from './results.mjs';
import { figure, markdown } from './tables.mjs';

const MNIST = (row) => row.case === 'MNIST';
const OURS = (row) => row.peer === 'bridle';
/** Work, goal, the folder of the rows, the command that makes them, and what they say. */
const LINES = [
  [
    'bridle train on MNIST, two threads',
    '≥ 6 × the baseline',
    'command',
    'npm run bench:training-command',
    (rows) => times(rows.at(-1).ratio),
  ],
  ['its largest memory', '≤ 600 MB', 'command', 'npm run bench:training-command', (rows) => `${rows.at(-1).peakMB} MB`],
  [
    'its solver to a gap of 1e−6',
    '≥ 8 × scikit-learn',
    'solvers',
    'node bench/solvers.mjs MNIST',
    (rows) => fastestPeer(rows.filter(MNIST)),
  ],
  [
    'its iterations to 1e−6 and to 1e−9',
    '≤ 41, ≤ 57',
    'solvers',
    'node bench/solvers.mjs MNIST',
    (rows) => {
      const own = rows.filter(MNIST).find(OURS);
      return own && `${own.iterations}, ${own.iterations9}`;
    },
  ],
  ...['letters', 'table', 'digits'].map((name) => [
    `a training of ${name} to a gap of 1e−6`,
    '≥ 3 × scikit-learn',
    'solvers',
    `node bench/solvers.mjs ${name}`,
    (rows) => fastestPeer(rows.filter((row) => row.case.startsWith(name))),
  ]),
  [
    'tables to columns',
    '≤ 2 × DuckDB',
    'reading',
    'node bench/reading.mjs',
    (rows) => rows.map(({ shape, format, ratio }) => `${shape} ${format} ${times(ratio)}`).join('; '),
  ],
  [
    'predict, 1,000,000 × 64 × 10',
    '≥ 10 × the baseline',
    'predicting',
    'node bench/predicting.mjs',
    (rows) => ratioOf(rows, 'baseline'),
  ],
  ['the same', '≥ NumPy', 'predicting', 'node bench/predicting.mjs', (rows) => ratioOf(rows, 'NumPy')],
  [
    'a pass of fit on dense rows, share of the peak',
    '≥ 60 %',
    'training',
    'npm run bench:training',
    (rows) =>
      rows
        .filter(
          ({ variant, share, dtype }) => variant === 'fit, kernels' && share !== undefined && !dtype.startsWith('CSR'),
        )
        .map(({ shape, share }) => `${shape} ${Math.round(100 * share)} %`)
        .join('; '),
  ],
];

/** The table. */
export function goalsTable() {
  const lines = LINES.map(([work, goal, folder, command, say]) => {
    const rows = rowsOf(folder);
    const found = rows && say(rows);
    return [work, goal, found || `not measured: ${command}`, found ? rows[0].date : ''];
  });
  return markdown(['work', 'goal', 'measured', 'on'], lines);
}

function rowsOf(folder) {
  try {
    return newestRows(fileURLToPath(new URL(`results/${folder}`, import.meta.url)));
  } catch {
    return null;
  }
}

function times(ratio) {
  return `${figure(ratio)} ×`;
}

/** How many times ours the fastest peer takes. */
function fastestPeer(rows) {
  const ratios = rows.map(({ ratio }) => ratio).filter((ratio) => ratio !== undefined);
  return ratios.length > 0 ? times(Math.min(...ratios)) : '';
}

function ratioOf(rows, peer) {
  const row = rows.find((one) => one.peer === peer);
  return row?.reason ?? (row && times(row.ratio));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(goalsTable());
