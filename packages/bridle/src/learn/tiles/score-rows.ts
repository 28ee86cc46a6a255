// Scores and probabilities of a design's rows by the kernels, in blocks of rows that fit the cache. Numbers are centred as
// they are packed, and their scales go into the weights; codes add their weights to the scores, and sparse features theirs
// (sparse-scores.ts). The scores have the bits of `addScores`, which sums a row in the same order, and so do probabilities
// at arithmetic 'reproducible'; at 'auto' the kernel's softmax is faster.

import { softmax } from '../../core/softmax.ts';
import * as built from '../../kernels/built/score.ts';
import { COLUMN, TILE } from '../../kernels/constants/tiles.ts';
import { arithmetic } from '../../runtime/arithmetic.ts';
import { kernelIn } from '../../runtime/modules.ts';
import { createMemory, PAGE, type WasmMemory } from '../../runtime/webassembly.ts';
import { addCodeScores, type CodeBlock, type Design, type NumberBlock } from '../table/design.ts';
import type { Exports, Numbers } from './layout.ts';
import { addSparseRows, type Resident, residentWeights, sparseBytes } from './sparse-scores.ts';

/** Bytes of X in a block, and the most tiles of one. */
const BLOCK = 1 << 20;
const MOST_TILES = 16;
/** Bytes of the largest memory that is kept for the next call. */
const KEPT = 1 << 26;
/** Numbers of a column of a tile. */
const STEP = COLUMN / 8;

let kept: WasmMemory | null = null;

/** Weights (classes, columns) and intercepts, and the calibration of probabilities, which can be a temperature alone. */
export type Linear = {
  weights: Float64Array;
  intercepts: ArrayLike<number>;
  classes: number;
  calibration?: { method: string; temperature?: number } | null;
};

/**
 * The scores X·Wᵀ + b of the rows of a design, or their softmax, (rows, classes) row-major; null where the engine has no
 * kernels, the arithmetic is 'reference', or there is no room, and for probabilities of another calibration than a
 * temperature. `predict` and `logits` take it as an option. Scores have the bits of those without it.
 *
 * @example
 * ```ts
 * import { type Design, scoreRows } from 'bridle/learn';
 * const x = { kind: 'numbers' as const, index: [0], values: [new Float64Array([0, 1])], centers: [0], scales: [1] };
 * const design: Design = { rows: 2, columns: 1, blocks: [x] };
 * scoreRows(design, { weights: new Float64Array([2, -2]), intercepts: [0.5, -0.5], classes: 2 }, 'scores'); // → Float64Array [0.5, -0.5, 2.5, -2.5]
 * ```
 */
export function scoreRows(design: Design, linear: Linear, kind: 'scores' | 'probabilities'): Float64Array | null {
  const { rows, columns, sparse = [] } = design;
  const { classes, intercepts } = linear;
  const { method = 'temperature', temperature = 1 } = linear.calibration ?? {};
  if (kind === 'probabilities' && method !== 'temperature') return null;
  const isFast = kind === 'probabilities' && (arithmetic() === 'auto' || arithmetic() === 'fast');
  const numbers = design.blocks.find((block): block is NumberBlock => block.kind === 'numbers');
  const codes = design.blocks.filter((block): block is CodeBlock => block.kind === 'codes');
  const count = numbers?.values.length ?? 0;
  const features = count + (count % 2);
  const padded = classes + (classes % 2);
  const most = Math.max(1, Math.min(MOST_TILES, Math.floor(BLOCK / (features * COLUMN + 1))));
  const tiles = Math.min(most, Math.max(1, Math.ceil(rows / TILE)));
  const stride = tiles * TILE + 8;
  const placed = (x: number) => {
    const weights = x + tiles * features * COLUMN;
    const starts = weights + 8 * features * padded;
    const z = Math.ceil((starts + 8 * classes) / 64) * 64;
    const results = z + 8 * stride * padded;
    const entries = results + 8 * tiles * TILE * classes;
    return { x, weights, intercepts: starts, z, out: results, entries };
  };
  const bytes = placed(0).entries + 64 + sparseBytes(padded);
  const resident: Resident | null =
    sparse.length > 0 ? residentWeights(linear.weights, columns, padded, bytes) : memoryOf(PAGE + bytes);
  const kernels = resident && kernelIn<Exports>(built, resident.memory);
  if (!resident || !kernels) return null;
  const { memory } = resident;
  const at = placed(resident.end);
  const floats = new Float64Array(memory.buffer);
  floats.fill(0, at.x / 8, at.z / 8); // the partner of an odd last column
  packWeights(floats.subarray(at.weights / 8), design, numbers, linear, padded);
  floats.set(intercepts, at.intercepts / 8);
  const z = floats.subarray(at.z / 8, at.z / 8 + classes * stride);
  const out = new Float64Array(rows * classes);
  for (let first = 0; first < rows; first += tiles * TILE) {
    const size = Math.min(tiles * TILE, rows - first);
    if (numbers) packRows(floats, at.x / 8, features, numbers, first, size);
    const used = Math.ceil(size / TILE);
    kernels.scoreTiles(at.x, used, at.weights, at.intercepts, at.z, 8 * stride, features, classes, padded);
    for (const block of codes) addCodeScores(design, block, linear.weights, classes, z, stride, first, size);
    for (const block of sparse) {
      addSparseRows(kernels, memory, block, { at: at.entries, classes, padded }, z, stride, first, size);
    }
    if (isFast) kernels.softmaxRows(at.z, 8 * stride, used, classes, at.out, temperature);
    else kernels.writeRows(at.z, 8 * stride, used, classes, at.out);
    const results = floats.subarray(at.out / 8, at.out / 8 + size * classes);
    if (isFast) {
      for (let i = 0; i < size; i += 1)
        if (Number.isNaN(results[i * classes])) defer(results, z, i, classes, stride, temperature);
    }
    out.set(results, first * classes);
  }
  if (kind === 'probabilities' && !isFast)
    softmax({ data: out, dims: [rows, classes] }, { temperature, out: { data: out, dims: [rows, classes] } });
  return out;
}

/** A memory of so many bytes at least: the last one, if it is large enough. */
function memoryOf(bytes: number): Resident | null {
  if (kept && kept.buffer.byteLength >= bytes) return { memory: kept, end: PAGE };
  const pages = Math.ceil(bytes / PAGE);
  const memory = pages <= 65536 ? createMemory(pages, pages) : null;
  if (memory && bytes <= KEPT) kept = memory;
  return memory && { memory, end: PAGE };
}

/** (features, padded), divided by the scales, with the roundings of `addScores`. */
function packWeights(
  to: Float64Array,
  { columns }: Design,
  numbers: NumberBlock | undefined,
  { weights, classes }: Linear,
  padded: number,
): void {
  numbers?.index.forEach((j, c) => {
    const scale = numbers.scales[c];
    for (let k = 0; k < classes; k += 1) {
      const weight = weights[k * columns + j];
      to[c * padded + k] = c % 2 === 0 ? weight / scale : weight * (1 / scale);
    }
  });
}

/** Rows into tiles, centred. */
function packRows(
  floats: Float64Array,
  x: number,
  features: number,
  { values, centers }: NumberBlock,
  first: number,
  size: number,
): void {
  for (let start = 0; start < size; start += TILE) {
    const end = first + Math.min(start + TILE, size);
    const tile = x + (start / TILE) * features * STEP;
    for (let c = 0; c < values.length; c += 1) {
      copyCentred(values[c], first + start, end, centers[c], floats, tile + c * STEP);
    }
  }
}

function copyCentred(from: Numbers, start: number, end: number, center: number, to: Float64Array, at: number): void {
  for (let i = start, j = at; i < end; i += 1, j += 1) to[j] = from[i] - center;
}

/** The reference computes a row whose terms are too far apart for the kernel; one whose scores are not finite is NaN. */
function defer(
  results: Float64Array,
  z: Float64Array,
  row: number,
  classes: number,
  stride: number,
  temperature: number,
): void {
  const scores = Float64Array.from({ length: classes }, (_, k) => z[k * stride + row]);
  const areFinite = scores.every(Number.isFinite);
  results.set(areFinite ? softmax(scores, { temperature }) : scores.fill(Number.NaN), row * classes);
}
