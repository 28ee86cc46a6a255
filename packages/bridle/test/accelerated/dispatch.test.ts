// The kernels against the reference: every length and number of rows about their tiles, every layout, and rows that only
// the reference can do among those that kernels can.

import { allocate, free, logSoftmax, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { PART } from '../../src/kernels/constants/rows.ts';
import {
  expectNear,
  expectSameBits,
  functions,
  misaligned,
  names,
  resident,
  resultsOf,
} from '../helpers/float-rows.ts';
import { type Floats, families, formats, makeRows } from '../helpers/hard-rows.ts';
import { at, atEachKernelLevel } from '../helpers/levels.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const temperatures = [1, 0.37, -2.5];

/** All three functions on these rows, near the reference. */
function expectAgreement(x: Floats, dims: number[], options: object, message: string): void {
  for (const name of names) {
    const want = at('reference', () => resultsOf(name, x, dims, options));
    expectNear(resultsOf(name, x, dims, options), want, `${name}, ${message}`);
  }
}

atEachKernelLevel(() => {
  describe.each(formats)('%s', (_, type) => {
    test('rows of every length to 70, at odd places of an array, agree with the reference', () => {
      for (const n of range(1, 70)) {
        for (const temperature of temperatures) {
          const rows = 1 + ((n * 7) % 20);
          const x = misaligned(makeRows(type, 'scores of a classifier', rows, n, n));
          expectAgreement(x, [rows, n], { temperature }, `${rows} rows of ${n} at T = ${temperature}`);
        }
      }
    });

    test('1 to 20 rows, in groups of eight and what is left, agree with the reference', () => {
      for (const rows of range(1, 20)) {
        for (const n of [1, 2, 7, 23, 24, 25]) {
          const x = makeRows(type, 'scores of a classifier', rows, n, rows);
          expectAgreement(x, [rows, n], {}, `${rows} rows of ${n}`);
          expectAgreement(x, [n, rows], { axis: 0 }, `${rows} columns of ${n}`);
        }
      }
    });

    test.each(Object.keys(families))('rows of %s agree with the reference', (family) => {
      for (const n of [2, 3, 23, 24, 61, 128, 300]) {
        for (const temperature of [...temperatures, 1000]) {
          expectAgreement(
            makeRows(type, family, 9, n, n),
            [9, n],
            { temperature },
            `rows of ${n} at T = ${temperature}`,
          );
        }
      }
    });

    test('rows about the length that is computed in one part agree with the reference', () => {
      for (const n of [PART - 1, PART, PART + 1, 2 * PART + 5]) {
        const x = makeRows(type, 'scores of a classifier', 1, n, n);
        expectAgreement(x, [1, n], {}, `a row of ${n}`);
      }
    });

    test('each axis of a shape agrees with the reference', () => {
      for (const dims of [
        [3, 5, 9],
        [2, 30, 8],
        [9, 26, 17],
        [1, 1, 50],
        [40, 1, 1],
        [2, 3, 4, 5],
      ]) {
        const x = makeRows(
          type,
          'scores of a classifier',
          1,
          dims.reduce((a, b) => a * b),
          dims[0],
        );
        for (let axis = 0; axis < dims.length; axis += 1) {
          for (const temperature of temperatures)
            expectAgreement(x, dims, { axis, temperature }, `axis ${axis} of ${dims}`);
        }
      }
    });

    test('rows across an array that are too long for lanes agree with the reference', () => {
      for (const n of [16384, 16385]) {
        const x = makeRows(type, 'scores of a classifier', 1, 2 * n * 3, n);
        x[7] = Number.NaN;
        expectAgreement(x, [2, n, 3], { axis: 1 }, `columns of ${n}`);
      }
    });

    test('strides and offsets are read, and nothing between', () => {
      const room: Floats = new type(400);
      for (let i = 0; i < 400; i += 1) room[i] = Number.NaN;
      const x = { data: room, dims: [6, 29], strides: [-1, 7], offset: 100 };
      const flat = makeRows(type, 'scores of a classifier', 6, 29, 3);
      for (let r = 0; r < 6; r += 1) for (let j = 0; j < 29; j += 1) room[100 - r + 7 * j] = flat[r * 29 + j];
      for (const name of names) {
        const got = ((functions[name] as typeof softmax)(x as never, {} as never) as unknown as { data: Floats }).data;
        expectSameBits(got, resultsOf(name, flat, [6, 29]));
      }
    });
  });
});

/** Rows that the kernels leave to the reference. */
const odd = {
  NaN: (row: Floats) => row.fill(Number.NaN, 1, 2),
  'NaN of other bits': (row: Floats) => {
    const bits = new Uint32Array(row.buffer, row.byteOffset + row.BYTES_PER_ELEMENT, row.BYTES_PER_ELEMENT / 4);
    bits.fill(1);
    bits[bits.length - 1] = row instanceof Float32Array ? 0x7fc00001 : 0x7ff80000;
  },
  '+∞': (row: Floats) => row.fill(Number.POSITIVE_INFINITY, 1, 2),
  'all −∞': (row: Floats) => row.fill(Number.NEGATIVE_INFINITY),
};

atEachKernelLevel(() => {
  describe.each(formats)('%s', (_, type) => {
    test.each(Object.entries(odd))('a row of %s, in whatever lane, changes no bit of its neighbours', (_, spoil) => {
      for (const n of [2, 23, 24, 40]) {
        const rows = 19;
        const clean = makeRows(type, 'scores of a classifier', rows, n, n);
        const whole = Object.fromEntries(names.map((name) => [name, resultsOf(name, clean, [rows, n])]));
        for (const place of range(0, rows - 1)) {
          const x = clean.slice();
          spoil(x.subarray(place * n, (place + 1) * n));
          for (const name of names) {
            const per = name === 'logSumExp' ? 1 : n;
            const want = whole[name].slice();
            const alone = at('reference', () => resultsOf(name, x.slice(place * n, (place + 1) * n), [1, n]));
            want.set(alone as Float64Array, place * per);
            expectSameBits(resultsOf(name, x, [rows, n]), want, `${name}, row ${place} of ${n}`);
            const home = resident(x);
            if (name === 'logSumExp') expectSameBits(resultsOf(name, home, [rows, n]), want);
            else
              expectSameBits(
                resultsOf(name, home, [rows, n], { out: home }),
                want,
                `${name} in place, row ${place} of ${n}`,
              );
            free(home);
          }
        }
      }
    });

    test('a column of them changes no bit of its neighbours either', () => {
      const [n, columns] = [11, 19];
      const clean = makeRows(type, 'scores of a classifier', n, columns, 5);
      for (const place of range(0, columns - 1)) {
        const x = clean.slice();
        for (let j = 0; j < n; j += 1) x[j * columns + place] = j % 2 ? Number.POSITIVE_INFINITY : 0;
        for (const name of names) {
          const got = resultsOf(name, x, [n, columns], { axis: 0 });
          const want = resultsOf(name, clean, [n, columns], { axis: 0 }).slice();
          for (let i = place; i < want.length; i += columns) want[i] = got[i];
          expectSameBits(got, want);
          expect(got[place]).toBe({ softmax: 0, logSoftmax: -Infinity, logSumExp: Infinity }[name]);
        }
      }
    });

    test('rows of one entry may be written over themselves, +∞ among them', () => {
      const x = allocate(type as Float64ArrayConstructor, 19).fill(3);
      x[4] = Number.POSITIVE_INFINITY;
      softmax({ data: x, dims: [19, 1] }, { out: x });
      expect(Array.from(x)).toEqual(new Array(19).fill(1));
      free(x);
    });

    test('a result may overlap the rows that it is of', () => {
      const n = 32;
      for (const home of [false, true]) {
        const room = home ? allocate(type as Float64ArrayConstructor, 200 * n) : new type(200 * n);
        const x = room.subarray(0, 60 * n);
        x.set(makeRows(type, 'scores of a classifier', 60, n, 9) as Float64Array);
        for (let row = 0; row < 60; row += 7) x[row * n + 3] = Number.POSITIVE_INFINITY;
        const before = room.slice() as Floats;
        for (const shift of [1, n / 2, n, 5 * n + 1]) {
          for (const name of names) {
            room.set(before as Float64Array);
            const want = resultsOf(name, x.slice() as Floats, [60, n]);
            const out = room.subarray(shift, shift + want.length);
            resultsOf(name, x as Floats, [60, n], { out });
            expectSameBits(out as Floats, want, `${name}, ${shift} on`);
          }
        }
        free(room);
      }
    });
  });

  test('log-softmax takes differences that overflow, where the temperature brings them back', () => {
    const big = 1.7e308;
    for (const n of [3, 30, 530_000]) {
      const x = Float64Array.from({ length: n }, (_, i) => (i % 3 === 2 ? -big : big));
      for (const temperature of n > 30 ? [2] : [2, -2, 1e10]) {
        const want = at('reference', () => logSoftmax(x, { temperature }));
        expect(want.every(Number.isFinite)).toBe(true);
        expectNear(logSoftmax(x, { temperature }), want);
      }
    }
    expect(1.7e308 - -1.7e308).toBe(Infinity);
  });
});

atEachKernelLevel(() => {
  const random = seededRandom(8);

  describe.each(formats)('%s', (_, type) => {
    test('segments are rows of their own, empty ones among them, wherever they lie', () => {
      const lengths = [0, 0, 3, 0, 1, 24, 8, 0, 0, 0, 70, 23, 2, 0];
      const segments = [0];
      for (const length of lengths) segments.push(segments[segments.length - 1] + length);
      const x = makeRows(type, 'scores of a classifier', 1, segments[lengths.length], 4);
      x[5] = Number.POSITIVE_INFINITY;
      for (const temperature of temperatures) {
        for (const given of [x, misaligned(x), resident(x)]) {
          const sums = logSumExp(given, { segments, temperature });
          const p = softmax(given, { segments, temperature });
          lengths.forEach((length, s) => {
            const row = x.slice(segments[s], segments[s + 1]);
            const sum = length ? logSumExp(row, { temperature }) : temperature < 0 ? Infinity : -Infinity;
            expect(sums[s]).toBe(sum);
            expectSameBits(p.slice(segments[s], segments[s + 1]), softmax(row, { temperature }));
          });
          free(given);
        }
      }
    });

    test('masked entries are out, NaN or not: the bits are those of rows with −∞ in their places', () => {
      for (const n of [5, 24, 60]) {
        for (const rows of [1, 9, 20]) {
          for (const temperature of temperatures) {
            const x = makeRows(type, 'scores of a classifier', rows, n, n);
            const whole = Uint8Array.from(x, () => (random() < 0.7 ? 1 : 0));
            whole.fill(0, 0, n);
            const nothing = temperature > 0 ? -Infinity : Infinity;
            const place = Array.from({ length: n }, (_, j) => j % 3 !== 1);
            for (const mask of [whole, place]) {
              const kept = (i: number) => (mask === whole ? whole[i] : place[i % n]);
              const out = x.map((v, i) => (kept(i) ? v : nothing)) as Floats;
              const spoilt = x.map((v, i) => (kept(i) ? v : Number.NaN)) as Floats;
              for (const name of names) {
                const got = resultsOf(name, spoilt, [rows, n], { mask, temperature });
                const want = resultsOf(name, out, [rows, n], { temperature });
                // A row that is masked as a whole is 0, and its logarithms −∞; one of −∞ alone is NaN.
                if (mask === whole) {
                  const none = { softmax: 0, logSoftmax: -Infinity, logSumExp: nothing }[name];
                  want.fill(none, 0, name === 'logSumExp' ? 1 : n);
                }
                expectSameBits(got, want, `${name} of ${rows} rows of ${n}`);
                expectSameBits(resultsOf(name, resident(spoilt), [rows, n], { mask, temperature }), want);
              }
            }
          }
        }
      }
    });

    test('what the reference refuses is refused in its words', () => {
      const x = type.of(1, 2, 3, 4, 5, 6);
      const wrong: [x: unknown, options: object][] = [
        [x, { axis: 1 }],
        [x, { axis: null }],
        [x, { axis: 1, segments: [0, 6] }],
        [x, { temperature: '2' }],
        [x, { temperature: Number.NaN }],
        [x, { mask: [1] }],
        [x, { mask: 'abcdef' }],
        [x, { segments: [0, 5] }],
        [x, { segments: [0, 9, 6] }],
        [x, { segments: [0, 1.5, 6] }],
        [x, { segments: [] }],
        [{ data: x, dims: [2, 3] }, { segments: [0, 6] }],
        [x, { out: new type(5) }],
        [x, { out: { data: new type(6), dims: [6], strides: [1] } }],
        [x, { out: { data: new type(6), dims: [6], offset: 1 } }],
        [x, { out: new Int32Array(6) }],
        [{ data: x, dims: [-2, -3, 1] }, {}],
        [{ data: x, dims: [-1, -6] }, {}],
        [{ data: x, dims: [2.5, 2.4] }, {}],
        [{ data: x, dims: [7] }, {}],
        [{ data: x, dims: [] }, {}],
        [{ data: x, dims: { 0: 6, length: 1 } }, {}],
        [{ data: x, dims: [6], offset: null }, {}],
        [{ data: x, dims: [6], offset: 1 }, {}],
        [{ data: x, dims: [6], strides: [2] }, {}],
        [{ data: x, dims: new Array(33).fill(1) }, {}],
      ];
      for (const [given, options] of wrong) {
        for (const name of ['softmax', 'logSoftmax'] as const) {
          const call = () => functions[name](given as never, options as never);
          let said: unknown;
          try {
            at('reference', call);
          } catch (error) {
            said = error;
          }
          expect(said, JSON.stringify(options)).toBeInstanceOf(Error);
          expect(call).toThrow(said as Error);
        }
      }
    });
  });
});
