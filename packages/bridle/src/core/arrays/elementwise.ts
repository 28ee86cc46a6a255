// The driver of functions of one number: a number gives a number, anything else its own kind and shape.

import { type Out, rowMajorData, type Scores, store, view, wrap } from './tensor.ts';

export type ElementwiseOptions = {
  /** Receives the results in row-major order, and is then also returned; it may be x itself. */
  out?: Out | undefined;
};

/** f of every entry of x. */
export function mapEach(
  name: string,
  x: number | Scores,
  options: ElementwiseOptions,
  f: (x: number) => number,
): unknown {
  if (typeof x === 'number') return f(x);
  const source = view(name, x);
  const result = options.out ? store(name, options.out, source.size) : source.make(source.size);
  // Read whole before the first write: out may be x, or lie across it in the same buffer.
  const data = Float64Array.from(rowMajorData(name, x, source.size));
  for (let i = 0; i < data.length; i += 1) result[i] = f(data[i]);
  return options.out ?? wrap(source, result, source.dims);
}
