// The two tables of README.md and README.ko.md, from the newest kept rows: how fast softmax is and how exact, for each
// peer at its best and for Bridle at each level. Losses stand as they were measured.
import { shapeTitle } from './cases.mjs';
import { bold, fastest, figure, grid } from './tables.mjs';

/** The lines of the table of times, in their order: the variant that each shows, and its name. */
const LINES = [
  line('bridle', 'auto, resident', 1, 'Bridle', 'Bridle'),
  line('bridle', 'auto, own array', 1, "Bridle, caller's array", 'Bridle, 호출자 배열'),
  line('bridle', 'reproducible, resident', 1, 'Bridle, reproducible', 'Bridle, 재현'),
  line('bridle', 'reference', 1, 'Bridle, reference', 'Bridle, 기준 구현'),
  line('plain JavaScript', 'own array', 1, 'plain JavaScript', '단순한 JavaScript'),
  line('tfjs-wasm', 'resident', 1, 'tfjs-wasm', 'tfjs-wasm'),
  line('tfjs-wasm', 'own array', 1, "tfjs-wasm, caller's array", 'tfjs-wasm, 호출자 배열'),
  line('onnxruntime-web', 'own array', 1, 'onnxruntime-web', 'onnxruntime-web'),
  line('jax-js', 'resident', 1, 'jax-js', 'jax-js'),
  line('onnxruntime-node', 'own array', 1, 'onnxruntime-node', 'onnxruntime-node'),
  line('SciPy', 'own array', 1, 'SciPy', 'SciPy'),
  line('PyTorch', 'own array', 1, 'PyTorch', 'PyTorch'),
  line('bridle', 'auto, resident', 2, 'Bridle, two threads', 'Bridle, 스레드 둘'),
  line('onnxruntime-node', 'own array', 2, 'onnxruntime-node, two threads', 'onnxruntime-node, 스레드 둘'),
  line('PyTorch', 'own array', 2, 'PyTorch, two threads', 'PyTorch, 스레드 둘'),
];

/** Where a result lies and how many threads made it change no error that is worth a line. */
const ERROR_LINES = LINES.filter(({ threads, en }) => threads === 1 && !en.includes('caller'));

function line(peer, variant, threads, en, ko) {
  return { peer, variant, threads, en, ko };
}

const WORDS = {
  en: {
    time: 'ns per element',
    error: 'largest error, ulp',
    flushed: 'flushes',
    inputs: {},
    measured: ({ date, cpu, node, relaxedSimd }, versions) =>
      `Measured on ${date}: ${cpu}, Node ${node} ${relaxedSimd ? 'with' : 'without'} relaxed SIMD; ${versions}.`,
  },
  ko: {
    time: '원소마다 ns',
    error: '가장 큰 오차, ulp',
    flushed: '0이 됨',
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

/** float32 softmax: ns per element by shape, the fastest of one thread in bold; below it, where it was measured. */
export function speedTable(rows, language) {
  const words = WORDS[language];
  const shown = chosen(rows, 'time', LINES, language);
  const isFastest = fastest(shown);
  const table = grid(shown, 'shape', {
    corner: words.time,
    title: shapeTitle,
    line: ({ name }) => name,
    cell: (row) => bold(figure(row.min), isFastest(row)),
  });
  const versions = [...new Set(shown.map(({ peer, version }) => `${peer} ${version}`))];
  return `${table}\n\n${words.measured(rows[0], versions.join(', '))}`;
}

/** float32 softmax: the largest error by input; a mark where subnormal results come out as 0. */
export function errorTable(rows, language) {
  const words = WORDS[language];
  return grid(chosen(rows, 'ulp', ERROR_LINES, language), 'input', {
    corner: words.error,
    title: (input) => words.inputs[input] ?? input,
    line: ({ name }) => name,
    cell: ({ ulp, flushed, broken }) => (broken > 0 ? 'NaN' : figure(ulp) + (flushed > 0 ? ` (${words.flushed})` : '')),
  });
}

function chosen(rows, kind, lines, language) {
  const of = rows.filter((row) => row.kind === kind && row.op === 'softmax' && row.dtype === 'float32');
  return lines.flatMap(({ peer, variant, threads, [language]: name }) =>
    of
      .filter((row) => row.peer === peer && row.variant === variant && row.threads === threads)
      .map((row) => ({ ...row, name })),
  );
}
