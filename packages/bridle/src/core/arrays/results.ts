// Where results are written: into `out`, into a new container of the input's kind, or beside `out` first where writing
// there could change entries of the input that are still to be read.

import { isRowMajor, makeLike, type Out, overlaps, type Store, startsWith, store, type View } from './tensor.ts';

/** `places` are written; `belong` is where the results are in the end. */
export type Results<Places extends Store = Store> = { places: Places; belong: Store; out: Out | undefined };

/**
 * Opens `length` places for the results of an input. `inPlace` says that result i may be written over entry i of a
 * row-major input, because entries are read before results are written.
 */
export function openResults(
  name: string,
  source: View,
  out: Out | undefined,
  length: number,
  inPlace: boolean,
): Results {
  const belong = out === undefined ? makeLike(source, length) : store(name, out, length);
  const overwrites = inPlace && isRowMajor(source) && startsWith(source.data, belong);
  const clashes = out !== undefined && !overwrites && overlaps(source.data, belong);
  return { places: clashes ? makeLike(source, length) : belong, belong, out };
}

/** What the caller gets: `out`, filled, or the results as `shape` gives them. */
export function closeResults({ places, belong, out }: Results, shape: (belong: Store) => unknown): unknown {
  if (places !== belong) for (let i = 0; i < belong.length; i += 1) belong[i] = places[i];
  return out ?? shape(belong);
}
