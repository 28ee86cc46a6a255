// node bench/goals.mjs: what was to be reached in speed, and what the newest kept rows say; a line without rows names the
// command that makes them. npm run bench prints it last.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { shapeTitle } from './cases.mjs';
import { newestRows } from './results.mjs';
import { figure, markdown } from './tables.mjs';

const ALL = '';
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
    'digits, to the best log-loss of JavaScript trainers',
    '≥ 50 ×',
    'learning',
    'node bench/learning.mjs javascript',
    (rows) =>
      rows
        .filter(({ task, ratio }) => task === 'javascript' && ratio)
        .map(({ peer, ratio }) => `${peer} ${times(ratio)}`)
        .join('; '),
  ],
  [
    'the penalty by 5 folds, 20,000 × 16 × 26',
    '≥ 5 × LogisticRegressionCV',
    'learning',
    'node bench/learning.mjs penalty',
    (rows) => fastestPeer(rows.filter(({ task }) => task === 'penalty')),
  ],
  [
    'tables to columns',
    '≤ 2 × DuckDB',
    'reading',
    'node bench/reading.mjs',
    (rows) =>
      rows
        .map(({ shape, format, ratio, openingRatio }) => {
          const opening = openingRatio ? ` (${times(openingRatio)} where DuckDB opens a database for it)` : '';
          return `${shape} ${format} ${times(ratio)}${opening}`;
        })
        .join('; '),
  ],
  [
    'predict, 1,000,000 × 64 × 10',
    '≥ 10 × the baseline',
    'predicting',
    'node bench/predicting.mjs',
    (rows) => ratioOf(rows, 'baseline'),
  ],
  ['the same', '≥ NumPy', 'predicting', 'node bench/predicting.mjs', (rows) => ratioOf(rows, 'NumPy')],
  ...['kernels', 'reproducible'].map((level) => [
    `a pass of fit on dense rows, ${level === 'kernels' ? 'auto' : level}: share of the peak`,
    '≥ 60 %',
    'training',
    'npm run bench:training',
    (rows) =>
      densePasses(rows, level)
        .map(({ shape, share }) => `${shape} ${Math.round(100 * share)} %`)
        .join('; '),
  ]),
  [
    'the same on two threads, auto',
    '≥ 1.8 × one thread',
    'training',
    'npm run bench:training',
    (rows) => {
      const two = densePasses(rows, 'kernels, two threads');
      return densePasses(rows, 'kernels')
        .map(({ shape, min }) => `${shape} ${times(min / two.find((row) => row.shape === shape).min)}`)
        .join('; ');
    },
  ],
  ...['fast', 'auto'].map((level) => [
    `softmax, logSoftmax, logSumExp of a million float32 and more, ${level}`,
    level === 'fast' ? '≤ 0.85 × tfjs-wasm' : '≤ 1.25 × tfjs-wasm',
    ALL,
    'npm run bench',
    (rows) => worstOf(large(rows), resident(level), resident('tfjs-wasm')),
  ]),
  [
    'the same on two threads, auto',
    '≥ 1.8 × one thread',
    ALL,
    'npm run bench',
    (rows) => worstOf(large(rows), resident('auto'), resident('auto', 2), Math.min),
  ],
  [
    'softmax of a row of 2²⁴ float32',
    '≤ 2 ns an entry',
    ALL,
    'npm run bench',
    (rows) => {
      const of = (level) => rows.filter(isTime('softmax', 'float32', '1x16777216')).find(resident(level))?.min;
      return `auto ${figure(of('auto'))}, reproducible ${figure(of('reproducible'))}`;
    },
  ],
  ...[
    ['float32 1×10', '≤ 2 × a plain loop'],
    ['number[] 10', '≤ 6 × a plain loop'],
    ['number[] 1,000', '≤ a plain loop'],
    ['number[] 151,936', '≤ a plain loop'],
  ].map(([name, goal]) => [
    `a call of softmax, ${name}`,
    goal,
    ALL,
    'npm run bench',
    (rows) => inverse(rows.find((row) => row.kind === 'call' && row.case === name && row.peer === 'plain')),
  ]),
  [
    'bridle 1 1 3',
    '≤ 1.5 × node -e 0',
    ALL,
    'npm run bench',
    (rows) => inverse(rows.find((row) => row.kind === 'start' && row.peer === 'node -e 0')),
  ],
  [
    "import 'bridle' and a first call",
    '≤ 10 ms above plain JavaScript',
    ALL,
    'npm run bench',
    (rows) => {
      const of = (name) => rows.find((row) => row.kind === 'cold' && row.phase === 'both' && row.peer === name)?.minMs;
      return `${figure(of('bridle') - of('plain JavaScript'))} ms`;
    },
  ],
  [
    'the pool, awake, on 1,024,000 float32',
    '≥ 1.8 × one thread',
    ALL,
    'npm run bench',
    (rows) => {
      const of = (state) => rows.find((row) => row.kind === 'pool' && row.elements === 1024000 && row.state === state);
      return times(of('one thread').minUs / of('pool, awake').minUs);
    },
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

/** Of the two large shapes, in float32. */
function densePasses(rows, variant) {
  const isOne = (row) => row.variant === `fit, ${variant}` && row.dtype === 'float32' && row.share !== undefined;
  return rows.filter((row) => isOne(row) && /^(60000x784x10|20000x768x77)$/.test(row.shape));
}

const OPS = ['softmax', 'logSoftmax', 'logSumExp'];

function isTime(op, dtype, shape) {
  return (row) => row.kind === 'time' && row.op === op && row.dtype === dtype && row.shape === shape;
}

/** Rows of Bridle at a level, or of a peer, on arrays in its memory. */
function resident(name, threads = 1) {
  const isPeer = name === 'tfjs-wasm';
  return (row) =>
    row.peer === (isPeer ? name : 'bridle') &&
    row.variant === (isPeer ? 'resident' : `${name}, resident`) &&
    row.threads === threads;
}

/** Times of a million float32 and more. */
function large(rows) {
  const isLarge = ({ shape }) => shape.split('x').reduce((product, n) => product * n, 1) >= 1e6;
  return rows.filter((row) => row.kind === 'time' && row.dtype === 'float32' && row.min && isLarge(row));
}

/** For each operation the worst time of one side over the other's among the shapes, with its shape. */
function worstOf(rows, one, other, worst = Math.max) {
  return OPS.map((op) => {
    const of = rows.filter((row) => row.op === op);
    const ratios = of.filter(one).map(({ shape, min }) => {
      const found = of.find((row) => row.shape === shape && other(row));
      return { shape, ratio: found ? min / found.min : Number.NaN };
    });
    const least = worst(...ratios.map(({ ratio }) => ratio));
    const { shape } = ratios.find(({ ratio }) => ratio === least) ?? { shape: '' };
    return `${op} ${times(least)} (${shapeTitle(shape)})`;
  }).join(', ');
}

/** How many times the time of a peer ours is, from the peer's `ratio`. */
function inverse(row) {
  return row?.reason ?? (row && times(1 / row.ratio));
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
