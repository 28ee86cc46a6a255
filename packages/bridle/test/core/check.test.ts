import { describe, expect, test } from 'vitest';
import { log } from '../../src/core/arithmetic/log.ts';
import { check } from '../../src/core/check.ts';
import { type FormatName, formats } from '../../src/core/formats.ts';
import { seededRandom } from '../../src/core/random.ts';
import { ulpError, withBig } from '../helpers/mpfr.ts';

const NAMES: FormatName[] = ['f16', 'bf16', 'f32', 'f64'];
const verdicts = (x: Parameters<typeof check>[0], options = {}) => {
  const { formats: found } = check(x, options);
  return NAMES.map((name) => `${name} ${found[name].naive.verdict} ${found[name].stable.verdict}`);
};

describe('verdicts', () => {
  test('counts (1, 1, 3) are ok everywhere', () => {
    expect(verdicts([1, 1, 3])).toEqual(['f16 ok ok', 'bf16 ok ok', 'f32 ok ok', 'f64 ok ok']);
  });

  test('[1000, 1000] overflows the naive formula in every format, and the stable form in none', () => {
    expect(verdicts([1000, 1000])).toEqual(NAMES.map((name) => `${name} overflow ok`));
  });

  test('[−1000, −1000] underflows it to 0/0', () => {
    expect(verdicts([-1000, -1000])).toEqual(NAMES.map((name) => `${name} underflow ok`));
  });

  test('[12, 11, 3] overflows f16 only', () => {
    expect(verdicts([12, 11, 3])).toEqual(['f16 overflow ok', 'bf16 ok ok', 'f32 ok ok', 'f64 ok ok']);
  });

  test('[89, 89] is the float32 of a deep network: f32 and below overflow, f64 does not', () => {
    expect(verdicts([89, 89])).toEqual(['f16 overflow ok', 'bf16 overflow ok', 'f32 overflow ok', 'f64 ok ok']);
  });

  test('[70000, 1] does not even fit into f16, so that there the stable form overflows too', () => {
    expect(verdicts([70000, 1])[0]).toBe('f16 overflow overflow');
    expect(check([70000, 1]).formats.f16.stable.first).toMatchObject({ step: 'score', value: 70000, exponent: null });
  });

  test('[0, −800] loses its tail in every format: a probability of e^−800 is 0, only its logarithm is not', () => {
    expect(verdicts([0, -800])).toEqual(NAMES.map((name) => `${name} lossy lossy`));
  });

  test.each(NAMES)('turn at the thresholds: %s', (name) => {
    const { overflowAbove, underflowBelow, round } = formats[name];
    // The last score of the format that is still below, and the first above.
    const step = Math.abs(round(overflowAbove)) * 2 ** -{ f16: 10, bf16: 7, f32: 23, f64: 52 }[name];
    const below = Array.from({ length: 9 }, (_, i) => round(overflowAbove + (4 - i) * step)).find(
      (x) => x <= overflowAbove,
    );
    const above = Array.from({ length: 9 }, (_, i) => round(overflowAbove + (i - 4) * step)).find(
      (x) => x > overflowAbove,
    );
    expect(check([below as number]).formats[name].naive.verdict).toBe('ok');
    expect(check([above as number]).formats[name].naive.first).toEqual({
      row: 0,
      column: 0,
      value: above,
      exponent: above,
      step: 'exponential',
      threshold: overflowAbove,
    });
    expect(check([underflowBelow * 1.01]).formats[name].naive.verdict).toBe('underflow');
    expect(check([underflowBelow * 0.99]).formats[name].naive.verdict).toBe('ok');
  });

  test('512 zeros are ok by the verdict, and the error says that bfloat16 is off by 1/512', () => {
    const { bf16, f16 } = check(new Array(512).fill(0)).formats;
    expect([bf16.stable.verdict, bf16.stable.error, f16.stable.error]).toEqual(['ok', 1 / 512, 0]);
  });
});

describe('a matrix', () => {
  const matrix = [
    [1, 2, 3],
    [0, 12, 20],
    [5, 5, -Infinity],
    [100, 1, 1],
    [Number.NaN, Infinity, 1],
    [-Infinity, -Infinity, -Infinity],
    [Infinity, 0, Infinity],
  ];

  test('has its rows and entries counted, and each kind of entry placed', () => {
    const found = check(matrix);
    expect(found).toMatchObject({
      rowCount: 7,
      entryCount: 21,
      maskedEntries: 0,
      nan: { count: 1, first: [{ row: 4, column: 0 }] },
      positiveInfinity: {
        count: 3,
        first: [
          { row: 4, column: 1 },
          { row: 6, column: 0 },
          { row: 6, column: 2 },
        ],
      },
      negativeInfinity: { count: 4 },
      maskedRows: { count: 0, first: [] },
      voidRows: { count: 1, first: [5] },
      tiedRows: { count: 2, first: [2, 6] },
      spread: { largest: 99, row: 3 },
    });
    expect(found.rows.map(({ state }) => state)).toEqual([
      'regular',
      'regular',
      'regular',
      'regular',
      'nan',
      'void',
      'infinite',
    ]);
  });

  test('has per format the worst verdict, how many rows share it, and the first place of the worst', () => {
    const { f16, f64 } = check(matrix).formats;
    expect(f16.naive).toMatchObject({ verdict: 'overflow', overflow: 2, underflow: 0, lossy: 0 });
    expect(f16.naive.first).toMatchObject({ row: 1, column: 1, value: 12, exponent: 12, step: 'exponential' });
    expect(f16.stable).toMatchObject({ verdict: 'lossy', overflow: 0, lossy: 2 });
    expect(f16.stable.first).toMatchObject({ row: 1, column: 0, value: 0, exponent: -20 });
    expect(f64.naive).toMatchObject({ verdict: 'ok', first: null });
  });

  test('has the widest row, the surest and the least sure one, and the error of lossy rows too', () => {
    const found = check([
      [0, 0, 0],
      [0, 0, 5],
      [0, 0, 18],
      [0, 0, 9],
    ]);
    expect(found.spread).toEqual({ largest: 18, row: 2 });
    expect(found.entropy).toMatchObject({ lowestRow: 2, highest: log(3), highestRow: 0 });
    expect(
      check([
        [0, 9],
        [0, 0],
      ]).entropy,
    ).toMatchObject({ lowestRow: 0, highestRow: 1 });
    const { error } = check([18, 0]).formats.f16.stable;
    expect(error).toBeCloseTo(Math.exp(-18), 15);
  });

  test('names the first place of the worst verdict, though a lesser one came before it', () => {
    const { naive } = check([
      [0, -18],
      [-30, -30],
      [0, 12],
      [13, 0],
    ]).formats.f16;
    expect(naive).toMatchObject({ verdict: 'overflow', overflow: 2, underflow: 1, lossy: 1 });
    expect(naive.first).toMatchObject({ row: 2, column: 1 });
  });

  test('is read along any axis, by strides, in segments and over a temperature', () => {
    const tall = check([[12], [1]], { axis: 0 }).formats.f16.naive.first;
    expect(tall).toMatchObject({ row: 0, column: 0 });
    const transposed = { data: Float64Array.of(1, 2, 3, 12), dims: [2, 2], strides: [1, 2] };
    expect(check(transposed).formats.f16.naive.first).toMatchObject({ row: 1, column: 1, value: 12 });
    const ragged = check([1, 2, 3, 12], { segments: [0, 1, 1, 4] });
    expect(ragged.rows.map(({ state, length }) => [state, length])).toEqual([
      ['regular', 1],
      ['empty', 0],
      ['regular', 3],
    ]);
    expect(ragged.formats.f16.naive.first).toMatchObject({ row: 2, column: 2 });
    expect(check([24, 2], { temperature: 2 }).formats.f16.naive.first).toMatchObject({ value: 12 });
    expect(check([-12, 2], { temperature: -1 }).formats.f16.naive.first).toMatchObject({ column: 0, value: 12 });
    expect(check([-Infinity, 2], { temperature: -1 }).negativeInfinity.count).toBe(1);
  });

  test('leaves out what mask and weights take out, and keeps the columns of what is left', () => {
    const found = check(
      [
        [99, 12, 1],
        [Number.NaN, 99, 99],
      ],
      { mask: [0, 1, 1, 0, 0, 0] },
    );
    expect(found).toMatchObject({ maskedEntries: 4, nan: { count: 0 }, maskedRows: { count: 1, first: [1] } });
    expect(found.formats.f16.naive.first).toMatchObject({ row: 0, column: 1 });
    expect(found.rows[1]).toMatchObject({ length: 3, kept: 0, state: 'masked', max: null, verdicts: null });
    expect(check([1, Number.NaN], { weights: [2, 0] })).toMatchObject({ nan: { count: 0 }, maskedEntries: 1 });
    expect(check([11, 1], { weights: [3, 1] }).formats.f16.naive.first).toMatchObject({ column: 0, step: 'weight' });
  });

  test('is counted whole and listed up to the limit', () => {
    const many = { data: new Float64Array(3000).fill(Number.NaN), dims: [1000, 3] };
    for (const limit of [0, 1, 10]) {
      const { nan, rows, rowCount } = check(many, { limit });
      expect([nan.count, nan.first.length, rows.length, rowCount]).toEqual([3000, limit, limit, 1000]);
    }
    expect(check(many).rows.length).toBe(10);
  });
});

describe('a row', () => {
  test('has max, min, spread, ties, entropy, the logarithm of its sum, and the sum', () => {
    expect(check([1, 1, 3]).rows[0]).toEqual({
      row: 0,
      length: 3,
      kept: 3,
      state: 'regular',
      max: 3,
      min: 1,
      spread: 2,
      ties: 1,
      entropy: 0.6655726818986875,
      logSum: 3.2395447662218846,
      sum: 25.522100580105757,
      verdicts: {
        f16: { naive: 'ok', stable: 'ok' },
        bf16: { naive: 'ok', stable: 'ok' },
        f32: { naive: 'ok', stable: 'ok' },
        f64: { naive: 'ok', stable: 'ok' },
      },
    });
    expect(check([0, 0], { weights: [1, 3] }).rows[0]).toMatchObject({ ties: 2, logSum: log(4), sum: 4 });
    expect(check([1000, 1000]).rows[0]).toMatchObject({ ties: 2, sum: null, logSum: 1000.6931471805599 });
    expect(check([Infinity, Infinity, 1]).rows[0]).toMatchObject({ ties: 2, entropy: Math.LN2, logSum: null });
    expect(check([5]).rows[0].entropy).toBe(0);
    expect(check([-2, -4], { temperature: -2 }).rows[0]).toMatchObject({
      max: 2,
      logSum: 2.313261687518223,
      spread: 1,
    });
  });

  test('has the entropy of exact arithmetic within 0.51 ulp, with log-probabilities of −700 in it', () => {
    const random = seededRandom(13);
    let worst = 0;
    for (let run = 0; run < 300; run += 1) {
      const spread = [0.01, 3, 50, 700][run % 4];
      const x = Array.from({ length: 2 + (run % 9) }, () => spread * random());
      withBig((big) => {
        const e = x.map((score) => big(score).exp());
        const sum = e.reduce((total, term) => total.add(term), big(0));
        const entropy = e.reduce((total, term) => total.sub(term.div(sum).mul(term.div(sum).ln())), big(0));
        worst = Math.max(worst, ulpError(check(x).rows[0].entropy as number, entropy));
      }, 2200);
    }
    expect(worst).toBeLessThan(0.51);
  });
});

describe('the result and the options', () => {
  test('is plain JSON, with no number that JSON cannot hold', () => {
    const awkward = [
      [Number.NaN, Infinity],
      [-Infinity, -Infinity],
      [1e308, -1e308],
      [70000, -70000],
      [0, -800],
    ];
    const found = check(awkward);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(JSON.parse(JSON.stringify(check([])))).toEqual(check([]));
    expect(check([])).toMatchObject({ rowCount: 1, entryCount: 0, spread: null, entropy: null });
  });

  test('leaves its input as it was', () => {
    const x = Float64Array.of(4, 2, Infinity);
    check(x, { temperature: 2 });
    expect([...x]).toEqual([4, 2, Infinity]);
  });

  test('refuses a limit or temperature that means nothing', () => {
    for (const limit of [-1, 0.5, Number.NaN]) {
      expect(() => check([1], { limit })).toThrow(new RangeError(`check: expected a limit ≥ 0, got ${limit}`));
    }
    for (const temperature of [0, Infinity, Number.NaN]) {
      expect(() => check([1], { temperature })).toThrow(RangeError);
    }
    expect(() => check('1' as never)).toThrow(TypeError);
    expect(() => check([1, 2], { mask: [1, 1, 1] })).toThrow(RangeError);
  });
});
