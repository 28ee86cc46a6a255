import { crossEntropy, softmax } from 'bridle';
import { applyRecipe, evaluate, fit, parseModel, predict, stratifiedSplit, takeRows } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { heldOutCode, mistakesCode, probabilitiesCode, weightsCode } from '../../../src/stops/digits/code.ts';
import { doubtful, fooling, sure } from '../../../src/stops/digits/examples.ts';
import {
  answerOfNothing,
  answerOfTemperature,
  answerOfValues,
  CLASSES,
  judge,
  largest,
  logitsOf,
  PENALTY,
  type Report,
  sayingOf,
  type Trained,
  training,
} from '../../../src/stops/digits/model.ts';
import { modelFile } from '../../../src/stops/digits/model-file.ts';
import { PIXELS, pictureOf } from '../../../src/stops/digits/pictures.ts';
import { digits as en } from '../../../src/strings/en/digits.ts';
import { digits as ko } from '../../../src/strings/ko/digits.ts';
import { csv, digits } from './table.ts';

function train(): { reports: Report[]; trained: Trained } {
  const steps = training(digits);
  const reports: Report[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) reports.push(step.value);
  return { reports, trained: step.value };
}
const { reports, trained } = train();
const heldOut = judge(digits, trained);

describe('training on the digits', () => {
  test('ends at the certified optimum, and reports a way from 0 to 1 on which the objective falls', () => {
    expect(trained.converged).toBe(true);
    expect(trained.gapBound).toBeLessThanOrEqual(1e-12);
    expect(reports[0].done).toBe(0);
    expect(reports[reports.length - 1].done).toBeGreaterThan(0.9);
    reports.slice(1).forEach(({ objective }, i) => {
      expect(objective).toBeLessThanOrEqual(reports[i].objective);
    });
  });

  test('at the optimum the gradient of the objective is 0, as the loss itself says', () => {
    const { train: rows } = stratifiedSplit(digits.labels, CLASSES, { holdout: 0.2, seed: 1 });
    const gradient = new Float64Array(CLASSES * PIXELS);
    for (const row of rows) {
      const picture = pictureOf(digits, row);
      const residual = crossEntropy.gradient(logitsOf(trained, picture), digits.labels[row]);
      residual.forEach((r, k) => {
        for (let j = 0; j < PIXELS; j += 1) gradient[k * PIXELS + j] += (r * picture[j]) / 16 / rows.length;
      });
    }
    const l2 = 1 / (PENALTY * rows.length);
    gradient.forEach((g, i) => {
      expect(Math.abs(g + l2 * trained.weights[i])).toBeLessThan(1e-7);
    });
  });

  test('splits as the words say', () => {
    for (const words of [en.idea, ko.idea]) {
      for (const count of ['1,797', trained.rows.toLocaleString('en'), String(heldOut.evaluation.rows)]) {
        expect(words).toContain(count);
      }
    }
  });
});

describe('the judgement', () => {
  test('tells at least 96 of 100 held-out digits apart, and knows how sure to be', () => {
    expect(heldOut.evaluation.accuracy).toBeGreaterThanOrEqual(0.96);
    expect(heldOut.evaluation.ece).toBeLessThan(0.05);
  });

  test('lists each mistake once, the most certain first, none of them trained on', () => {
    const { test: rows } = stratifiedSplit(digits.labels, CLASSES, { holdout: 0.2, seed: 1 });
    const { confusion, rows: count } = heldOut.evaluation;
    const right = confusion.reduce((sum, row, k) => sum + row[k], 0);
    expect(heldOut.mistakes).toHaveLength(count - right);
    heldOut.mistakes.forEach((mistake, i) => {
      expect([...rows]).toContain(mistake.row);
      expect(mistake.truth).toBe(digits.labels[mistake.row]);
      const p = softmax(logitsOf(trained, pictureOf(digits, mistake.row)));
      expect([largest(p), p[mistake.taken]]).toEqual([mistake.taken, mistake.p]);
      if (i > 0) expect(mistake.p).toBeLessThanOrEqual(heldOut.mistakes[i - 1].p);
    });
  });

  test('of the examples is as they are called: doubtful, sure, fooled', () => {
    const p = (picture: readonly number[]) => softmax(logitsOf(trained, picture));
    expect(largest(p(doubtful))).toBe(9);
    expect(p(doubtful)[9]).toBeLessThan(0.7);
    expect(p(sure)[7]).toBeGreaterThan(0.999);
    expect(heldOut.mistakes[0].picture).toEqual(fooling);
  });
});

describe('what is said of a picture', () => {
  const said = (picture: readonly number[]) => {
    const p = softmax(logitsOf(trained, picture));
    return sayingOf(picture, p[largest(p)]);
  };

  test('is nothing of an empty one, however probable a digit softmax makes of it', () => {
    const empty = new Array<number>(64).fill(0);
    expect(said(empty)).toBe('empty');
    expect(said(empty.with(0, 1))).not.toBe('empty');
  });

  test('is “not sure” of a doubtful one and an answer to a clear one', () => {
    expect(said(doubtful)).toBe('unsure');
    expect(said(sure)).toBe('probable');
  });

  test('is right more often than without a threshold, for most of the held-out digits', () => {
    const { part, right } = heldOut.answered;
    expect(right).toBeGreaterThan(heldOut.evaluation.accuracy);
    expect(part).toBeGreaterThan(0.85);
    expect(part).toBeLessThan(1);
  });
});

test('the answers to the questions', () => {
  const [before, after] = [softmax([4, 2, 1])[0], softmax([4, 2, 1], { temperature: 2 })[0]];
  expect(answerOfTemperature()).toEqual({ answer: 1, facts: [before, after] });
  expect(answerOfValues()).toBe(2);
  expect(answerOfNothing()).toBe(2);
});

describe('the TypeScript snippets', () => {
  const library = { softmax, applyRecipe, evaluate, fit, stratifiedSplit, takeRows, readFileSync: () => csv };
  function run(code: string, name: string): unknown {
    const body = code
      .replaceAll(/^import .*$/gm, '')
      .replaceAll(' as const', '')
      .replaceAll(/: number\[\]/g, '');
    return new Function(...Object.keys(library), `${body}\nreturn ${name};`)(...Object.values(library));
  }

  test('compute the numbers of their figures', () => {
    const z = logitsOf(trained, doubtful);
    const scaled = run(probabilitiesCode(z, 3).typescript, 'scaled');
    expect(scaled).toEqual(softmax(z, { temperature: 3 }));
    expect(run(probabilitiesCode(z, Number.POSITIVE_INFINITY).typescript, 'scaled')).toEqual(new Array(10).fill(0.1));
    expect(run(weightsCode.typescript, 'W')).toEqual(trained.weights);
    expect(run(heldOutCode.typescript, 'confusion')).toEqual(heldOut.evaluation.confusion);
    const mistakes = heldOut.mistakes.map(({ picture: _, ...mistake }) => mistake);
    expect(run(mistakesCode.typescript, 'mistakes')).toEqual(mistakes);
  });
});

describe('the model file', () => {
  test('predicts from a table of the pixels what the page shows', () => {
    const model = parseModel(modelFile(trained, heldOut.evaluation));
    const columns = model.recipe.features.map(({ name }, j) => ({
      kind: 'numeric' as const,
      name,
      values: Float64Array.from({ length: 20 }, (_, i) => digits.pixels[i * PIXELS + j]),
    }));
    const { probabilities } = predict(model, { rows: 20, columns });
    for (let i = 0; i < 20; i += 1) {
      softmax(logitsOf(trained, pictureOf(digits, i))).forEach((p, k) => {
        expect(probabilities[i * CLASSES + k]).toBeCloseTo(p, 12);
      });
    }
  });
});
