// The driver of functions of one number: a number gives a number, anything else its own kind and shape.

import { expectOptions } from './refuse.ts';
import { closeResults, openResults, type Results } from './results.ts';
import { type Out, rowMajorOf, type Scores, type View, view, wrap } from './tensor.ts';

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
  const results = openEach(name, source, options);
  const data = rowMajorOf(source);
  for (let i = 0; i < source.size; i += 1) results.places[i] = f(data[i]);
  return closeEach(source, results);
}

/** The places for the results, which may be those of x. */
export function openEach(name: string, source: View, options: ElementwiseOptions): Results {
  expectOptions(name, options);
  return openResults(name, source, options.out, source.size, true);
}

/** What the caller gets: `out`, or the results in the shape of x. */
export function closeEach(source: View, results: Results): unknown {
  return closeResults(results, (places) => wrap(source, places, source.dims));
}
