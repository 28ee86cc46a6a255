import { softmax, sparsemax } from 'bridle';
import { evaluate, fitCalibration, stratifiedFolds } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import {
  answeredFrom,
  answerOfLoss,
  answerOfNone,
  answerOfThreshold,
  bestTemperature,
  binsOf,
  evaluatedAt,
  lossAt,
  losses,
  probabilitiesOf,
  said,
} from '../../../src/stops/calibration/model.ts';
import { FOLDS, outOfFold } from '../../../src/stops/calibration/out-of-fold.ts';
import { properties } from '../../../src/stops/calibration/properties.ts';
import { pictureOfThing, thingIds } from '../../../src/stops/calibration/things.ts';
import { logitsOf } from '../../../src/stops/digits/model.ts';
import { pictureOf } from '../../../src/stops/digits/pictures.ts';
import { digits } from '../digits/table.ts';

const reports: number[] = [];
const all = (() => {
  const steps = outOfFold(digits);
  let step = steps.next();
  for (; !step.done; step = steps.next()) reports.push(step.value.done);
  return step.value;
})();

describe('out-of-fold predictions', () => {
  test('are of all 1,797 digits, and say how far they are', () => {
    expect(all.labels).toHaveLength(1797);
    expect(all.logits.every(Number.isFinite)).toBe(true);
    expect(reports.at(-1)).toBeGreaterThan(0.8);
    reports.slice(1).forEach((done, i) => {
      expect(done).toBeGreaterThanOrEqual(reports[i] - 1e-9);
    });
  });

  test('come from models that had not seen the digit: the first model gives the logits of the first fold only', () => {
    const foldOf = stratifiedFolds(all.labels, 10, FOLDS);
    const same = (row: number) =>
      logitsOf(all.model, pictureOf(digits, row)).every((z, k) => z === all.logits[row * 10 + k]);
    const rows = [...all.labels.keys()];
    expect(rows.filter((row) => foldOf[row] === 0).every(same)).toBe(true);
    expect(rows.filter((row) => foldOf[row] !== 0).some(same)).toBe(false);
  });

  test('are right for 95 to 98 of 100, at every temperature', () => {
    const { accuracy } = evaluatedAt(all, probabilitiesOf(all, 1));
    expect(accuracy).toBeGreaterThan(0.95);
    expect(accuracy).toBeLessThan(0.98);
    expect(evaluatedAt(all, probabilitiesOf(all, 3)).accuracy).toBe(accuracy);
  });
});

describe('calibration', () => {
  test('every answer is in one bin, and the figures are those of evaluate', () => {
    const evaluation = evaluatedAt(all, probabilitiesOf(all, 2));
    const p = softmax({ data: all.logits, dims: [1797, 10] }, { temperature: 2 }).data as Float64Array;
    expect(evaluation).toEqual(evaluate(p, all.labels, 10));
    expect(binsOf(evaluation).reduce((sum, { count }) => sum + count, 0)).toBe(1797);
  });

  test('the least loss is where fitCalibration has it, and the curve has nothing below', () => {
    const best = bestTemperature(all);
    const { calibration } = fitCalibration(all.logits, all.labels, 10);
    expect(calibration).toEqual({ method: 'temperature', temperature: best });
    const least = lossAt(all, best);
    const curve = losses(all);
    expect(curve[0].temperature).toBe(0.25);
    expect(curve.at(-1)?.temperature).toBe(4);
    for (const { loss } of curve) expect(loss).toBeGreaterThanOrEqual(least);
    expect(lossAt(all, 1)).toBeCloseTo(evaluatedAt(all, probabilitiesOf(all, 1)).logLoss, 12);
  });

  test('with the threshold fewer are answered, and at 0 all, with the accuracy', () => {
    const answers = answeredFrom(probabilitiesOf(all, 1), all.labels);
    expect(answers).toHaveLength(101);
    expect(answers[0]).toEqual({ threshold: 0, part: 1, right: evaluatedAt(all, probabilitiesOf(all, 1)).accuracy });
    answers.slice(1).forEach(({ part }, i) => {
      expect(part).toBeLessThanOrEqual(answers[i].part);
    });
    expect(answers[95].right).toBeGreaterThan(answers[0].right!);
  });
});

describe('pictures that are no digits', () => {
  test('are 8 × 8, and each can be chosen', () => {
    expect(thingIds).toEqual([...properties.thing.values]);
    for (const thing of thingIds) expect(pictureOfThing(thing)).toHaveLength(64);
  });

  test('get probabilities that sum to 1 under every rule, with zeros under sparsemax only and entmax', () => {
    for (const thing of thingIds) {
      const rules = said(all.model, pictureOfThing(thing), 1);
      for (const p of Object.values(rules)) expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      expect(rules.sparsemax).toEqual(sparsemax(logitsOf(all.model, pictureOfThing(thing))));
      expect(rules.softmax.every((p) => p > 0)).toBe(true);
    }
    expect(said(all.model, pictureOfThing('heart'), 1).sparsemax).toContain(0);
  });
});

describe('the questions', () => {
  test('have the answers that the library computes', () => {
    expect(answerOfLoss()).toEqual({ answer: 1, facts: [expect.closeTo(1.8204784532536746, 12)] });
    expect(answerOfThreshold()).toEqual({ answer: 0, facts: [0.75, 1, 0.75] });
    expect(answerOfNone()).toBe(2);
  });
});
