import { exp, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOfAdding, factsOfAdding, stages } from '../../../src/stops/definition/model.ts';

describe('the stages of softmax', () => {
  test('of 1, 1, 3 are those of the story', () => {
    const { max, shifted, exponentials, sum, probabilities } = stages([1, 1, 3]);
    expect([max, shifted, exponentials]).toEqual([3, [-2, -2, 0], [exp(-2), exp(-2), 1]]);
    expect(sum).toBe(2 * exp(-2) + 1);
    expect(probabilities.map((p) => p.toFixed(6))).toEqual(['0.106507', '0.106507', '0.786986']);
  });

  test('agree: each exponential over the sum is the probability, whatever the scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10_000, max: 10_000, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (scores) => {
          const { exponentials, sum, probabilities, total } = stages(scores);
          expect(probabilities).toEqual(softmax(scores));
          expect(total).toBeCloseTo(1, 12);
          exponentials.forEach((e, i) => {
            expect(Math.abs(e / sum - probabilities[i])).toBeLessThan(1e-14);
          });
        },
      ),
    );
  });

  test('of scores of 1000 stay finite where e^x alone is infinite', () => {
    const { naive, probabilities } = stages([1000, 1000, 1002]);
    expect(naive).toBe(Number.POSITIVE_INFINITY);
    expect(probabilities).toEqual([...softmax([0, 0, 2])]);
  });

  test('answer: adding 100 to every score changes nothing', () => {
    expect(answerOfAdding()).toBe(1);
    expect(factsOfAdding()).toEqual([softmax([1, 1, 3])[2], softmax([1, 1, 3])[2]]);
  });
});
