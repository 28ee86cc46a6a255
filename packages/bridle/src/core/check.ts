// check: NaN, infinities and ties in scores, and what the naive and the stable formula of softmax give in each float
// format. Every step is computed in the format (in-format.ts), not estimated from thresholds.

import { exp } from './arithmetic/exp.ts';
import { addScaled, type PairSum } from './arithmetic/pair-sum.ts';
import { expectNumber, expectOptions } from './arrays/refuse.ts';
import type { RowOptions } from './arrays/row-call.ts';
import { type Row, reduceRows } from './arrays/rows.ts';
import type { Scores } from './arrays/tensor.ts';
import { entropy } from './entropy.ts';
import { type FormatName, formats } from './formats.ts';
import { type Fault, type Formula, softmaxInFormat, VERDICTS, type Verdict } from './in-format.ts';
import { logSumExpRow } from './log-sum-exp.ts';
import { softmaxRow } from './softmax.ts';

/** Options of `check`: those of rows, and how many places it lists. */
export type CheckOptions = RowOptions & {
  /** How many rows, and how many places of each kind, are listed; all are counted. Default 10. */
  limit?: number | undefined;
};

/** How many there are, and the first `limit` of them. */
type Tally<T> = { count: number; first: T[] };

/** Entry `column` of row `row`, counted from 0. */
type Place = { row: number; column: number };

/** The place of a fault: its score (over the temperature), and the rest as in `Fault`; ±∞ is null. */
type FaultPlace = Place & {
  value: number;
  exponent: number | null;
  step: Fault['step'];
  threshold: number;
};

type FormulaDiagnosis = {
  /** The worst verdict of any row. */
  verdict: Verdict;
  /** How many rows have it. */
  overflow: number;
  underflow: number;
  lossy: number;
  /** The first place of the worst. */
  first: FaultPlace | null;
  /** The largest |p − true p| of the rows that come out as numbers. */
  error: number | null;
};

type FormatDiagnosis = {
  /** Above the first, e^x is ∞ in this format; below the second it is 0. */
  overflowAbove: number;
  underflowBelow: number;
  naive: FormulaDiagnosis;
  stable: FormulaDiagnosis;
};

type RowDiagnosis = {
  row: number;
  /** How many entries the row has, and how many are left by mask and weights. */
  length: number;
  kept: number;
  /** `infinite` has a +∞ and no NaN; `void` is all −∞. */
  state: 'regular' | 'infinite' | 'void' | 'nan' | 'masked' | 'empty';
  /** The largest and the smallest finite score over the temperature, their difference, and how many share the largest. */
  max: number | null;
  min: number | null;
  spread: number | null;
  ties: number;
  /** `entropy.fromLogits` of the row, in nats; ln Σ g·e^x; and Σ g·e^x, null where float64 cannot hold it. */
  entropy: number | null;
  logSum: number | null;
  sum: number | null;
  /** Null unless the row is regular. */
  verdicts: Record<FormatName, Record<Formula, Verdict>> | null;
};

/** What `check` finds in scores: counts, the first places, and what each formula gives in each float format. */
export type Diagnosis = {
  rowCount: number;
  entryCount: number;
  maskedEntries: number;
  /** Entries that are so over the temperature; masked ones are not counted. */
  nan: Tally<Place>;
  positiveInfinity: Tally<Place>;
  negativeInfinity: Tally<Place>;
  /** Numbers of the rows that are fully masked; all −∞; or whose largest score is there more than once. */
  maskedRows: Tally<number>;
  voidRows: Tally<number>;
  tiedRows: Tally<number>;
  /** The widest spread of a row, and the lowest and highest entropy. */
  spread: { largest: number; row: number } | null;
  entropy: { lowest: number; lowestRow: number; highest: number; highestRow: number } | null;
  formats: Record<FormatName, FormatDiagnosis>;
  rows: RowDiagnosis[];
};

/**
 * A diagnosis of a row or of each row of a matrix (options as `softmax`; the temperature finite and not 0).
 *
 * Says where entries are NaN or infinite, which rows are fully masked or all −∞, where the largest score is tied, the
 * spread, the entropy of the softmax, and for f16, bf16, f32 and f64 what the naive e^x/Σe^x and the stable form do
 * when each step is rounded to the format: `overflow` (a score, e^x or the sum becomes ∞: NaN), `underflow` (all e^x
 * become 0: 0/0), `lossy` (a probability becomes 0 although its score is not −∞) or `ok`. Rows with a NaN or +∞, rows
 * of −∞ only, fully masked rows and empty rows are not computed in the formats. The result is plain JSON; a number that
 * is not finite is null in it. It takes one to two microseconds per entry.
 *
 * @throws TypeError for what is not numbers; RangeError for an axis, temperature, mask, weights, segments or limit
 * that does not fit.
 * @example
 * ```ts
 * import { check } from 'bridle';
 * const { f16, f32 } = check([12, 11, 3]).formats;
 * f32.naive.verdict; // → 'ok'
 * f16.naive.verdict; // → 'overflow'
 * f16.naive.first; // → { row: 0, column: 0, value: 12, exponent: 12, step: 'exponential', threshold: 11.090110718526951 }
 * f16.stable.verdict; // → 'ok'
 * ```
 */
export function check(x: Scores, options: CheckOptions = {}): Diagnosis {
  expectOptions('check', options);
  const { limit = 10, temperature = 1 } = options;
  expectNumber('check', 'limit', limit);
  expectNumber('check', 'temperature', temperature);
  if (!(Number.isInteger(limit) && limit >= 0)) throw new RangeError(`check: expected a limit ≥ 0, got ${limit}`);
  if (!(Math.abs(temperature) < Infinity && temperature !== 0)) {
    throw new RangeError(`check: expected a finite temperature other than 0, got ${temperature}`);
  }
  const diagnosis = emptyDiagnosis();
  reduceRows('check', x, { ...options, out: undefined }, (gathered) => {
    const row = scaled(gathered);
    const found = inspect(row, diagnosis, limit);
    if (found.state === 'regular') found.verdicts = rehearse(row, diagnosis.formats);
    summarise(found, diagnosis, limit);
    return 0;
  });
  return diagnosis;
}

/** The row with its scores divided by the temperature. */
function scaled(row: Row): Row {
  if (row.temperature !== 1) for (let i = 0; i < row.n; i += 1) row.values[i] /= row.temperature;
  return { ...row, temperature: 1 };
}

/** The figures of one row; its non-finite entries go into the diagnosis. */
function inspect(row: Row, diagnosis: Diagnosis, limit: number): RowDiagnosis {
  const { n, values, weights } = row;
  let top = -Infinity;
  let max = -Infinity;
  let min = Infinity;
  let ties = 0;
  const sum: PairSum = { hi: 0, lo: 0 };
  let nan = false;
  for (let i = 0; i < n; i += 1) {
    const x = values[i];
    addScaled(sum, weights ? weights[i] : 1, exp(x), 0);
    if (x > top) ties = 0;
    top = Math.max(top, x);
    if (x === top) ties += 1;
    if (Number.isFinite(x)) {
      max = Math.max(max, x);
      min = Math.min(min, x);
      continue;
    }
    nan ||= Number.isNaN(x);
    // The sign of a negative temperature was put into the score: it is taken out again.
    const kind = Number.isNaN(x) ? 'nan' : x * row.sign > 0 ? 'positiveInfinity' : 'negativeInfinity';
    add(diagnosis[kind], { row: row.index, column: columnOf(row, i) }, limit);
  }
  const state = stateOf(row, nan, top);
  const regular = state === 'regular';
  const hasSoftmax = regular || state === 'infinite';
  return {
    row: row.index,
    length: row.length,
    kept: n,
    state,
    max: finite(max),
    min: finite(min),
    spread: finite(max - min),
    ties: hasSoftmax ? ties : 0,
    entropy: hasSoftmax ? entropy.fromLogits(values.subarray(0, n), { weights: weights?.subarray(0, n) }) : null,
    logSum: regular ? finite(logSumExpRow({ ...row, sign: 1 })) : null,
    sum: regular ? finite(sum.hi) : null,
    verdicts: null,
  };
}

function stateOf(row: Row, nan: boolean, top: number): RowDiagnosis['state'] {
  if (row.n === 0) return row.length === 0 ? 'empty' : 'masked';
  if (nan) return 'nan';
  if (top === -Infinity) return 'void';
  return top === Infinity ? 'infinite' : 'regular';
}

/** Computes a regular row in every format by both formulas. */
function rehearse(row: Row, reports: Diagnosis['formats']): NonNullable<RowDiagnosis['verdicts']> {
  const truth = new Float64Array(row.n);
  softmaxRow(row, truth);
  const out = new Float64Array(row.n);
  const run = (name: FormatName, formula: Formula): Verdict => {
    const fault = softmaxInFormat(formula, formats[name], row.values, row.weights, row.n, out);
    return record(reports[name][formula], row, fault, out, truth);
  };
  const both = (name: FormatName) => ({ naive: run(name, 'naive'), stable: run(name, 'stable') });
  return { f16: both('f16'), bf16: both('bf16'), f32: both('f32'), f64: both('f64') };
}

/** Counts what the formula gave for one row, and keeps the first place of the worst verdict. */
function record(
  report: FormulaDiagnosis,
  row: Row,
  fault: Fault | null,
  out: Float64Array,
  truth: Float64Array,
): Verdict {
  if (fault) {
    report[fault.verdict] += 1;
    if (VERDICTS.indexOf(fault.verdict) < VERDICTS.indexOf(report.verdict)) {
      report.verdict = fault.verdict;
      report.first = placeOf(row, fault);
    }
  }
  const verdict = fault ? fault.verdict : 'ok';
  if (verdict === 'ok' || verdict === 'lossy') {
    let error = report.error ?? 0;
    for (let i = 0; i < row.n; i += 1) error = Math.max(error, Math.abs(out[i] - truth[i]));
    report.error = error;
  }
  return verdict;
}

function placeOf(row: Row, { entry, exponent, step, threshold }: Fault): FaultPlace {
  const column = columnOf(row, entry);
  return { row: row.index, column, value: row.values[entry], exponent: finite(exponent), step, threshold };
}

function summarise(found: RowDiagnosis, diagnosis: Diagnosis, limit: number): void {
  const { row, spread, entropy } = found;
  diagnosis.rowCount += 1;
  diagnosis.entryCount += found.length;
  diagnosis.maskedEntries += found.length - found.kept;
  if (found.state === 'masked') add(diagnosis.maskedRows, row, limit);
  if (found.state === 'void') add(diagnosis.voidRows, row, limit);
  if (found.ties > 1) add(diagnosis.tiedRows, row, limit);
  if (spread !== null && !(diagnosis.spread && diagnosis.spread.largest >= spread)) {
    diagnosis.spread = { largest: spread, row };
  }
  if (entropy !== null) {
    diagnosis.entropy ??= { lowest: entropy, lowestRow: row, highest: entropy, highestRow: row };
    if (entropy < diagnosis.entropy.lowest) Object.assign(diagnosis.entropy, { lowest: entropy, lowestRow: row });
    if (entropy > diagnosis.entropy.highest) Object.assign(diagnosis.entropy, { highest: entropy, highestRow: row });
  }
  if (diagnosis.rows.length < limit) diagnosis.rows.push(found);
}

function emptyDiagnosis(): Diagnosis {
  const tally = <T>(): Tally<T> => ({ count: 0, first: [] });
  const formula = (): FormulaDiagnosis => ({
    verdict: 'ok',
    overflow: 0,
    underflow: 0,
    lossy: 0,
    first: null,
    error: null,
  });
  const format = (name: FormatName): FormatDiagnosis => {
    const { overflowAbove, underflowBelow } = formats[name];
    return { overflowAbove, underflowBelow, naive: formula(), stable: formula() };
  };
  return {
    rowCount: 0,
    entryCount: 0,
    maskedEntries: 0,
    nan: tally(),
    positiveInfinity: tally(),
    negativeInfinity: tally(),
    maskedRows: tally(),
    voidRows: tally(),
    tiedRows: tally(),
    spread: null,
    entropy: null,
    formats: { f16: format('f16'), bf16: format('bf16'), f32: format('f32'), f64: format('f64') },
    rows: [],
  };
}

function add<T>(tally: Tally<T>, item: T, limit: number): void {
  tally.count += 1;
  if (tally.first.length < limit) tally.first.push(item);
}

/** The place in its whole row of an entry that mask and weights left. */
function columnOf(row: Row, entry: number): number {
  return row.kept ? row.kept[entry] : entry;
}

function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}
