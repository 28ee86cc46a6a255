// Plain JavaScript loops over typed arrays.
import { emptyArray, resultLength } from '../cases.mjs';
import { timeCalls } from '../turns.mjs';

export async function openPlain() {
  const loops = {
    float32: await import('./plain-loops.mjs?float32'),
    float64: await import('./plain-loops.mjs?float64'),
  };
  const open = ({ op, dtype, rows, cols, x, target }) => {
    const out = emptyArray(dtype, resultLength(op, rows, cols));
    const run = loops[dtype][op];
    const call = () => run(x, rows, cols, out, target);
    const result = () => {
      call();
      return out;
    };
    return { time: timeCalls(call), result, close() {} };
  };
  return {
    name: 'plain JavaScript',
    version: process.versions.node,
    variants: [{ variant: 'own array', threads: 1, open }],
    close() {},
  };
}
