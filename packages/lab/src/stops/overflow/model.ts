// Softmax in four float formats, naive beside stable, every stage as the library rounds it, beside what is true; and
// what becomes of the logarithm of a confident answer.

import { check, type FormatName, formats, logSoftmax, type SoftmaxStages, softmax, softmaxStages } from 'bridle';

export type Formula = 'naive' | 'stable';

/** In the order of their reach. */
export const FORMATS: readonly FormatName[] = ['f16', 'bf16', 'f32', 'f64'];

export const formatNames: Record<FormatName, string> = {
  f16: 'float16',
  bf16: 'bfloat16',
  f32: 'float32',
  f64: 'float64',
};

/** The stages of one formula in the format, those of float64 to compare with, and the largest error of a probability. */
export type Panel = { formula: Formula; stages: SoftmaxStages; truth: SoftmaxStages; error: number | null };

export type Microscope = {
  /** The scores with what was added to all. */
  x: readonly number[];
  /** Their softmax. */
  truth: readonly number[];
  panels: readonly Panel[];
};

const raised = (scores: readonly number[], shift: number) => scores.map((score) => score + shift);

export function microscope(scores: readonly number[], shift: number, format: FormatName): Microscope {
  const x = raised(scores, shift);
  const diagnosis = check(x).formats[format];
  const panel = (formula: Formula): Panel => ({
    formula,
    stages: softmaxStages(x, { format, formula }),
    truth: softmaxStages(x, { format: 'f64', formula }),
    error: diagnosis[formula].error,
  });
  return { x, truth: softmax(x), panels: [panel('naive'), panel('stable')] };
}

/** How many scores the microscope shows; one that breaks first is always among them. */
export const MOST_ROWS = 8;

export function rowsShown({ panels, x }: Microscope): number[] {
  const places = x.map((_, i) => i);
  const beyond = panels.flatMap(({ stages }) => stages.fault?.entry ?? []).filter((i) => i >= MOST_ROWS);
  const last = [...new Set(beyond)];
  return [...places.slice(0, MOST_ROWS - last.length), ...last.sort((a, b) => a - b)];
}

/** What is special about scores that are not all finite: a NaN, a +∞, nothing but −∞, or some −∞. */
export type Special = 'nan' | 'infinite' | 'masked' | 'partly';

export function specialOf(x: readonly number[]): Special | null {
  if (x.some(Number.isNaN)) return 'nan';
  if (x.includes(Number.POSITIVE_INFINITY)) return 'infinite';
  if (x.every((score) => score === Number.NEGATIVE_INFINITY)) return 'masked';
  return x.includes(Number.NEGATIVE_INFINITY) ? 'partly' : null;
}

/** Where e^x ends in a format, and what becomes of the scores there. */
export type Reach = {
  format: FormatName;
  overflowAbove: number;
  underflowBelow: number;
  naive: Verdict;
  stable: Verdict;
};

export type Verdict = 'overflow' | 'underflow' | 'lossy' | 'nan' | 'ok';

export function reach(x: readonly number[]): Reach[] {
  const diagnosis = check(x).formats;
  return FORMATS.map((format) => {
    const { overflowAbove, underflowBelow, naive, stable } = diagnosis[format];
    // Of scores that are infinite or NaN the diagnosis says nothing: what comes out decides.
    const verdict = (formula: Formula, said: Verdict) =>
      said === 'ok' && softmaxStages(x, { format, formula }).probabilities.some(Number.isNaN) ? 'nan' : said;
    return {
      format,
      overflowAbove,
      underflowBelow,
      naive: verdict('naive', naive.verdict),
      stable: verdict('stable', stable.verdict),
    };
  });
}

/** ln p of the first and the second of the scores (gap, 0). */
export type Logs = { winner: number; loser: number };

const logsOf = ([winner, loser]: Iterable<number>): Logs => ({ winner, loser });

/** In a format, from the stable form: log(softmax(x)), and the usual log-softmax x − max − log Σ. */
export function confident(gap: number, format: FormatName): { logs: Logs; usual: Logs } {
  const stages = softmaxStages([gap, 0], { format, formula: 'stable' });
  return { logs: logsOf(stages.logs), usual: logsOf(stages.logSoftmax) };
}

export const confidentTruth = (gap: number): Logs => logsOf(logSoftmax([gap, 0]));

/** The gap from which log(softmax) gives the winner a loss of 0 in a format, to a millionth. */
export function silentFrom(format: FormatName): number {
  let low = 0;
  let high = 64;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (confident(middle, format).logs.winner === 0) high = middle;
    else low = middle;
  }
  return high;
}

/** The loss −ln p of the winner over the gap: true, and by log(softmax) in each format until it is 0. */
export type Tail = { gap: number; truth: number; losses: Record<FormatName, number> };

const STEPS = 300;

export function tails(end: number): Tail[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const gap = (i / STEPS) * end;
    const loss = (format: FormatName) => -confident(gap, format).logs.winner;
    return {
      gap,
      truth: -confidentTruth(gap).winner,
      losses: { f16: loss('f16'), bf16: loss('bf16'), f32: loss('f32'), f64: loss('f64') },
    };
  });
}

/** Of (1, 1, 3) with 100 added to all, naive in float32: 0 the same, 1 a little off, 2 NaN; and the third, before. */
export function answerOfAdding(): { answer: number; facts: number[] } {
  const before = softmaxStages([1, 1, 3], { format: 'f32', formula: 'naive' }).probabilities;
  const after = softmaxStages([101, 101, 103], { format: 'f32', formula: 'naive' }).probabilities;
  const answer = after.some(Number.isNaN) ? 2 : after.every((p, i) => p === before[i]) ? 0 : 1;
  return { answer, facts: [before[2]] };
}

/** Where e^x overflows in bfloat16: 0 as in float16, 1 as in float32; and the thresholds of all three. */
export function answerOfBrainFloat(): { answer: number; facts: number[] } {
  const facts = [formats.bf16, formats.f16, formats.f32].map((format) => format.overflowAbove);
  return { answer: Math.abs(facts[0] - facts[1]) < Math.abs(facts[0] - facts[2]) ? 0 : 1, facts };
}

/** log(softmax) of the winner of (40, 0) in float64: 0 the true loss, 1 nothing, 2 −∞; and the truth. */
export function answerOfConfident(): { answer: number; facts: number[] } {
  const { winner } = confident(40, 'f64').logs;
  const truth = confidentTruth(40).winner;
  return { answer: winner === 0 ? 1 : winner === truth ? 0 : 2, facts: [-truth] };
}
