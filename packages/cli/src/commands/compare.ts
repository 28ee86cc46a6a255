// Share and softmax of the same values: the two ways to turn scores into probabilities, and how each changes when 1 is
// added to one value. Values without a share (Luce's rule needs finite values ≥ 0 that are not all 0) still have a softmax.

import { log1mExp, share } from 'bridle';
import { logSoftmax, logSumExp, softmax } from 'bridle/reference';

/** Why values have no share; `at` is the place of the first value that forbids it. */
export type Refusal = { reason: 'negative' | 'notANumber' | 'infinite' | 'zeroSum'; at: number };

export type Comparison = {
  share: number[] | null;
  refusal: Refusal | undefined;
  softmax: number[];
  logSoftmax: number[];
  /** ln(p/(1 − p)) of softmax: +1 on a value adds 1/T to its own. */
  logOdds: number[];
  /** For each value, its probabilities after 1 was added to it alone; null for more than PLUS_ONE_LIMIT values. */
  plusOne: { share: number | null; softmax: number }[] | null;
};

/** The +1 test is n softmaxes of n values. */
export const PLUS_ONE_LIMIT = 1000;

export function compare(values: readonly number[], temperature: number): Comparison {
  const logs = logSoftmax(values, { temperature });
  const refusal = refusalOf(values);
  return {
    share: refusal ? null : share(values),
    refusal,
    softmax: softmax(values, { temperature }),
    logSoftmax: logs,
    logOdds: logs.map((_, i) => logOddsOf(values, logs, i, temperature)),
    plusOne: values.length > PLUS_ONE_LIMIT ? null : values.map((_, i) => afterPlusOne(values, i, temperature)),
  };
}

/** ln p − ln(1 − p). Where ln p rounds to 0 the odds are still finite; they follow from the other scores. */
function logOddsOf(values: readonly number[], logs: readonly number[], i: number, temperature: number): number {
  const sure = logs[i] === 0 && temperature !== 0;
  if (!sure) return logs[i] - log1mExp(logs[i]);
  return -logSumExp(values.toSpliced(i, 1).map((other) => (other - values[i]) / temperature));
}

function afterPlusOne(values: readonly number[], i: number, temperature: number) {
  const raised = values.with(i, values[i] + 1);
  return { share: refusalOf(raised) ? null : share(raised)[i], softmax: softmax(raised, { temperature })[i] };
}

/** The reason why `share` would refuse the values, as data, so that it can be worded in any language. */
function refusalOf(values: readonly number[]): Refusal | undefined {
  const found = (reason: 'notANumber' | 'negative' | 'infinite', test: (value: number) => boolean) => {
    const at = values.findIndex(test);
    return at === -1 ? undefined : { reason, at };
  };
  return (
    found('notANumber', Number.isNaN) ??
    found('negative', (value) => value < 0) ??
    found('infinite', (value) => value === Infinity) ??
    (values.every((value) => value === 0) ? { reason: 'zeroSum', at: 0 } : undefined)
  );
}
