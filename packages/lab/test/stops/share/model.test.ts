import { log, share, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCode, reactionCode, testCode, triangleCode } from '../../../src/stops/share/code.ts';
import {
  agreement,
  answerOfDoubling,
  answerOfPlusOne,
  both,
  experiments,
  reaction,
  reactions,
  scoresFor,
  temperaturePath,
} from '../../../src/stops/share/model.ts';

const six = (x: number | null | undefined) => x?.toFixed(6);
const options = { temperature: 1, add: 1, scale: 10, watched: 2 };

describe('share against softmax', () => {
  test('of 1, 1, 3: 0.6 beside 0.786986', () => {
    const { share, softmax } = both([1, 1, 3], 1);
    expect(share).toEqual([0.2, 0.2, 0.6]);
    expect(softmax.map(six)).toEqual(['0.106507', '0.106507', '0.786986']);
  });

  test('there is no share of a score below zero, nor of nothing', () => {
    expect(both([-1, 1, 3], 1).share).toBeNull();
    expect(both([0, 0, 0], 1).share).toBeNull();
    expect(both([-1, 1, 3], 1).softmax).toEqual(softmax([-1, 1, 3]));
  });

  test('the temperatures of the story', () => {
    const third = (t: number) => six(both([1, 1, 3], t).softmax[2]);
    expect([third(0.5), third(2), third(10), third(0), third(Number.POSITIVE_INFINITY)]).toEqual([
      '0.964663',
      '0.576117',
      '0.379152',
      '1.000000',
      '0.333333',
    ]);
  });

  test('both agree at T = 2/ln 3', () => {
    const t = agreement([1, 1, 3])!;
    expect(t).toBeCloseTo(1.820478453, 9);
    both([1, 1, 3], t).softmax.forEach((p, i) => {
      expect(p).toBeCloseTo([0.2, 0.2, 0.6][i], 15);
    });
  });

  test('no single temperature makes three different scores agree, nor scores below zero', () => {
    expect(agreement([1, 2, 3])).toBeNull();
    expect(agreement([2, 2])).toBeNull();
    expect(agreement([-1, 3])).toBeNull();
    expect(agreement([0, 3])).toBeNull();
  });

  test('the +1 test: on each, on all, and times ten', () => {
    const tests = experiments([1, 1, 3], options);
    expect(tests.map(({ kind }) => kind)).toEqual(['now', 'plus', 'plus', 'plus', 'add', 'scale']);
    const [, , second, third, add, scale] = tests;
    expect([six(third.share?.[2]), six(third.softmax[2])]).toEqual(['0.666667', '0.909443']);
    expect([third.change.share?.toFixed(4), third.change.softmax.toFixed(4)]).toEqual(['0.0667', '0.1225']);
    expect(second.softmax.map(six)).toEqual(['0.090031', '0.244728', '0.665241']);
    expect(second.share?.[2]).toBe(0.6 - 0.1);
    expect(add.change.softmax).toBe(0);
    expect(add.share?.[2]).toBe(0.5);
    expect(scale.change.share).toBe(0);
    expect(scale.softmax[2].toFixed(12)).toBe('0.999999995878');
  });

  test('with more than eight classes only the watched one gets its +1 test', () => {
    const tests = experiments([1, 2, 3, 4, 5, 6, 7, 8, 9], { ...options, watched: 4 });
    expect(tests.map(({ kind, index }) => [kind, index])).toEqual([
      ['now', null],
      ['plus', 4],
      ['add', null],
      ['scale', null],
    ]);
  });

  test('softmax ignores what is added to all, the share what multiplies all', () => {
    const whole = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 1000 }), (scores, k) => {
        const tests = experiments(scores, { temperature: 1, add: k, scale: k, watched: 0 });
        expect(tests[tests.length - 2].change.softmax).toBe(0);
        expect(tests[tests.length - 1].change.share).toBe(0);
      }),
    );
  });

  test('softmax reacts more up to x = 4.2535 in (1, 1, x), and less beyond', () => {
    const { crossings } = reactions([1, 1, 3], 2, 1);
    expect(crossings[crossings.length - 1]).toBeCloseTo(4.2535, 4);
    const at = reaction([1, 1, 3], 2, 1);
    expect([at(5).softmax.toFixed(5), at(5).share?.toFixed(5)]).toEqual(['0.02204', '0.03571']);
    expect([six(at(10).softmax), six(at(10).share)]).toEqual(['0.000156', '0.012821']);
    expect(at(4.25).softmax).toBeGreaterThan(at(4.25).share!);
    expect(at(4.26).softmax).toBeLessThan(at(4.26).share!);
  });

  test('the reaction is the difference of softmax, and of the share, over all classes', () => {
    const many = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 });
    const temperature = fc.oneof(
      fc.constantFrom(0, Number.POSITIVE_INFINITY),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(many, fc.nat(49), temperature, fc.double({ min: 0, max: 100, noNaN: true }), (scores, at, t, x) => {
        const index = at % scores.length;
        const found = reaction(scores, index, t)(x);
        const [before, after] = [both(scores.with(index, x), t), both(scores.with(index, x + 1), t)];
        expect(found.softmax).toBeCloseTo(after.softmax[index] - before.softmax[index], 11);
        if (before.share && after.share) expect(found.share).toBeCloseTo(after.share[index] - before.share[index], 12);
        else expect(found.share).toBeNull();
      }),
    );
  });

  test('the answers to the questions', () => {
    expect(answerOfPlusOne(3).answer).toBe(1);
    expect(answerOfPlusOne(10).answer).toBe(0);
    expect(answerOfDoubling()).toEqual({
      answer: 1,
      facts: [share([1, 1, 3])[2], share([2, 2, 6])[2], softmax([1, 1, 3])[2], softmax([2, 2, 6])[2]],
    });
  });

  test('the path of temperature goes from the largest to the middle', () => {
    const path = temperaturePath([1, 1, 3]);
    expect(path[0]).toEqual([0, 0, 1]);
    expect(path[path.length - 1].map(six)).toEqual(['0.333333', '0.333333', '0.333333']);
  });

  test('a dragged point gives scores whose softmax is the point, and the smallest stays', () => {
    const p = fc.tuple(
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(p, fc.double({ min: 0.5, max: 20, noNaN: true }), (raw, temperature) => {
        const point = share(raw);
        const scores = scoresFor(point, [1, 1, 3], temperature);
        expect(Math.min(...scores)).toBe(1);
        softmax(scores, { temperature }).forEach((q, i) => {
          expect(Math.abs(q - point[i])).toBeLessThan(1e-3);
        });
      }),
    );
    expect(scoresFor(share([1, 1, 3]), [0, 0, 0], 1)[2]).toBeCloseTo(log(3), 3);
  });
});

describe('the TypeScript snippets', () => {
  /** Runs a snippet against the library and gives back the constant of that name. */
  function run(code: string, name: string): unknown {
    const body = code.replace(/^import .*$/m, '').replaceAll(/: number/g, '');
    return new Function('share', 'softmax', `${body}\nreturn ${name};`)(share, softmax);
  }

  test('compute the numbers of their figures', () => {
    const scores = [1, 1, 3];
    expect(run(compareCode(scores, 0.5).typescript, 'bySoftmax')).toEqual(softmax(scores, { temperature: 0.5 }));
    expect(run(compareCode(scores, Number.POSITIVE_INFINITY).typescript, 'byShare')).toEqual(share(scores));
    expect(run(compareCode([-1, 1], 1).typescript, 'byShare')).toBeNull();
    const plus = experiments(scores, options).filter(({ kind }) => kind === 'plus');
    expect(run(testCode(scores, 1).typescript, 'changes')).toEqual(plus.map(({ change }) => change.softmax));
    expect((run(reactionCode(scores, 2, 1).typescript, 'reaction') as number[])[5]).toBeCloseTo(
      reaction(scores, 2, 1)(5).softmax,
      14,
    );
    expect(run(triangleCode(scores).typescript, 'path')).toHaveLength(6);
  });
});
