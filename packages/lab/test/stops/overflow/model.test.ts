import { check, exp, formats, log, logSoftmax, softmax, softmaxStages } from 'bridle';
import { describe, expect, test } from 'vitest';
import { microscopeCode, tailCode, thresholdsCode } from '../../../src/stops/overflow/code.ts';
import {
  answerOfAdding,
  answerOfBrainFloat,
  answerOfConfident,
  confident,
  confidentTruth,
  FORMATS,
  MOST_ROWS,
  microscope,
  reach,
  rowsShown,
  silentFrom,
  specialOf,
  tails,
} from '../../../src/stops/overflow/model.ts';
import { presets } from '../../../src/stops/overflow/presets.ts';

describe('the microscope', () => {
  test('begins where float32 breaks in the naive form at its first exponential, and not in the stable one', () => {
    const { x, truth, panels } = microscope([1, 1, 3], 88, 'f32');
    expect(x).toEqual([89, 89, 91]);
    expect(truth).toEqual(softmax([89, 89, 91]));
    const [naive, stable] = panels;
    expect(naive.stages.fault).toMatchObject({ verdict: 'overflow', step: 'exponential', entry: 0 });
    expect([...naive.stages.probabilities].every(Number.isNaN)).toBe(true);
    expect(stable.stages.fault).toBeNull();
    expect(stable.error).toBe(check([89, 89, 91]).formats.f32.stable.error);
    expect(stable.error).toBeGreaterThan(0);
    expect(stable.error).toBeLessThan(2 ** -24);
  });

  test('each preset shows what its name says', () => {
    const verdicts = presets.map(({ id, state }) => {
      const { panels } = microscope(state.scores, state.shift, state.format);
      return [id, ...panels.map(({ stages: { fault } }) => (fault ? `${fault.verdict} ${fault.step}` : 'ok'))];
    });
    expect(verdicts).toEqual([
      ['start', 'overflow exponential', 'ok'],
      ['half', 'overflow exponential', 'ok'],
      ['double', 'overflow exponential', 'ok'],
      ['sum', 'overflow sum', 'ok'],
      ['nothing', 'underflow exponential', 'ok'],
      ['lossy', 'overflow exponential', 'lossy exponential'],
      ['masked', 'ok', 'ok'],
      ['infinite', 'ok', 'ok'],
      ['coarse', 'overflow exponential', 'ok'],
    ]);
  });

  test('scores that are not finite are told apart, and NaN comes out of both formulas but for −∞ among others', () => {
    const { NaN: nan, POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: low } = Number;
    const cases = [
      [[1, nan, inf], 'nan', 'nan', 'nan'],
      [[1, inf, low], 'infinite', 'nan', 'nan'],
      [[low, low], 'masked', 'nan', 'nan'],
      [[1, low], 'partly', 'ok', 'ok'],
      [[1, 2], null, 'ok', 'ok'],
    ] as const;
    for (const [x, special, naive, stable] of cases) {
      expect(specialOf(x)).toBe(special);
      for (const verdict of reach(x)) expect(verdict).toMatchObject({ naive, stable });
    }
    // The library takes the limit, and a mask gives zeros.
    expect(softmax([1, inf, low])).toEqual([0, 1, 0]);
    expect(softmax([1, 2], { mask: [false, false] })).toEqual([0, 0]);
  });

  test('in float16 far out the stable form is no longer right either, for the scores are rounded', () => {
    expect(microscope([1, 1, 3], 5000, 'f16').panels[1].error).toBeGreaterThan(0.1);
    expect(microscope([1, 1, 3], 5000, 'f32').panels[1].error).toBeLessThan(1e-7);
  });

  test('shows so many rows, and the one that breaks among them', () => {
    const scores = Array.from({ length: 30 }, (_, i) => (i === 25 ? 100 : 0));
    const rows = rowsShown(microscope(scores, 0, 'f32'));
    expect(rows).toHaveLength(MOST_ROWS);
    expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6, 25]);
    expect(rowsShown(microscope([1, 1, 3], 0, 'f32'))).toEqual([0, 1, 2]);
  });
});

describe('the reach of the formats', () => {
  test('is that of the library, from the shortest to the longest', () => {
    const reaches = reach([89, 89, 91]);
    expect(reaches.map(({ format }) => format)).toEqual(FORMATS);
    expect(reaches.map(({ overflowAbove }) => overflowAbove.toFixed(2))).toEqual(['11.09', '88.72', '88.72', '709.78']);
    expect(reaches.map(({ naive }) => naive)).toEqual(['overflow', 'overflow', 'overflow', 'ok']);
    expect(reaches.map(({ stable }) => stable)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });
});

describe('the logarithm of a confident answer', () => {
  test('keeps the loss only in logSoftmax', () => {
    expect(confidentTruth(40)).toEqual({ winner: logSoftmax([40, 0])[0], loser: logSoftmax([40, 0])[1] });
    expect(confidentTruth(40).winner).toBeCloseTo(-4.248e-18, 21);
    for (const format of FORMATS) expect(confident(40, format).logs.winner).toBe(0);
    expect(confident(40, 'f64').usual).toEqual({ winner: 0, loser: -40 });
  });

  test('loses the loser too where its probability is 0', () => {
    expect(confident(18, 'f16').logs.loser).toBe(Number.NEGATIVE_INFINITY);
    expect(confident(104, 'f32').logs.loser).toBe(Number.NEGATIVE_INFINITY);
    expect(confident(104, 'f32').usual.loser).toBe(-104);
  });

  test('is 0 exactly from where e^−gap is half of the last place below 1', () => {
    for (const [format, digits] of [
      ['f16', 11],
      ['bf16', 8],
      ['f32', 24],
      ['f64', 53],
    ] as const) {
      const from = silentFrom(format);
      // 1 + e^−gap rounds to 1 below half a place of 1, 2^−digits.
      expect(from).toBeCloseTo(digits * log(2), 1);
      expect(confident(from, format).logs.winner).toBe(0);
      expect(confident(from - 0.01, format).logs.winner).toBeLessThan(0);
    }
  });

  test('the curves begin at ln 2 and end at the window', () => {
    const curve = tails(45);
    expect(curve[0].truth).toBe(log(2));
    expect(curve[0].losses.f64).toBe(log(2));
    const last = curve[curve.length - 1];
    expect(last.gap).toBe(45);
    expect(last.truth).toBeCloseTo(exp(-45), 30);
    expect(last.losses.f64).toBe(-0);
  });
});

test('the answers to the questions', () => {
  expect(answerOfAdding()).toEqual({ answer: 2, facts: [Math.fround(answerOfAdding().facts[0])] });
  expect(answerOfAdding().facts[0]).toBeCloseTo(0.786986, 6);
  expect(answerOfBrainFloat()).toEqual({
    answer: 1,
    facts: [formats.bf16, formats.f16, formats.f32].map(({ overflowAbove }) => overflowAbove),
  });
  expect(answerOfConfident()).toEqual({ answer: 1, facts: [-logSoftmax([40, 0])[0]] });
});

describe('the TypeScript snippets', () => {
  function run(code: string, name: string): unknown {
    const body = code.replace(/^import .*$/m, '');
    return new Function('check', 'logSoftmax', 'softmaxStages', `${body}\nreturn ${name};`)(
      check,
      logSoftmax,
      softmaxStages,
    );
  }

  test('compute the numbers of their figures', () => {
    const { x, panels } = microscope([1, 1, 3], 88, 'f16');
    const code = microscopeCode(x, 'f16').typescript;
    expect(run(code, 'naive')).toEqual(panels[0].stages);
    expect(run(code, 'stable')).toEqual(panels[1].stages);
    expect(run(thresholdsCode(x).typescript, 'naive')).toEqual(reach(x).map(({ naive }) => naive));
    expect(run(thresholdsCode(x).typescript, 'overflowAbove')).toEqual(reach(x).map((r) => r.overflowAbove));
    expect(run(tailCode(40).typescript, 'truth')).toEqual(logSoftmax([40, 0]));
    expect([...(run(tailCode(40).typescript, 'logs') as Float64Array)]).toEqual([0, -40]);
  });
});
