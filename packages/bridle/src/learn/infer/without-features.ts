// A design without some of its features, for the likelihood-ratio test of a column. Nothing is copied but codes.

import type { Design } from '../table/design.ts';

/**
 * The design of the other features, in their order.
 *
 * @example
 * ```ts
 * import { withoutFeatures } from 'bridle/learn';
 * const codes = { kind: 'codes' as const, first: 0, levels: 3, codes: new Int32Array([0, 1, 2]) };
 * withoutFeatures({ rows: 3, columns: 3, blocks: [codes] }, new Set([0])).columns; // → 2
 * ```
 */
export function withoutFeatures(design: Design, dropped: ReadonlySet<number>): Design {
  const place = new Int32Array(design.columns);
  let columns = 0;
  for (let j = 0; j < design.columns; j += 1) {
    place[j] = dropped.has(j) ? -1 : columns;
    if (place[j] >= 0) columns += 1;
  }
  const blocks = design.blocks.flatMap((block): Design['blocks'] => {
    if (block.kind === 'numbers') {
      const kept = block.index.map((_, c) => c).filter((c) => place[block.index[c]] >= 0);
      const pick = <T>(list: readonly T[]): T[] => kept.map((c) => list[c]);
      return [
        {
          kind: 'numbers',
          index: pick(block.index).map((j) => place[j]),
          values: pick(block.values),
          centers: pick(block.centers),
          scales: pick(block.scales),
        },
      ];
    }
    const kept = Array.from({ length: block.levels }, (_, level) => level).filter((l) => place[block.first + l] >= 0);
    if (kept.length === 0) return [];
    const levelOf = new Map(kept.map((level, at) => [level, at]));
    const codes = block.codes.map((code) => levelOf.get(code) ?? -1);
    return [{ kind: 'codes', first: place[block.first + kept[0]], levels: kept.length, codes }];
  });
  return { rows: design.rows, columns, blocks };
}
