import { entropy, logSumExp, softmax, sparsemax } from 'bridle';
import { drawStages } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import {
  answerOfCold,
  answerOfCuts,
  answerOfHeat,
  type Cuts,
  drawn,
  givenBy,
  outcomeOf,
  ranked,
  tally,
  tokenOf,
} from '../../../src/stops/word/model.ts';
import { idOf, NAMED, texts } from '../../../src/stops/word/texts.ts';
import { file, textOf } from './file.ts';

const plain: Cuts = { temperature: 1, topk: 0, topp: 1, minp: 0, rule: 'softmax' };
const all = texts.map(({ id }) => textOf(id));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/** The whole vocabulary, token by token. */
const everyToken = ({ logits, counts }: (typeof all)[number]) =>
  Float64Array.from(Array.from(logits).flatMap((x, i) => new Array<number>(counts[i]).fill(x)));

describe('the file of logits', () => {
  test('has the texts of the list, six in each language, and names models, licences and hashes', () => {
    expect(file.texts.map(({ id, language }: { id: string; language: string }) => `${language} ${id}`).sort()).toEqual(
      texts.map(({ id, language }) => `${language} ${id}`).sort(),
    );
    for (const language of ['ko', 'en'] as const) {
      expect(texts.filter((text) => text.language === language)).toHaveLength(6);
      expect(file.models[language].sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file.models[language].licence).toBe('Apache-2.0');
      expect(texts.some(({ id }) => id === idOf('usual', language))).toBe(true);
    }
  });

  test('has 500 tokens of each text in descending order, and counts every other one', () => {
    for (const { tokens, logits, counts, source } of all) {
      expect(new Set(tokens).size).toBeGreaterThanOrEqual(NAMED - 1);
      expect(tokens).toHaveLength(NAMED);
      expect([...logits].sort((a, b) => b - a)).toEqual([...logits]);
      expect(sum(counts)).toBe(source.vocabulary);
    }
  });

  test('has log-probabilities of the Korean model, whose sum is 1 up to its quantisation', () => {
    for (const { logits, counts, language } of all) {
      if (language === 'ko') expect(Math.abs(logSumExp(logits, { weights: counts }) as number)).toBeLessThan(0.005);
    }
  });
});

describe('the outcome', () => {
  test('without any step is the model’s own, and every token is left', () => {
    for (const text of all) {
      const { p, count, cut } = outcomeOf(text, plain);
      expect(p).toEqual(givenBy(text));
      expect(sum(p)).toBeCloseTo(1, 12);
      expect(count).toBe(text.source.vocabulary);
      expect(cut.every((one) => one === null)).toBe(true);
    }
  });

  test.each([
    { ...plain, temperature: 0.7 },
    { ...plain, topk: 40 },
    { ...plain, topp: 0.9 },
    // The fewest of such a mass reach far beyond the named tokens.
    { ...plain, temperature: 3, topp: 0.9 },
    { ...plain, temperature: 2, minp: 0.1 },
    { ...plain, temperature: 4, minp: 0.001 },
    { ...plain, temperature: 1.5, topk: 200, topp: 0.8, minp: 0.05 },
  ])('is that of drawStages over the whole vocabulary: %o', (cuts) => {
    for (const text of [all[0], all[6]]) {
      const { temperature, topk, topp, minp } = cuts;
      const steps = [{ temperature }, { topK: topk }, { topP: topp }, { minP: minp }];
      const last = drawStages(everyToken(text), steps).at(-1)!;
      const { p, count, left, effective } = outcomeOf(text, cuts);
      expect(count).toBe(last.places.length);
      for (let i = 0; i < NAMED; i += 1) {
        const place = last.places.indexOf(i);
        expect(left[i]).toBe(place < 0 ? 0 : 1);
        if (place >= 0) expect(p[i]).toBeCloseTo(last.probabilities[place], 14);
      }
      expect(effective / Math.exp(entropy(last.probabilities) as number)).toBeCloseTo(1, 10);
    }
  });

  test('says which step took a token away', () => {
    const { cut } = outcomeOf(all[0], { ...plain, topk: 5, minp: 0.5 });
    expect(cut.slice(0, 7)).toEqual([null, null, 'minp', 'minp', 'minp', 'topk', 'topk']);
    expect(outcomeOf(all[0], { ...plain, topp: 0.4 }).cut.slice(0, 3)).toEqual([null, null, 'topp']);
  });

  test('by sparsemax is that of the whole vocabulary, and most of it gets exactly 0', () => {
    const text = all[0];
    for (const temperature of [0.5, 1, 4]) {
      const { p, count, cut } = outcomeOf(text, { ...plain, temperature, rule: 'sparsemax' });
      const whole = sparsemax(everyToken(text), { temperature }) as Float64Array;
      expect(count).toBe(whole.filter((q) => q > 0).length);
      for (let i = 0; i < 50; i += 1) expect(p[i]).toBeCloseTo(whole[i], 14);
      if (temperature < 2) expect(cut[NAMED - 1]).toBe('sparsemax');
    }
  });

  test('at T = 0 is the likeliest token, and at T = ∞ any of the vocabulary', () => {
    const text = textOf('capital');
    const cold = outcomeOf(text, { ...plain, temperature: 0 });
    expect(cold.p[0]).toBe(1);
    expect(tokenOf(text, drawn(cold.p, 1, 7)[0])).toBe(' Paris');
    const hot = outcomeOf(text, { ...plain, temperature: Number.POSITIVE_INFINITY });
    expect(hot.p[0]).toBeCloseTo(1 / text.source.vocabulary, 12);
    expect(hot.effective / text.source.vocabulary).toBeCloseTo(1, 9);
    // The named ones are too few to be drawn.
    expect(drawn(hot.p, 20, 1).filter((entry) => tokenOf(text, entry) !== null).length).toBeLessThan(3);
  });
});

describe('the draws', () => {
  test('begin alike however many they are, and follow the probabilities', () => {
    const { p } = outcomeOf(all[0], plain);
    expect(drawn(p, 30, 4).slice(0, 10)).toEqual(drawn(p, 10, 4));
    expect(drawn(p, 30, 4)).not.toEqual(drawn(p, 30, 5));
    const many = 20_000;
    const counts = tally(drawn(p, many, 1), 10);
    expect(sum(counts)).toBe(many);
    for (let i = 0; i < 10; i += 1) {
      const error = Math.sqrt((p[i] * (1 - p[i])) / many);
      expect(Math.abs(counts[i] / many - p[i])).toBeLessThan(5 * error);
    }
  });

  test('ranked, give each token its rank and its own probability', () => {
    const text = all[0];
    const points = ranked({ p: givenBy(text), left: text.counts });
    expect(points[0].rank).toBe(1);
    expect(points.at(-1)!.rank).toBe(text.source.vocabulary);
    expect(points[NAMED].p * text.counts[NAMED]).toBeCloseTo(givenBy(text)[NAMED], 15);
  });
});

test('the answers are what the library gives', () => {
  expect(answerOfCold()).toEqual({ answer: 2, facts: [softmax([3, 2, 1])[0], softmax([6, 4, 2])[0]] });
  expect(answerOfHeat()).toBe(2);
  expect(answerOfCuts()).toEqual({ answer: 1, facts: [3, 3, 1, 6] });
});
