// Single features of a design, for solvers that change one weight at a time: the rows where a feature is not 0, and what
// it is there.

import type { CodeBlock, Design } from '../table/design.ts';

/** null rows are all rows; null values are ones. */
export type FeatureColumn = { rows: Int32Array | null; values: Float64Array | null };

/** A function that gives the column of a feature; each is made once. */
export function featureColumns(design: Design): (feature: number) => FeatureColumn {
  const made = new Map<number, FeatureColumn>();
  return (feature) => {
    const known = made.get(feature);
    if (known) return known;
    for (const block of design.blocks) {
      if (block.kind === 'codes') {
        if (feature < block.first || feature >= block.first + block.levels) continue;
        rowsOfLevels(block).forEach((rows, level) => {
          const isAll = rows.length === design.rows;
          made.set(block.first + level, { rows: isAll ? null : rows, values: null });
        });
        break;
      }
      const at = block.index.indexOf(feature);
      if (at < 0) continue;
      const [x, center, scale] = [block.values[at], block.centers[at], block.scales[at]];
      made.set(feature, { rows: null, values: Float64Array.from(x, (value) => (value - center) / scale) });
      break;
    }
    const column = made.get(feature) ?? { rows: new Int32Array(0), values: null };
    made.set(feature, column);
    return column;
  };
}

function rowsOfLevels({ codes, levels }: CodeBlock): Int32Array[] {
  const counts = new Int32Array(levels);
  for (const code of codes) if (code >= 0) counts[code] += 1;
  const rows = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  codes.forEach((code, row) => {
    if (code < 0) return;
    rows[code][counts[code]] = row;
    counts[code] += 1;
  });
  return rows;
}
