// The two tables of README.md and README.ko.md, from the newest kept rows: how fast softmax is and how exact, for each
// peer at its best and for Bridle at each level. Losses stand as they were measured.
import { shapeTitle } from './cases.mjs';
import { bold, fastest, figure, grid } from './tables.mjs';

/** The lines, in their order: peer, variant, threads. */
const LINES = [
  ['bridle', 'auto, resident', 1],
  ['bridle', 'auto, own array', 1],
  ['bridle', 'reproducible, resident', 1],
  ['bridle', 'reference', 1],
  ['plain JavaScript', 'own array', 1],
  ['tfjs-wasm', 'resident', 1],
  ['tfjs-wasm', 'own array', 1],
  ['onnxruntime-web', 'own array', 1],
  ['jax-js', 'resident', 1],
  ['onnxruntime-node', 'own array', 1],
  ['SciPy', 'own array', 1],
  ['PyTorch', 'own array', 1],
  ['bridle', 'auto, resident', 2],
  ['onnxruntime-node', 'own array', 2],
  ['PyTorch', 'own array', 2],
];

const WORDS = {
  en: {
    time: 'ns per element',
    error: 'largest error, ulp',
    flushed: 'flushes',
    line: ({ peer, variant, threads }) =>
      `${peer === 'bridle' ? 'Bridle' : peer}, ${variant}${threads > 1 ? `, ${threads} threads` : ''}`,
    inputs: {},
    measured: ({ date, cpu, node, relaxedSimd }, versions) =>
      `Measured on ${date}: ${cpu}, Node ${node} ${relaxedSimd ? 'with' : 'without'} relaxed SIMD; ${versions}.`,
  },
  ko: {
    time: '원소마다 ns',
    error: '가장 큰 오차, ulp',
    flushed: '0으로 꺼짐',
    line: ({ peer, variant, threads }) =>
      `${peer === 'bridle' ? 'Bridle' : peer === 'plain JavaScript' ? '단순한 JavaScript' : peer}, ${korean(variant)}${threads > 1 ? `, 스레드 ${threads}개` : ''}`,
    inputs: {
      'uniform [−80, 20]': '균등 [−80, 20]',
      'one row of 2²⁴, N(0, 3)': '2²⁴개 한 행, N(0, 3)',
      'constant row of 2²² under its maximum': '최댓값 하나 밑에 같은 값 2²²개',
      'ascending row of 2²⁰': '오름차순 2²⁰개 한 행',
    },
    measured: ({ date, cpu, node, relaxedSimd }, versions) =>
      `${date}에 잼: ${cpu}, Node ${node}, relaxed SIMD ${relaxedSimd ? '있음' : '없음'}. ${versions}.`,
  },
};

function korean(variant) {
  return variant
    .replace('auto', '기본')
    .replace('reproducible', '재현')
    .replace('reference', '기준 구현')
    .replace('resident', '커널 메모리')
    .replace('own array', '호출자 배열');
}

/** float32 softmax: ns per element by shape, the fastest of one thread in bold; below it, where it was measured. */
export function speedTable(rows, language) {
  const words = WORDS[language];
  const shown = chosen(rows, 'time');
  const isFastest = fastest(shown);
  const table = grid(shown, 'shape', {
    corner: words.time,
    title: shapeTitle,
    line: words.line,
    cell: (row) => bold(figure(row.min), isFastest(row)),
  });
  const versions = [...new Set(shown.map(({ peer, version }) => `${peer} ${version}`))];
  return `${table}\n\n${words.measured(rows[0], versions.join(', '))}`;
}

/** float32 softmax: the largest error by input; a mark where subnormal results come out as 0. */
export function errorTable(rows, language) {
  const words = WORDS[language];
  return grid(chosen(rows, 'ulp'), 'input', {
    corner: words.error,
    title: (input) => words.inputs[input] ?? input,
    line: words.line,
    cell: ({ ulp, flushed, broken }) => (broken > 0 ? 'NaN' : figure(ulp) + (flushed > 0 ? ` (${words.flushed})` : '')),
  });
}

function chosen(rows, kind) {
  const of = rows.filter((row) => row.kind === kind && row.op === 'softmax' && row.dtype === 'float32');
  return LINES.flatMap(([peer, variant, threads]) =>
    of.filter((row) => row.peer === peer && row.variant === variant && row.threads === threads),
  );
}
