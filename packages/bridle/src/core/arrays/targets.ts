// What a loss is measured against, read once for all losses: a class index for each row, or probabilities in the shape
// of the scores, become one weighted distribution q per row. And what a batch of losses becomes: mean, sum or each.
// q and its sum are double-doubles: a gradient p − q multiplies their error by the number of classes.

import { addPairs, dividePairs, tail, twoSum } from '../arithmetic/double-double.ts';
import { addScaled, addTo, type PairSum, quotient, scalePair } from '../arithmetic/pair-sum.ts';
import { expectNumber } from './refuse.ts';
import { type Options, type RowOptions, rowCall } from './row-call.ts';
import { type Row, reduceRows } from './rows.ts';
import { apart, type Out, rowMajorData, type Scores, type View, view } from './tensor.ts';

/** Class indices, one for each row (a number where there is one row), or probabilities in the shape of the scores. */
export type Target = number | Scores;

export type LossOptions = {
  /** One for each row, finite and ≥ 0: what the row counts in the loss and in its mean; 0 leaves it out. */
  sampleWeights?: Scores | undefined;
  /** Rows with this class index are left out. Default: none. */
  ignoreIndex?: number | undefined;
  /** Default 'mean': the sum over the rows, divided by the sum of their weights. */
  reduction?: 'mean' | 'sum' | 'none' | undefined;
};

export type ClassOptions = {
  /** One for each class, finite and ≥ 0. */
  classWeights?: Scores | undefined;
  /** Takes this part, from 0 to 1, of each target and spreads it evenly over the unmasked classes. Default 0. */
  labelSmoothing?: number | undefined;
};

/** The target of one row, valid until the next is read. */
export type RowTarget = {
  /** For each unmasked entry: class weight × smoothed target probability, as q + qLow. */
  q: Float64Array;
  qLow: Float64Array;
  /** Their sum, with what masked classes hold. */
  mass: PairSum;
  /** Whether a masked class has a target probability above 0. */
  lost: boolean;
  /** The row's sample weight, and what it adds to the denominator of the mean. */
  weight: number;
  norm: PairSum;
};

/** Reads the target of each row; null for a row that is left out. */
export type TargetReader = (row: Row) => RowTarget | null;

/** Checks sizes and options, and gives the reader. */
export function targetReader(
  name: string,
  scores: Scores,
  target: Target,
  options: Options & LossOptions & ClassOptions,
): TargetReader {
  const { source, count } = rowCall(name, scores, options);
  const { values: given, isClass } = readTarget(name, source, count, target, options.ignoreIndex);
  const values = apart(given, options.out);
  const sampleWeights = readWeights(name, 'sampleWeights', options.sampleWeights, options.out, count);
  const classWeights = readWeights(name, 'classWeights', options.classWeights, options.out);
  const { labelSmoothing: smoothing = 0, ignoreIndex = -1 } = options;
  expectNumber(name, 'labelSmoothing', smoothing);
  expectNumber(name, 'ignoreIndex', ignoreIndex);
  if (!Number.isInteger(ignoreIndex)) throw new RangeError(`${name}: expected a whole ignoreIndex, got ${ignoreIndex}`);
  if (!(smoothing >= 0 && smoothing <= 1)) {
    throw new RangeError(`${name}: expected labelSmoothing from 0 to 1, got ${smoothing}`);
  }
  const result: RowTarget = {
    q: new Float64Array(0),
    qLow: new Float64Array(0),
    mass: { hi: 0, lo: 0 },
    lost: false,
    weight: 1,
    norm: { hi: 1, lo: 0 },
  };
  return (row) => {
    const label = isClass ? values[row.index] : -1;
    result.weight = sampleWeights ? sampleWeights[row.index] : 1;
    if (result.weight === 0 || (isClass && label === options.ignoreIndex)) return null;
    if (isClass && !(Number.isInteger(label) && label >= 0 && label < row.length)) {
      throw new RangeError(`${name}: expected a class from 0 to ${row.length - 1}, got ${label} in row ${row.index}`);
    }
    if (classWeights && classWeights.length !== row.length) {
      throw new RangeError(`${name}: expected ${row.length} classWeights, got ${classWeights.length}`);
    }
    const { norm, mass } = result;
    norm.hi = scalePair(result.weight, isClass && classWeights ? classWeights[label] : 1, 0);
    norm.lo = tail[0];
    if (result.q.length < row.length) {
      result.q = new Float64Array(row.length);
      result.qLow = new Float64Array(row.length);
    }
    mass.hi = 0;
    mass.lo = 0;
    result.lost = false;
    for (let i = 0, k = 0; i < row.length; i += 1) {
      const kept = !row.kept || (k < row.n && row.kept[k] === i);
      const y = isClass ? Number(i === label) : probability(values[row.base + i * row.step]);
      const unweighted = smoothed(y, smoothing, kept ? row.n : 0);
      const q = classWeights ? scalePair(classWeights[i], unweighted, tail[0]) : unweighted;
      const qLow = tail[0];
      if (kept || q > 0) addTo(mass, q, qLow);
      if (kept) {
        result.q[k] = q;
        result.qLow[k] = qLow;
        k += 1;
      } else if (q > 0) result.lost = true;
    }
    return result;
  };
}

/** (1 − smoothing)·y + smoothing/n as hi, low word in `tail[0]`; without the second term where n is 0. */
function smoothed(y: number, smoothing: number, n: number): number {
  tail[0] = 0;
  if (smoothing === 0) return y;
  const stays = twoSum(1, -smoothing);
  const part = scalePair(y, stays, tail[0]);
  const partLow = tail[0];
  if (n === 0) return part;
  const spread = dividePairs(smoothing, 0, n, 0);
  return addPairs(part, partLow, spread, tail[0]);
}

/** An entry that is not a probability makes its row NaN, as in `entropy`; sums other than 1 are taken as given. */
function probability(y: number): number {
  return y >= 0 && y < Infinity ? y : Number.NaN;
}

/** Tells classes from probabilities by their number; where each row has one entry, by rank and ignoreIndex. */
function readTarget(
  name: string,
  source: View,
  count: number,
  target: Target,
  ignoreIndex: number | undefined,
): { values: ArrayLike<number>; isClass: boolean } {
  if (typeof target === 'number' && count === 1) return { values: [target], isClass: true };
  const given = view(name, typeof target === 'number' ? [target] : target);
  const flatter = given.dims.length < source.dims.length || ignoreIndex !== undefined;
  const isClass = given.size === count && (count !== source.size || flatter);
  if (!isClass && given.size !== source.size) {
    throw new RangeError(`${name}: expected ${count} classes or ${source.size} probabilities, got ${given.size}`);
  }
  if (!isClass && given.dims.length > 1 && String(given.dims) !== String(source.dims)) {
    throw new RangeError(`${name}: expected probabilities of dims [${source.dims}], got [${given.dims}]`);
  }
  if (!isClass && ignoreIndex !== undefined) {
    throw new TypeError(`${name}: expected class indices with ignoreIndex, got probabilities`);
  }
  return { values: rowMajorData(name, target as Scores), isClass };
}

/** Reduces the losses, each a double-double (low word in `tail[0]`), as the options ask. */
export function reduceLosses(
  name: string,
  scores: Scores,
  options: Options & LossOptions,
  read: TargetReader,
  loss: (row: Row, target: RowTarget) => number,
): unknown {
  const reduction = reductionOf(name, options);
  if (options.out && reduction !== 'none') throw new TypeError(`${name}: expected reduction 'none' with out`);
  const sum: PairSum = { hi: 0, lo: 0 };
  const norm: PairSum = { hi: 0, lo: 0 };
  const each = reduceRows(name, scores, options, (row) => {
    const target = read(row);
    if (!target) return 0;
    const hi = loss(row, target);
    const low = tail[0];
    addScaled(sum, target.weight, hi, low);
    addTo(norm, target.norm.hi, target.norm.lo);
    return scalePair(target.weight, hi, low);
  });
  if (reduction === 'none') return each;
  return reduction === 'sum' ? sum.hi : quotient(sum, norm);
}

/** What a derivative is divided by: the sum of the rows' weights for a mean, otherwise 1. */
export function denominator(
  name: string,
  scores: Scores,
  options: RowOptions & LossOptions,
  read: TargetReader,
): PairSum {
  if (reductionOf(name, options) !== 'mean') return { hi: 1, lo: 0 };
  const norm: PairSum = { hi: 0, lo: 0 };
  const { axis = -1, segments } = options;
  reduceRows(name, scores, { axis, segments }, (row) => {
    const target = read(row);
    if (target) addTo(norm, target.norm.hi, target.norm.lo);
    return 0;
  });
  return norm;
}

function reductionOf(name: string, options: LossOptions): 'mean' | 'sum' | 'none' {
  const { reduction = 'mean' } = options;
  if (reduction !== 'mean' && reduction !== 'sum' && reduction !== 'none') {
    throw new RangeError(`${name}: expected reduction 'mean', 'sum' or 'none', got '${String(reduction)}'`);
  }
  return reduction;
}

function readWeights(
  name: string,
  what: string,
  given: Scores | undefined,
  out: Out | undefined,
  size?: number,
): ArrayLike<number> | undefined {
  if (given === undefined) return undefined;
  const weights = rowMajorData(`${name}: ${what}`, given);
  if (size !== undefined && weights.length !== size) {
    throw new RangeError(`${name}: expected ${size} ${what}, got ${weights.length}`);
  }
  for (let i = 0; i < weights.length; i += 1) {
    if (!(weights[i] >= 0 && weights[i] < Infinity)) {
      throw new RangeError(`${name}: expected finite ${what} ≥ 0, got ${weights[i]} at ${i}`);
    }
  }
  return apart(weights, out);
}
