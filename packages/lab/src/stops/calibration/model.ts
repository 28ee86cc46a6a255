// How sure a classifier may be: reliability, loss over temperature, answers above a threshold, and what three maps from
// scores to probabilities say of pictures that are no digits. All on logits of models that had not seen the picture.

import { crossEntropy, entmax15, softmax, sparsemax } from 'bridle';
import { type CalibrationBin, type Evaluation, evaluate, fitCalibration, rejectThreshold } from 'bridle/learn';
import { CLASSES, logitsOf, type Weights } from '../digits/model.ts';
import type { OutOfFold } from './out-of-fold.ts';

const tensor = ({ logits, labels }: OutOfFold) => ({ data: logits, dims: [labels.length, CLASSES] });

/** The probabilities of all pictures at a temperature, (pictures, classes). */
export const probabilitiesOf = (all: OutOfFold, temperature: number): Float64Array =>
  softmax(tensor(all), { temperature }).data as Float64Array;

export const evaluatedAt = ({ labels }: OutOfFold, probabilities: Float64Array): Evaluation =>
  evaluate(probabilities, labels, CLASSES);

/** The bins that have anything in them. */
export const binsOf = ({ bins }: Evaluation): CalibrationBin[] => bins.filter(({ count }) => count > 0);

export type Loss = { temperature: number; loss: number };

const LEAST = 0.25;
const STEPS = 48;

/** The mean loss at temperatures from 0.25 to 4, evenly on a logarithmic scale. */
export function losses(all: OutOfFold): Loss[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const temperature = LEAST * 2 ** ((4 * i) / STEPS);
    return { temperature, loss: lossAt(all, temperature) };
  });
}

export const lossAt = (all: OutOfFold, temperature: number): number =>
  crossEntropy(tensor(all), all.labels, { temperature, reduction: 'mean' }) as number;

/** The temperature of the least loss, as the library fits it. */
export function bestTemperature({ logits, labels }: OutOfFold): number {
  const { calibration } = fitCalibration(logits, labels, CLASSES);
  return calibration.method === 'temperature' ? calibration.temperature : Number.NaN;
}

/** Above a threshold: which part of the pictures is answered, and which part of these answers is right. */
export type Answered = { threshold: number; part: number; right: number | null };

const THRESHOLDS = 100;

/** For thresholds from 0 to 1, in hundredths. */
export function answeredFrom(probabilities: Float64Array, labels: Int32Array): Answered[] {
  const tops = Array.from(labels, (label, row) => {
    let taken = row * CLASSES;
    for (let i = taken + 1; i < (row + 1) * CLASSES; i += 1) if (probabilities[i] > probabilities[taken]) taken = i;
    return { p: probabilities[taken], right: taken - row * CLASSES === label ? 1 : 0 };
  }).sort((a, b) => a.p - b.p);
  let right = tops.reduce((sum, top) => sum + top.right, 0);
  let below = 0;
  return Array.from({ length: THRESHOLDS + 1 }, (_, i) => {
    const threshold = i / THRESHOLDS;
    for (; below < tops.length && tops[below].p < threshold; below += 1) right -= tops[below].right;
    const kept = tops.length - below;
    return { threshold, part: kept / tops.length, right: kept === 0 ? null : right / kept };
  });
}

/** What softmax, entmax and sparsemax make of the same scores. */
export const RULES = ['softmax', 'entmax', 'sparsemax'] as const;

export type Rule = (typeof RULES)[number];

export function said(model: Weights, picture: readonly number[], temperature: number): Record<Rule, number[]> {
  const z = logitsOf(model, picture);
  return {
    softmax: softmax(z, { temperature }),
    entmax: entmax15(z, { temperature }),
    sparsemax: sparsemax(z, { temperature }),
  };
}

/** Four answers, of which one is wrong: the temperature of the least loss: 0 the coldest, 1 in between, 2 the hottest. */
export function answerOfLoss(): { answer: number; facts: number[] } {
  const four = { logits: Float64Array.of(2, 0, 2, 0, 2, 0, 0, 2), labels: [0, 0, 1, 1] };
  const { calibration, converged } = fitCalibration(four.logits, four.labels, 2);
  const temperature = calibration.method === 'temperature' ? calibration.temperature : Number.NaN;
  return { answer: converged ? 1 : temperature < 1 ? 0 : 2, facts: [temperature] };
}

/** Answers given with 90, 80, 70 and 60 %, the last one wrong: how many are right, without and with the threshold. */
export function answerOfThreshold(): { answer: number; facts: number[] } {
  const p = [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4];
  const labels = [0, 0, 0, 1];
  const { accuracy } = evaluate(p, labels, 2);
  const kept = rejectThreshold(p, labels, 2, 1);
  const facts = [accuracy, kept?.accuracy ?? 0, kept?.coverage ?? 0];
  return { answer: facts[1] > facts[0] ? 0 : facts[1] === facts[0] ? 1 : 2, facts };
}

/** Of ten equal scores: which of softmax (0) and sparsemax (1) gives less than 1 in all; 2 neither. */
export function answerOfNone(): number {
  const equal = new Array<number>(CLASSES).fill(0);
  const sums = [softmax(equal), sparsemax(equal)].map((p) => p.reduce((a, b) => a + b));
  const less = sums.findIndex((sum) => sum < 1 - 1e-12);
  return less < 0 ? 2 : less;
}
