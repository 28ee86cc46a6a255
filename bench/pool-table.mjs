// The table of docs/threads.md, from the newest kept rows: float32 softmax by one thread and by a pool of two, on arrays
// that need no copy.
import { shapeTitle } from './cases.mjs';
import { figure, markdown } from './tables.mjs';

/** One column for each shape; below it, where it was measured. */
export function poolTable(rows) {
  const times = rows.filter(
    ({ kind, op, dtype, peer, variant, min }) =>
      kind === 'time' &&
      op === 'softmax' &&
      dtype === 'float32' &&
      peer === 'bridle' &&
      variant === 'auto, resident' &&
      min,
  );
  const shapes = [...new Set(times.map(({ shape }) => shape))];
  const line = (name, count) => [
    name,
    ...shapes.map((shape) => figure(times.find((row) => row.shape === shape && row.threads === count).min)),
  ];
  const { date, cpu, node, relaxedSimd } = times[0];
  const place = `${date}: ${cpu}, Node ${node} ${relaxedSimd ? 'with' : 'without'} relaxed SIMD`;
  const head = ['ns per element', ...shapes.map(shapeTitle)];
  return `${markdown(head, [line('one thread', 1), line('two threads', 2)])}\n\nMeasured on ${place}.`;
}
