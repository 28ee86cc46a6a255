// softmax: pᵢ = gᵢ·e^(xᵢ/T) / Σⱼ gⱼ·e^(xⱼ/T), the probabilities of Boltzmann, of Luce and of a classifier.
// Shifted by the largest score and summed as double-doubles (see shift.ts), so that nothing overflows and each
// probability is rounded once. John S. Bridle named it (NIPS 1989; NATO ASI F 68, 1990).

import { addPairs, dividePairs, multiplyPairs, scaleDown, tail } from './arithmetic/double-double.ts';
import { prepare, type RowState, SCALE, shift, sumExponentials } from './arithmetic/shift.ts';
import { applyToCall } from './arrays/plain-row.ts';
import { expectOptions } from './arrays/refuse.ts';
import type { Options } from './arrays/row-call.ts';
import { mapRows, type Row, type RowFunction } from './arrays/rows.ts';
import { apart, type Like, type Out, rowMajorData, type Scores, view } from './arrays/tensor.ts';

/** Probabilities are computed as 2^400 times their value and scaled with one rounding: so subnormal ones are right. */
const LIFT = 400;

/** The reference of softmax, each probability rounded once; its promises are in accelerated/softmax.ts. */
export function softmax<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function softmax<X extends Scores>(x: X, options?: Options): Like<X>;
export function softmax(x: Scores, options: Options = {}): unknown {
  return softmaxBy('softmax', x, options);
}

/** The same for a caller of another name, which errors begin with. */
export function softmaxBy(name: string, x: Scores, options: Options): unknown {
  return applyToCall(name, x, options, softmaxRows);
}

/** The reference: one row's probabilities into out[0 … n); returns what kind of row it was. */
export function softmaxRow(row: Row, out: Float64Array): RowState {
  return softmaxShifted(row, out, shift);
}

/** The same by `shift`, or by `shiftScores` for a row without weights. */
export function softmaxShifted(row: Row, out: Float64Array, shiftRow: typeof shift): RowState {
  const state = prepare(row);
  if (state === 'nan' || state === 'void') out.fill(Number.NaN, 0, row.n);
  if (state !== 'regular' && state !== 'limit') return state;
  const e = sumExponentials(shiftRow(row, state), row.n, false);
  const total = addPairs(SCALE, 0, e.rest, e.restLow);
  const inverse = dividePairs(2 ** LIFT, 0, total, tail[0]);
  const inverseLow = tail[0];
  for (let i = 0; i < row.n; i += 1) {
    const p = multiplyPairs(e.hi[i], e.lo[i], inverse, inverseLow);
    out[i] = scaleDown(p, tail[0], -LIFT);
  }
  return state;
}

/** What softmax makes of each row. */
export const softmaxRows: RowFunction = { fill: 0, map: softmaxRow };

/** (Jᵀv)ᵢ = pᵢ·(vᵢ − Σⱼ pⱼvⱼ)/T, which is Jv as well. */
export function jacobianProduct<X extends Scores>(name: string, x: X, v: Scores, options: Options): Like<X> {
  expectOptions(name, options);
  const direction = apart(rowMajorData(name, v, view(name, x).size), options.out);
  return mapRows(name, x, options, 0, (row, out) => {
    if (softmaxRow(row, out) === 'limit') {
      out.fill(0, 0, row.n); // a limit has derivative 0
      return;
    }
    centre(row, out, (i) => direction[row.base + (row.kept ? row.kept[i] : i) * row.step]);
    for (let i = 0; i < row.n; i += 1) out[i] /= row.sign * row.temperature;
  }) as Like<X>;
}

/** Turns probabilities p in out into p∘(v − ⟨p, v⟩), the product that every derivative of softmax is made of. */
export function centre(row: Row, out: Float64Array, v: (i: number) => number): void {
  let mean = 0;
  let meanLow = 0;
  for (let i = 0; i < row.n; i += 1) {
    if (out[i] === 0) continue;
    mean = addPairs(mean, meanLow, out[i] * v(i), 0);
    meanLow = tail[0];
  }
  for (let i = 0; i < row.n; i += 1) out[i] = out[i] === 0 ? 0 : out[i] * (v(i) - mean);
}
