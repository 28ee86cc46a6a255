import { softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { events, luceAgrees, read } from '../../../src/stops/timeline/model.ts';

describe('one law, three readings', () => {
  test('give the same probabilities', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (scores) => {
          const expected = softmax(scores);
          for (const reading of ['boltzmann', 'luce', 'bridle'] as const) {
            read(scores, reading).probabilities.forEach((p, i) => {
              expect(Math.abs(p - expected[i])).toBeLessThan(1e-13);
            });
          }
        },
      ),
    );
  });

  test('of 1, 1, 3 start from energies 2, 2, 0, values up to 1, and the logits themselves', () => {
    expect(read([1, 1, 3], 'boltzmann').quantities).toEqual([2, 2, 0]);
    expect(read([1, 1, 3], 'luce').quantities[2]).toBe(1);
    expect(read([1, 1, 3], 'bridle').quantities).toEqual([1, 1, 3]);
  });

  test('answer: the share of exponentials is softmax, the share of the scores is not', () => {
    const { answer, facts } = luceAgrees();
    expect(answer).toBe(1);
    expect(facts.map((p) => p.toFixed(6))).toEqual(['0.786986', '0.786986', '0.600000']);
  });

  test('the story is in the order of its years', () => {
    const years = events.map(({ year }) => Number(year.slice(0, 4)));
    expect(years).toEqual([...years].sort((a, b) => a - b));
  });
});
