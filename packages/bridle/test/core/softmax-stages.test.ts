import { logSoftmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { exp } from '../../src/core/arithmetic/exp.ts';
import { log } from '../../src/core/arithmetic/log.ts';
import { check } from '../../src/core/check.ts';
import { type FormatName, formats } from '../../src/core/formats.ts';
import { seededRandom } from '../../src/core/random.ts';
import { softmax } from '../../src/core/softmax.ts';
import { softmaxStages } from '../../src/core/softmax-stages.ts';

const NAMES: FormatName[] = ['f16', 'bf16', 'f32', 'f64'];
const run = (x: number[], format: FormatName, formula: 'naive' | 'stable') => softmaxStages(x, { format, formula });

describe('the stages', () => {
  test('of (89, 89, 91) in float32 break in the naive form at the first exponential and end in NaN', () => {
    const naive = run([89, 89, 91], 'f32', 'naive');
    expect([...naive.exponents]).toEqual([89, 89, 91]);
    expect([...naive.exponentials]).toEqual([Infinity, Infinity, Infinity]);
    expect([...naive.sums]).toEqual([Infinity, Infinity, Infinity]);
    expect([...naive.probabilities]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(naive.fault).toMatchObject({ verdict: 'overflow', entry: 0, step: 'exponential', exponent: 89 });
  });

  test('of the same in the stable form are those of (−2, −2, 0), to the last bit of float32', () => {
    const stable = run([89, 89, 91], 'f32', 'stable');
    const e = Math.fround(exp(-2));
    expect([...stable.exponents]).toEqual([-2, -2, 0]);
    expect([...stable.exponentials]).toEqual([e, e, 1]);
    expect([...stable.sums]).toEqual([e, Math.fround(e + e), Math.fround(Math.fround(e + e) + 1)]);
    expect(stable.probabilities[2]).toBe(Math.fround(1 / stable.sums[2]));
    expect(stable.fault).toBeNull();
  });

  test('of an underflow divide 0 by 0, and only in the naive form', () => {
    const naive = run([-800, -801], 'f64', 'naive');
    expect([...naive.sums]).toEqual([0, 0]);
    expect([...naive.probabilities]).toEqual([Number.NaN, Number.NaN]);
    expect(naive.fault?.verdict).toBe('underflow');
    expect(run([-800, -801], 'f64', 'stable').fault).toBeNull();
  });

  test('round the scores themselves: in bfloat16 1001 and 1003 are one number', () => {
    const { scores, probabilities } = run([1001, 1003], 'bf16', 'stable');
    expect([...scores]).toEqual([1000, 1004]);
    expect(probabilities[1]).toBeGreaterThan(softmax([1001, 1003])[1]);
    expect([...run([1000, 1001], 'bf16', 'stable').probabilities]).toEqual([0.5, 0.5]);
  });

  test('take the logarithm of a probability, which loses the tail, and log-softmax, which keeps the loser', () => {
    const { logs, logSoftmax: usual } = run([200, 0], 'f32', 'stable');
    expect([...logs]).toEqual([0, -Infinity]);
    expect([...usual]).toEqual([0, -200]);
    // Neither keeps the winner, whose loss bridle's own knows.
    expect(run([40, 0], 'f64', 'stable').logSoftmax[0]).toBe(0);
    expect(logSoftmax([40, 0])[0]).toBeCloseTo(-4.248354255291589e-18, 30);
    const naive = run([1, 1, 3], 'f64', 'naive');
    for (const got of [naive.logs, naive.logSoftmax]) expect(got[2]).toBeCloseTo(logSoftmax([1, 1, 3])[2], 14);
    expect(naive.logs[2]).toBe(log(naive.probabilities[2]));
  });

  test('go on through NaN and ∞ among the scores, and name no fault for them', () => {
    for (const x of [
      [1, Number.NaN],
      [1, Infinity],
      [-Infinity, -Infinity],
    ]) {
      for (const formula of ['naive', 'stable'] as const) {
        const { probabilities, fault } = run(x, 'f32', formula);
        expect(probabilities.some(Number.isNaN)).toBe(true);
        expect(fault).toBeNull();
      }
    }
    expect([...run([0, -Infinity], 'f16', 'stable').probabilities]).toEqual([1, 0]);
  });

  test('of nothing are nothing', () => {
    const stages = run([], 'f16', 'naive');
    expect(stages.probabilities.length).toBe(0);
    expect(stages.fault).toBeNull();
  });

  test('refuse an unknown format or formula, those of Object.prototype included', () => {
    const given = (format: string, formula: string) => () =>
      softmaxStages([1], { format, formula } as unknown as Parameters<typeof softmaxStages>[1]);
    expect(given('f8', 'naive')).toThrow('softmaxStages: expected format to be f16, bf16, f32 or f64, got f8');
    expect(given('toString', 'naive')).toThrow(TypeError);
    expect(given('f16', 'safe')).toThrow('softmaxStages: expected formula to be naive or stable, got safe');
    expect(() => softmaxStages('12' as unknown as number[], { format: 'f16', formula: 'naive' })).toThrow(TypeError);
  });
});

describe.each(NAMES)('in %s', (name) => {
  test('every stage is a number of the format, and fault and error are those of check', () => {
    const { round } = formats[name];
    const random = seededRandom(5);
    const scale = { f16: 20, bf16: 120, f32: 120, f64: 900 }[name];
    const verdicts = new Set<string>();
    for (let turn = 0; turn < 400; turn += 1) {
      const centre = scale * (2 * random() - 1);
      const x = Array.from({ length: 1 + (turn % 6) }, () => centre + scale * (turn % 3) * 0.3 * (2 * random() - 1));
      const diagnosis = check(x).formats[name];
      const truth = softmax(x);
      for (const formula of ['naive', 'stable'] as const) {
        const stages = run(x, name, formula);
        for (const stage of Object.values(stages)) {
          if (stage instanceof Float64Array) expect(stage.map((v) => round(v))).toEqual(stage);
        }
        const { verdict, first, error } = diagnosis[formula];
        verdicts.add(verdict);
        expect(stages.fault?.verdict ?? 'ok').toBe(verdict);
        expect(stages.fault?.entry).toBe(first?.column);
        if (error !== null) {
          expect(Math.max(...truth.map((p, i) => Math.abs(p - stages.probabilities[i])))).toBe(error);
        }
      }
    }
    expect([...verdicts].sort()).toEqual(['lossy', 'ok', 'overflow', 'underflow']);
  });
});
