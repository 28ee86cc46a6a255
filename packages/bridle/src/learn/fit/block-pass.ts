// The loss and its gradient over rows that come in blocks, so that no more than one block is in memory: with sums over the
// blocks in their order, the same rows give the same bits. Each block is packed for the kernels in one memory that all of
// them share; the reference computes where there are none.

import { addScores, type CodeBlock, type Design, gradientOf, type NumberBlock } from '../table/design.ts';
import type { Tiles } from '../tiles/layout.ts';
import { packColumns } from '../tiles/pack.ts';
import { tileGradient, tileLossAlong, tileScores } from '../tiles/products.ts';
import { openTiles } from '../tiles/tiles.ts';
import { lossAlong } from './objective.ts';

/** Rows with their classes and weights; a row of weight 0 counts as absent. */
export type Block = { design: Design; labels: Int32Array; weights: Float64Array };

/** One pass over training data that comes in blocks: the loss and the gradient at given weights, block by block. */
export type BlockPass = {
  /**
   * Adds Σᵢ wᵢ·(p − y)·xᵢ of the block, at weights (classes, columns + 1) with the intercept last, to `gradient`, which
   * is laid out likewise. The block's Σᵢ wᵢ·loss(i).
   */
  add: (block: Block, parameters: Float64Array, gradient: Float64Array) => number;
};

/**
 * A pass over blocks of at most `rows` rows, whose designs have `numbers` features that are numbers.
 *
 * @throws RangeError for a block of more rows or of another number of numbers, when it is added.
 * @example
 * ```ts
 * import { openBlockPass } from 'bridle/learn';
 * const codes = { kind: 'codes' as const, first: 0, levels: 2, codes: new Int32Array([0, 1]) };
 * const design = { rows: 2, columns: 2, blocks: [codes] };
 * const block = { design, labels: new Int32Array([0, 1]), weights: new Float64Array([0.5, 0.5]) };
 * const gradient = new Float64Array(6);
 * openBlockPass(2, 0, 2).add(block, new Float64Array(6), gradient); // → 0.6931471805599453
 * ```
 */
export function openBlockPass(rows: number, numbers: number, classes: number): BlockPass {
  const targets = { labels: new Int32Array(rows), weights: new Float64Array(rows), classes };
  const tiles = openTiles({ dims: [rows, numbers], bits: 64, read: (_, __, out) => out.fill(0) }, targets);
  return {
    add: (block, parameters, gradient) => {
      if (block.design.rows > rows) throw new RangeError(`openBlockPass: expected at most ${rows} rows`);
      return tiles
        ? addByKernels(tiles, block, parameters, gradient)
        : addPlainly(block, classes, parameters, gradient);
    },
  };
}

function addByKernels(tiles: Tiles, block: Block, parameters: Float64Array, gradient: Float64Array): number {
  const { design, labels, weights } = block;
  const { rows, columns, blocks } = design;
  const { classes, features, floats, at, vectors, stride } = tiles;
  const numbers = blocks.find((one): one is NumberBlock => one.kind === 'numbers');
  const { index, values, centers, scales } = numbers ?? { index: [], values: [], centers: [], scales: [] };
  if (index.length !== features)
    throw new RangeError(`openBlockPass: expected ${features} numbers, got ${index.length}`);
  floats.set(labels, at.labels / 8);
  floats.fill(0, at.weights / 8, at.weights / 8 + tiles.rows);
  floats.set(weights, at.weights / 8);
  const read = (c: number, from: number, out: Float32Array | Float64Array) => {
    const [x, center, factor] = [values[c], centers[c], 1 / scales[c]];
    const end = Math.max(0, Math.min(out.length, rows - from));
    for (let i = 0; i < end; i += 1) out[i] = (x[from + i] - center) * factor;
  };
  packColumns(tiles, { dims: [tiles.rows, features], bits: 64, read });
  const width = columns + 1;
  const codes = blocks.filter((one): one is CodeBlock => one.kind === 'codes');
  const rest: Design = { rows, columns: width, blocks: codes };
  const w = new Float64Array(classes * features);
  const intercepts = new Float64Array(classes);
  for (let k = 0; k < classes; k += 1) {
    intercepts[k] = parameters[(k + 1) * width - 1];
    for (let c = 0; c < features; c += 1) w[k * features + c] = parameters[k * width + index[c]];
  }
  tileScores(tiles, w, intercepts, vectors.scores);
  addScores(rest, parameters, classes, vectors.scores, stride);
  const { loss } = tileLossAlong(tiles, vectors.scores, vectors.scores, 0, vectors.residuals);
  const found = tileGradient(tiles, vectors.residuals);
  if (codes.length > 0) addTo(gradient, gradientOfRest(rest, vectors.residuals, classes, stride));
  for (let k = 0; k < classes; k += 1) {
    gradient[(k + 1) * width - 1] += found.intercepts[k];
    for (let c = 0; c < features; c += 1) gradient[k * width + index[c]] += found.weights[k * features + c];
  }
  return loss;
}

function gradientOfRest(rest: Design, residuals: Float64Array, classes: number, stride: number): Float64Array {
  const gradient = new Float64Array(classes * rest.columns);
  gradientOf(rest, residuals, classes, gradient, stride);
  return gradient;
}

function addPlainly(
  { design, labels, weights }: Block,
  classes: number,
  parameters: Float64Array,
  gradient: Float64Array,
) {
  const { rows, columns, blocks } = design;
  const ones: CodeBlock = { kind: 'codes', first: columns, levels: 1, codes: new Int32Array(rows) };
  const whole: Design = { rows, columns: columns + 1, blocks: [...blocks, ones] };
  const scores = new Float64Array(classes * rows);
  const residuals = new Float64Array(classes * rows);
  addScores(whole, parameters, classes, scores);
  const problem = { design: whole, labels, weights, classes, l2: 0 };
  const { loss } = lossAlong(problem, scores, scores, 0, residuals);
  addTo(gradient, gradientOfRest(whole, residuals, classes, rows));
  return loss;
}

function addTo(sum: Float64Array, x: Float64Array): void {
  for (let j = 0; j < x.length; j += 1) sum[j] += x[j];
}
