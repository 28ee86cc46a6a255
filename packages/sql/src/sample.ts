// A seeded sample of the table, by a hash of the rows' features: the same rows on every run. Small classes keep all of
// their rows or a few hundred, and each row counts for as many as it stands for.

import { type Design, fit } from 'bridle/learn';
import type { Place } from './cells.ts';
import { HASHES } from './dialects.ts';
import { ask, numberIn, type Query, type Row } from './query.ts';
import { type Label, preparedChain, type Source, valueNames, widthOf } from './source.ts';

/** A sample in memory: dense features, (rows, features), classes and weights. */
export type Sample = { rows: number; design: Design; labels: Int32Array; weights: Float64Array };

/** Of a class as many rows at least, if it has them. */
const EACH = 200;

/** The statement, and the fraction of each class that it takes. */
export function sampleStatement(
  source: Source,
  places: readonly Place[],
  labels: readonly Label[],
  fractions: readonly number[],
  seed: number,
): string {
  const { rules, prefix } = source;
  const chain = preparedChain(source, places, labels);
  const names = valueNames(places);
  const columns = [
    `${prefix}label AS label`,
    `${prefix}weight AS weight`,
    ...names.map((name, j) => `${name} AS x${j}`),
  ];
  const limits = fractions.map((fraction, k) => ` WHEN ${k} THEN ${Math.ceil(fraction * HASHES)}`);
  const hash = rules.hash(seed, names.slice(0, 20));
  const where = fractions.every((fraction) => fraction === 1)
    ? ''
    : `\nWHERE ${hash} < CASE ${prefix}label${limits.join('')} END`;
  return `${chain.text()}\nSELECT ${columns.join(', ')}\nFROM ${chain.last()}${where}`;
}

/**
 * The fraction of each class of which a sample of about `size` rows consists.
 *
 * @example
 * ```ts
 * import { fractionsOf } from '@bridle/sql';
 * fractionsOf([1_000_000, 100], 20_000); // → [0.019998000199980003, 1]
 * ```
 */
export function fractionsOf(rows: readonly number[], size: number): number[] {
  const all = rows.reduce((sum, n) => sum + n, 0);
  return rows.map((n) => Math.min(1, Math.max(size / all, EACH / n)));
}

/** Reads the sample. */
export async function drawSample(
  query: Query,
  source: Source,
  places: readonly Place[],
  labels: readonly Label[],
  fractions: readonly number[],
  seed: number,
): Promise<Sample> {
  const found = await ask(query, sampleStatement(source, places, labels, fractions, seed));
  const codes = Int32Array.from(found, (row) => numberIn(row, 'label'));
  const weights = Float64Array.from(found, (row, i) => numberIn(row, 'weight') / fractions[codes[i]]);
  return { rows: found.length, design: designOf(found, places), labels: codes, weights };
}

function designOf(found: readonly Row[], places: readonly Place[]): Design {
  const numbers = {
    kind: 'numbers' as const,
    index: [] as number[],
    values: [] as Float64Array[],
    centers: [] as number[],
    scales: [] as number[],
  };
  const blocks: Design['blocks'] = [numbers];
  let first = 0;
  let column = 0;
  const next = () => Float64Array.from(found, (row) => numberIn(row, `x${column}`));
  for (const { feature } of places) {
    const values = next();
    column += 1;
    if (feature.kind === 'numeric') {
      numbers.index.push(first);
      numbers.values.push(values);
      numbers.centers.push(0);
      numbers.scales.push(1);
      if (feature.hasMissing) {
        blocks.push({
          kind: 'codes',
          first: first + 1,
          levels: 1,
          codes: Int32Array.from(next(), (mark) => (mark === 1 ? 0 : -1)),
        });
        column += 1;
      }
    } else blocks.push({ kind: 'codes', first, levels: widthOf(feature), codes: Int32Array.from(values) });
    first += widthOf(feature);
  }
  return { rows: found.length, columns: first, blocks };
}

/**
 * The optimum of the sample, (classes, features + 1); null where a class has no row in it.
 *
 * @example
 * ```ts
 * import { sampleOptimum } from '@bridle/sql';
 * const values = new Float64Array([-2, -1, 1, -1, 1, 2]);
 * const sample = {
 *   rows: 6,
 *   design: { rows: 6, columns: 1, blocks: [{ kind: 'numbers' as const, index: [0], values: [values], centers: [0], scales: [1] }] },
 *   labels: new Int32Array([0, 0, 0, 1, 1, 1]),
 *   weights: new Float64Array(6).fill(1),
 * };
 * sampleOptimum(sample, 2, 0.1)?.length; // → 4
 * ```
 */
export function sampleOptimum({ design, labels, weights }: Sample, classes: number, l2: number): Float64Array | null {
  const byClass = new Float64Array(classes);
  labels.forEach((label, i) => {
    byClass[label] += weights[i];
  });
  if (byClass.some((weight) => weight === 0)) return null;
  const start = (penalty: number) => fit(design, labels, classes, { l2: penalty, sampleWeights: weights });
  const found = start(l2);
  // Without a penalty the sample may be separated where the table is not; a weak one keeps the start finite.
  const { weights: w, intercepts } = found.stop === 'separated' ? start(1 / labels.length) : found;
  const width = design.columns + 1;
  const parameters = new Float64Array(classes * width);
  for (let k = 0; k < classes; k += 1) {
    parameters.set(w.subarray(k * design.columns, (k + 1) * design.columns), k * width);
    parameters[(k + 1) * width - 1] = intercepts[k];
  }
  return parameters;
}

/** The features of every row of the sample with a last 1 for the intercept, (rows, features + 1). */
export function denseRows({ columns, rows, blocks }: Design): Float64Array {
  const width = columns + 1;
  const out = new Float64Array(rows * width);
  for (let i = 0; i < rows; i += 1) {
    const at = i * width;
    for (const block of blocks) {
      if (block.kind === 'codes') {
        if (block.codes[i] >= 0) out[at + block.first + block.codes[i]] = 1;
      } else {
        block.index.forEach((j, c) => {
          out[at + j] = (block.values[c][i] - block.centers[c]) / block.scales[c];
        });
      }
    }
    out[at + width - 1] = 1;
  }
  return out;
}
