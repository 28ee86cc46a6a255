// The features of a row that are not 0, one after the other, whatever the design stores them as.

import type { Design } from '../table/design.ts';

/** Gives a weight its product with a feature's value, with the roundings of `addScores`. */
export type Weigh = (weight: number) => number;

/** Calls `visit` for each feature of a row that is not 0, in the order of the features. */
export type ActiveFeatures = (row: number, visit: (feature: number, weigh: Weigh) => void) => void;

const whole: Weigh = (weight) => weight;

export function activeFeatures(design: Design): ActiveFeatures {
  const sources = design.blocks.flatMap((block): { first: number; visit: ActiveFeatures }[] => {
    if (block.kind === 'codes') {
      const visit: ActiveFeatures = (row, give) => {
        if (block.codes[row] >= 0) give(block.first + block.codes[row], whole);
      };
      return [{ first: block.first, visit }];
    }
    const { index, values, centers, scales } = block;
    return index.map((first, c) => ({
      first,
      visit: (row, give) => {
        const x = values[c][row] - centers[c];
        // Of two columns the second is multiplied by the reciprocal of its scale; see `addScores`.
        const scale = c % 2 === 0 ? scales[c] : 1 / scales[c];
        if (x !== 0) give(first, (weight) => (c % 2 === 0 ? weight / scale : weight * scale) * x);
      },
    }));
  });
  for (const { first, offsets, indices, values } of design.sparse ?? []) {
    const visit: ActiveFeatures = (row, give) => {
      const entries = Array.from({ length: offsets[row + 1] - offsets[row] }, (_, e) => offsets[row] + e);
      entries.sort((a, b) => indices[a] - indices[b]);
      for (const e of entries) give(first + indices[e], (weight) => weight * values[e]);
    };
    sources.push({ first, visit });
  }
  sources.sort((a, b) => a.first - b.first);
  return (row, visit) => {
    for (const source of sources) source.visit(row, visit);
  };
}
