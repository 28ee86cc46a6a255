// LogSumExp: the log-sum-exp of values that come in parts, and of parts that are joined, in constant memory.
// A running { max, rest } rounds at each step, so its bits depend on the order; here the sum is held exactly
// (exponential-sum.ts), and the logarithm is computed on request. A +∞ replaces the finite sum by the sum of the
// weights at +∞, and a NaN replaces everything: these two do not depend on the order either.

import { scaleDown, tail, twoSum } from './arithmetic/double-double.ts';
import { expPair } from './arithmetic/exp.ts';
import {
  addExponential,
  addSum,
  addWeighted,
  BINS,
  binSums,
  type ExponentialSum,
  emptySum,
  logarithm,
  sumOfBins,
} from './arithmetic/exponential-sum.ts';
import { kindOf, type Like, makeLike, rowMajorData, type Scores, view, wrap } from './arrays/tensor.ts';

/** The kind of the largest value so far, in ascending order: a later kind replaces an earlier one. */
const KINDS = ['finite', 'infinite', 'nan'] as const;
type Kind = (typeof KINDS)[number];

/** The whole state of a stream. `sums` are hexadecimal, from bin `top + shift` down; see exponential-sum.ts. */
export type LogSumExpState = {
  format: 'bridle-log-sum-exp';
  version: 1;
  count: number;
  kind: Kind;
  top: number;
  shift: number;
  sums: string[];
};

/** The sum of 2⁵³ terms < 2⁷ in units of 2⁻⁷⁷ has 137 bits. */
const HEXADECIMAL = /^(?:0|[1-9a-f][0-9a-f]{0,34})$/;

/**
 * The mergeable log-sum-exp of a stream, ln Σ gᵢ·e^(xᵢ), in constant memory (some kB).
 *
 * The bits do not depend on the order of the values, the chunks, the order of merging, a detour through JSON, or the
 * engine. Error of `value` ≤ 0.51 ulp where |value| ≥ 1/16; nearer to 0, where ln Σ cancels, ≤ 1 ulp + 2⁻⁶⁶
 * in absolute terms, and ≤ 1 ulp where the rest stands beside one score 0 (e⁰ = 1 is exact). For log-probabilities,
 * whose sum is nearly 1, `logSumExp` is exact where a stream cannot be. Empty or all −∞ gives −∞, a +∞ gives +∞, a NaN
 * gives NaN; a value of weight 0 is ignored, whatever it is.
 *
 * @example
 * ```ts
 * import { LogSumExp } from 'bridle';
 * const all = new LogSumExp().push([0, -40]);
 * all.value; // → 4.248354255291589e-18
 * const part = new LogSumExp().push(1000).push([1000, 990], { weights: [3, 1] });
 * part.value; // → 1001.386305711038
 * part.softmaxOf([1000, 990]); // → [0.249997162536595, 0.000011349853619981923]
 * all.merge(LogSumExp.fromJSON(part.toJSON())).value; // → 1001.386305711038
 * all.count; // → 5
 * ```
 */
export class LogSumExp {
  #count = 0;
  #kind: Kind = 'finite';
  #sum = emptySum();
  #log: ReturnType<typeof logarithm> | null = null;

  /** How many values were pushed, −∞ and the like included, those of weight 0 not. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds one value, or each entry of an array or tensor of any shape, as often as its weight ≥ 0 says (one weight for
   * all, or as many as values; default 1).
   *
   * @throws TypeError for what is not numbers, RangeError for weights that do not fit; nothing is added then.
   */
  push(values: number | Scores, options: { weights?: number | Scores | undefined } = {}): this {
    const data = typeof values === 'number' ? [values] : flatten('LogSumExp.push', values);
    const weights = weightsOf(options.weights, data.length);
    this.#log = null;
    for (let i = 0; i < data.length; i += 1) {
      const weight = weights ? weights[i] : 1;
      if (weight === 0) continue;
      this.#count += 1;
      const x = data[i];
      if (x - x === 0 && this.#kind === 'finite') {
        if (weight === 1) addExponential(this.#sum, x);
        else addWeighted(this.#sum, x, weight);
      } else if (x === Infinity) {
        this.#become('infinite');
        if (this.#kind === 'infinite') addWeighted(this.#sum, 0, weight);
      } else if (Number.isNaN(x)) {
        this.#become('nan');
      }
    }
    return this;
  }

  /** Adds all that another stream holds, which stays as it is. */
  merge(other: LogSumExp): this {
    if (!(other instanceof LogSumExp)) {
      throw new TypeError(`LogSumExp.merge: expected a LogSumExp, got ${kindOf(other)}`);
    }
    this.#log = null;
    this.#count += other.#count;
    this.#become(other.#kind);
    if (this.#kind === other.#kind) addSum(this.#sum, other.#sum);
    return this;
  }

  /** ln Σ gᵢ·e^(xᵢ) of all that was pushed. */
  get value(): number {
    if (this.#kind !== 'finite') return this.#kind === 'nan' ? Number.NaN : Infinity;
    if (this.#sum.top === -Infinity) return -Infinity;
    const { base, baseLow, hi, lo } = this.#logarithm();
    const sum = twoSum(base, baseLow + hi);
    return sum + (tail[0] + lo);
  }

  /**
   * e^(x − value): the probability of a state with score x, one of those that were pushed (times its weight, for all
   * states of that score). Error ≤ 0.51 ulp. Where a +∞ was pushed, those share and all else has 0; NaN where nothing
   * above −∞ was.
   *
   * @throws TypeError for what is not numbers.
   */
  softmaxOf(x: number): number;
  softmaxOf<X extends Scores>(x: X): Like<X>;
  softmaxOf(x: number | Scores): unknown {
    if (typeof x === 'number') return this.#probability(x);
    const source = view('LogSumExp.softmaxOf', x);
    const data = rowMajorData('LogSumExp.softmaxOf', x, source.size);
    const out = makeLike(source, source.size);
    for (let i = 0; i < source.size; i += 1) out[i] = this.#probability(data[i]);
    return wrap(source, out, source.dims);
  }

  /** The state as plain data, exact and the same for the same values in any order. */
  toJSON(): LogSumExpState {
    const sums = binSums(this.#sum).map((units) => units.toString(16));
    const { top, topShift } = sums.length === 0 ? { top: 0, topShift: 0 } : this.#sum;
    return {
      format: 'bridle-log-sum-exp',
      version: 1,
      count: this.#count,
      kind: this.#kind,
      top,
      shift: topShift,
      sums,
    };
  }

  /**
   * The stream that `toJSON` described (parsed, not text). Every field is checked.
   *
   * @throws TypeError for what is not such a state, RangeError for a field that no stream can have.
   */
  static fromJSON(state: unknown): LogSumExp {
    const { count, kind, sum } = parseState(state);
    const stream = new LogSumExp();
    stream.#count = count;
    stream.#kind = kind;
    stream.#sum = sum;
    return stream;
  }

  #become(kind: Kind): void {
    if (KINDS.indexOf(kind) <= KINDS.indexOf(this.#kind)) return;
    this.#kind = kind;
    this.#sum = emptySum();
  }

  #logarithm(): ReturnType<typeof logarithm> {
    this.#log ??= logarithm(this.#sum);
    return this.#log;
  }

  #probability(x: number): number {
    if (this.#kind === 'nan' || this.#sum.top === -Infinity || Number.isNaN(x)) return Number.NaN;
    if (this.#kind === 'infinite' && x < Infinity) return 0;
    const score = this.#kind === 'infinite' ? 0 : x;
    const { base, baseLow, hi, lo } = this.#logarithm();
    const shifted = twoSum(score, -base) - baseLow;
    const shiftedLow = tail[0];
    if (!(Math.abs(shifted) < 1100)) return shifted > 0 ? Infinity : 0;
    const d = twoSum(shifted, -hi);
    return exponential(d, tail[0] + (shiftedLow - lo));
  }
}

/** e^(hi + lo), rounded once. */
function exponential(hi: number, lo: number): number {
  if (hi < -746) return 0;
  if (hi < -600) return scaleDown(expPair(hi, lo, 400), tail[0], -400);
  return hi < 700 ? expPair(hi, lo, 0) : expPair(Math.min(hi, 1000), lo, -512) * 2 ** 512;
}

function flatten(name: string, values: Scores): ArrayLike<number> {
  return rowMajorData(name, values, view(name, values).size);
}

/** One weight for each value, checked; null where all are 1. */
function weightsOf(given: number | Scores | undefined, length: number): ArrayLike<number> | null {
  if (given === undefined) return null;
  const weights =
    typeof given === 'number'
      ? new Float64Array(length).fill(given)
      : rowMajorData('LogSumExp.push: weights', given, length);
  for (let i = 0; i < length; i += 1) {
    if (!(weights[i] >= 0 && weights[i] < Infinity)) {
      throw new RangeError(`LogSumExp.push: expected finite weights ≥ 0, got ${weights[i]} at ${i}`);
    }
  }
  return weights;
}

function parseState(state: unknown): { count: number; kind: Kind; sum: ExponentialSum } {
  if (typeof state !== 'object' || state === null)
    throw new TypeError(`${FROM}: expected an object, got ${kindOf(state)}`);
  const field = (key: keyof LogSumExpState): unknown =>
    Object.hasOwn(state, key) ? (state as Record<string, unknown>)[key] : undefined;
  if (field('format') !== 'bridle-log-sum-exp') throw new TypeError(`${FROM}: expected format 'bridle-log-sum-exp'`);
  if (field('version') !== 1) throw new RangeError(`${FROM}: expected version 1`);
  const kind = KINDS.find((known) => known === field('kind'));
  if (!kind) throw new RangeError(`${FROM}: expected kind to be one of ${KINDS.join(', ')}`);
  const count = wholeNumber('count', field('count'), Number.MAX_SAFE_INTEGER);
  const top = wholeNumber('top', field('top'), Number.MAX_VALUE / 8);
  const shift = wholeNumber('shift', field('shift'), 128);
  const sums = parseSums(field('sums'));
  const possible = count >= Math.max(sums.length && 1, kind === 'finite' ? 0 : 1);
  const matching = kind === 'nan' ? sums.length === 0 : kind === 'finite' || sums.length > 0;
  if (!possible || !matching || top + shift !== top) {
    throw new RangeError(`${FROM}: count, kind, top, shift and sums contradict each other`);
  }
  return { count, kind, sum: sumOfBins(top, shift, sums) };
}

const FROM = 'LogSumExp.fromJSON';

function wholeNumber(key: string, value: unknown, limit: number): number {
  if (typeof value !== 'number') throw new TypeError(`${FROM}: expected ${key} to be a number, got ${kindOf(value)}`);
  if (!(Number.isInteger(value) && Math.abs(value) <= limit)) {
    throw new RangeError(`${FROM}: expected ${key} to be a whole number of at most ${limit}, got ${value}`);
  }
  return value + 0; // a bin's number is never −0
}

function parseSums(value: unknown): bigint[] {
  if (!Array.isArray(value)) throw new TypeError(`${FROM}: expected sums to be an array, got ${kindOf(value)}`);
  if (value.length > BINS) throw new RangeError(`${FROM}: expected at most ${BINS} sums, got ${value.length}`);
  const sums = Array.from(value, (digits: unknown, i) => {
    if (typeof digits !== 'string' || !HEXADECIMAL.test(digits)) {
      throw new TypeError(`${FROM}: expected sums[${i}] to be a hexadecimal number of at most 35 digits`);
    }
    return BigInt(`0x${digits}`);
  });
  if (sums[0] === 0n || sums.at(-1) === 0n) throw new RangeError(`${FROM}: expected no 0 at either end of sums`);
  return sums;
}
