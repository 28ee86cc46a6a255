// Scores and probabilities of a design's rows by the kernels, in blocks of rows that fit the cache. Columns are copied as
// they are; the kernels center them, and their scales go into the weights; codes add their weights to the scores, and sparse
// features theirs (sparse-scores.ts). The scores have the bits of `addScores`, which sums a row in the same order, and so do
// probabilities at arithmetic 'reproducible'; at 'auto' and 'fast' the kernel's softmax is faster.

import { softmax } from '../../core/softmax.ts';
import * as built from '../../kernels/built/score.ts';
import { arithmetic } from '../../runtime/arithmetic.ts';
import { kernelIn } from '../../runtime/modules.ts';
import { createMemory, PAGE, type WasmMemory } from '../../runtime/webassembly.ts';
import { addCodeScores, type CodeBlock, type Design, type NumberBlock } from '../table/design.ts';
import { LARGEST, type Recipe } from '../table/features.ts';
import type { Table } from '../table/table.ts';
import { addSparseRows, type Resident, residentWeights, sparseBytes } from './sparse-scores.ts';

type Kernels = Record<'writeRows' | 'addEntries', (...args: number[]) => void> &
  Record<'scoreLines' | 'softmaxRows', (...args: number[]) => number>;

/** Rows in a line of the kernels. */
const LINE = 8;
/** Bytes of X in a block, and the most lines of one. */
const BLOCK = 1 << 20;
const MOST_LINES = 256;
/** Bytes of the largest memory that is kept for the next call. */
const KEPT = 1 << 26;

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
 * temperature, at 'reproducible' of any calibration. `predict` and `logits` take it as an option. Scores have the bits of those without it.
 *
 * In place of a design it takes a table, by a recipe of numbers alone; null as well where a number is missing or too large,
 * which is seen as they are scored: looking for it before would take a third of the time.
 *
 * @example
 * ```ts
 * import { type Design, scoreRows } from 'bridle/learn';
 * const x = { kind: 'numbers' as const, index: [0], values: [new Float64Array([0, 1])], centers: [0], scales: [1] };
 * const design: Design = { rows: 2, columns: 1, blocks: [x] };
 * scoreRows(design, { weights: new Float64Array([2, -2]), intercepts: [0.5, -0.5], classes: 2 }, 'scores'); // → Float64Array [0.5, -0.5, 2.5, -2.5]
 * ```
 */
export function scoreRows(
  of: Design | Table,
  linear: Linear & { recipe?: Recipe },
  kind: 'scores' | 'probabilities' = 'probabilities',
): Float64Array | null {
  const { classes, intercepts, recipe } = linear;
  const { method = 'temperature', temperature = 1 } = linear.calibration ?? {};
  // Rounded once.
  const isExact = kind === 'probabilities' && arithmetic() === 'reproducible';
  if (kind === 'probabilities' && (method !== 'temperature' || (isExact && temperature !== 1))) return null;
  const isTable = !('blocks' in of);
  const design = isTable ? recipe && numbersAlone(recipe, of) : of;
  if (!design || design.rows * classes >= 2 ** 32) return null;
  const { rows, columns, sparse = [] } = design;
  const numbers = design.blocks.find((block): block is NumberBlock => block.kind === 'numbers');
  const codes = design.blocks.filter((block): block is CodeBlock => block.kind === 'codes');
  if (numbers?.values.some(({ length }) => length < rows)) return null;
  const count = numbers?.values.length ?? 0;
  const padded = classes + (classes % 2);
  const fitting = Math.max(1, Math.min(MOST_LINES, Math.floor(BLOCK / (8 * LINE * count + 1))));
  const block = LINE * Math.min(fitting, Math.max(1, Math.ceil(rows / LINE)));
  const stride = block + LINE; // columns a power of two apart would share cache sets
  const sizes = { count, classes, padded, stride, block };
  const bytes = placesOf(sizes, 0).end + 64; // wherever it begins
  const resident: Resident | null =
    sparse.length > 0 ? residentWeights(linear.weights, columns, padded, bytes) : memoryOf(PAGE + bytes);
  const kernels = resident && kernelIn<Kernels>(built, resident.memory);
  if (!resident || !kernels) return null;
  const { memory } = resident;
  const at = placesOf(sizes, resident.end);
  const floats = new Float64Array(memory.buffer);
  floats.fill(0, at.x / 8, at.z / 8); // the partners of an odd last feature and class
  packWeights(floats.subarray(at.weights / 8), design, numbers, linear, padded);
  floats.set(intercepts, at.intercepts / 8);
  if (numbers) floats.set(numbers.centers, at.centers / 8);
  const z = floats.subarray(at.z / 8, at.z / 8 + classes * stride);
  const out = new Float64Array(rows * classes);
  for (let first = 0; first < rows; first += block) {
    const size = Math.min(block, rows - first);
    const lines = Math.ceil(size / LINE);
    numbers?.values.forEach((column, c) => {
      floats.set(column.subarray(first, first + size), at.x / 8 + c * stride);
    });
    const x = [at.x, 8 * stride, lines, at.centers, count, at.side];
    const sum = kernels.scoreLines(...x, at.weights, at.intercepts, padded, at.z, 8 * stride);
    if (isTable && !(sum <= LARGEST)) return null; // the sum of their sizes is NaN, or one may be too large
    for (const one of codes) addCodeScores(design, one, linear.weights, classes, z, stride, first, size);
    for (const one of sparse) {
      addSparseRows(kernels, memory, one, { at: at.entries, classes, padded }, z, stride, first, size);
    }
    const results = floats.subarray(at.out / 8, at.out / 8 + size * classes);
    if (kind === 'scores' || isExact) kernels.writeRows(at.z, 8 * stride, lines, classes, at.out);
    else if (kernels.softmaxRows(at.z, 8 * stride, lines, classes, at.out, at.exps, temperature)) {
      for (let i = 0; i < size; i += 1)
        if (Number.isNaN(results[i * classes])) defer(results, z, i, classes, stride, temperature);
    }
    out.set(results, first * classes);
  }
  if (isExact) softmax({ data: out, dims: [rows, classes] }, { out: { data: out, dims: [rows, classes] } });
  return out;
}

/** The design of a table whose features are numbers, and were never missing in training. */
function numbersAlone({ features }: Recipe, { rows, columns }: Table): Design | null {
  const block: NumberBlock = { kind: 'numbers', index: [], values: [], centers: [], scales: [] };
  const named = new Map(columns.map((column) => [column.name, column]));
  for (const feature of features) {
    const column = named.get(feature.name);
    if (feature.kind !== 'numeric' || feature.hasMissing || column?.kind !== 'numeric') return null;
    block.index.push(block.index.length);
    block.values.push(column.values);
    block.centers.push(feature.mean);
    block.scales.push(feature.scale);
  }
  return { rows, columns: features.length, blocks: [block] };
}

/** Where everything lies from a byte on, a multiple of 8. */
function placesOf(size: Record<'count' | 'classes' | 'padded' | 'stride' | 'block', number>, first: number) {
  const even = size.count + (size.count % 2);
  let end = 64 * Math.ceil(first / 64);
  const take = (numbers: number) => {
    const start = end;
    end += 64 * Math.ceil(numbers / 8);
    return start;
  };
  const at = {
    x: take(size.count * size.stride),
    side: take(even * LINE),
    centers: take(size.count),
    weights: take(even * size.padded),
    intercepts: take(size.padded),
    exps: take(4 * size.classes),
    z: take(size.padded * size.stride),
    out: take(size.block * size.classes),
    entries: take(sparseBytes(size.padded) / 8),
  };
  return { ...at, end };
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
