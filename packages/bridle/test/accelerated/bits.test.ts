// A row's bits depend on the row, its axis and the level: not on what is computed beside it, where it lies, or in how
// many pieces it passes through the kernels' memory.

import { free, type Options, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHORT } from '../../src/kernels/constants/rows.ts';
import { expectSameBits, misaligned, names, resident, resultsOf } from '../helpers/float-rows.ts';
import { type Floats, families, formats, makeRows } from '../helpers/hard-rows.ts';
import { at, atEveryKernelLevel } from '../helpers/levels.ts';

const MEGABYTE = 1 << 20;

/** As a tensor of [n, rows]. */
function turned(x: Floats, rows: number, n: number): Floats {
  const out = x.slice();
  for (let r = 0; r < rows; r += 1) for (let j = 0; j < n; j += 1) out[j * rows + r] = x[r * n + j];
  return out;
}

atEveryKernelLevel(() => {
  describe.each(formats)('%s', (_, type) => {
    const cases = fc.record({
      family: fc.constantFrom(...Object.keys(families)),
      rows: fc.integer({ min: 1, max: 21 }),
      n: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 140 })),
      temperature: fc.constantFrom(1, 1, 0.7, -1, -3, 40),
      seed: fc.nat({ max: 1e6 }),
      odd: fc.nat({ max: 40 }),
    });

    test('the same row gives the same bits alone, in a batch, in segments, misaligned, resident and in place', () => {
      fc.assert(
        fc.property(cases, ({ family, rows, n, temperature, seed, odd }) => {
          const x = makeRows(type, family, rows, n, seed);
          if (odd < rows) x[odd * n] = Number.NaN;
          const options = { temperature };
          for (const name of names) {
            const per = name === 'logSumExp' ? 1 : n;
            const whole = resultsOf(name, x, [rows, n], options);
            const expectSame = (got: Floats, how: string) => expectSameBits(got, whole, `${name}, ${how}`);
            const alone = new type(rows * per);
            for (let r = 0; r < rows; r += 1) {
              alone.set(resultsOf(name, x.slice(r * n, r * n + n), [1, n], options) as Float64Array, r * per);
            }
            expectSame(alone, 'alone');
            expectSame(resultsOf(name, misaligned(x), [rows, n], options), 'misaligned');
            const home = resident(x);
            expectSame(resultsOf(name, home, [rows, n], options), 'from the memory');
            const room = resident(new type(rows * per));
            expectSame(resultsOf(name, x, [rows, n], { ...options, out: room }), 'into the memory');
            expectSame(resultsOf(name, home, [rows, n], { ...options, out: room }), 'within the memory');
            if (name !== 'logSumExp') {
              expectSame(resultsOf(name, home, [rows, n], { ...options, out: home }), 'over itself in the memory');
              const own = x.slice();
              expectSame(resultsOf(name, own, [rows, n], { ...options, out: own }), 'over itself');
            }
            free(home);
            free(room);
          }
          const segments = Array.from({ length: rows + 1 }, (_, r) => r * n);
          expectSameBits(softmax(x, { ...options, segments }) as Floats, resultsOf('softmax', x, [rows, n], options));
        }),
        { seed: 1990, numRuns: 120 },
      );
    });

    test('the same column gives the same bits alone and among others, resident too', () => {
      fc.assert(
        fc.property(cases, ({ family, rows, n, temperature, seed, odd }) => {
          const x = turned(makeRows(type, family, rows, n, seed), rows, n);
          if (odd < rows) x[odd] = Number.POSITIVE_INFINITY;
          const options: Options = { temperature, axis: 0 };
          for (const name of names) {
            const whole = resultsOf(name, x, [n, rows], options);
            const pairs = new type(whole.length);
            // The two columns of a pair, and the last alone beside a copy of itself: an axis that is last is no column.
            for (let r = 0; r < rows; r += 1) {
              const two = new type(2 * n);
              for (let j = 0; j < n; j += 1) two.fill(x[j * rows + r], 2 * j, 2 * j + 2);
              const got = resultsOf(name, two, [n, 2], options);
              for (let j = 0; j < got.length / 2; j += 1) pairs[j * rows + r] = got[2 * j];
            }
            expectSameBits(pairs, whole, name);
            const home = resident(x);
            expectSameBits(resultsOf(name, home, [n, rows], options), whole, `${name} from the memory`);
            const room = resident(new type(whole.length));
            expectSameBits(resultsOf(name, home, [n, rows], { ...options, out: room }), whole, `${name} within it`);
            free(home);
            free(room);
          }
        }),
        { seed: 1990, numRuns: 60 },
      );
    });

    test.each(['scores of a classifier', 'one far above the rest', 'to 1e30, in float64 to 1e300'])(
      'a row longer than the window, of %s, gives the bits of one that lies in the memory',
      (family) => {
        const n = (4 * MEGABYTE) / type.BYTES_PER_ELEMENT + 300_003;
        const x = makeRows(type, family, 1, n, 3);
        const home = resident(x);
        const room = resident(x);
        for (const temperature of [1, -0.8]) {
          for (const name of names) {
            const want = resultsOf(name, home, [1, n], { temperature });
            const out = name === 'logSumExp' ? new type(1) : room;
            expectSameBits(resultsOf(name, home, [1, n], { temperature, out }), want, name);
            expectSameBits(resultsOf(name, x, [1, n], { temperature }), want, `${name} through the window`);
          }
        }
        free(home);
        free(room);
      },
    );

    test('a batch of many blocks gives the bits of one that lies in the memory, and of its rows', () => {
      const [rows, n] = [6001, 37];
      const x = makeRows(type, 'scores of a classifier', rows, n, 6);
      for (let row = 5; row < rows; row += 701) x[row * n] = Number.POSITIVE_INFINITY;
      const home = resident(x);
      const room = resident(x);
      for (const name of names) {
        const whole = resultsOf(name, x, [rows, n]);
        const out = name === 'logSumExp' ? room.subarray(0, rows) : room;
        expectSameBits(resultsOf(name, home, [rows, n], { out }) as Floats, whole, name);
        const per = name === 'logSumExp' ? 1 : n;
        for (const row of [0, 5, 1772, 3000, rows - 1]) {
          const alone = resultsOf(name, x.slice(row * n, row * n + n), [1, n]);
          expectSameBits(alone, whole.slice(row * per, row * per + per) as Floats, `${name}, row ${row}`);
        }
        const columns = resultsOf(name, x, [n, rows], { axis: 0 });
        expectSameBits(resultsOf(name, home, [n, rows], { axis: 0 }), columns, `${name} of columns`);
      }
      free(home);
      free(room);
    });
  });
});

test('the kernels are at work here: their bits are not all those of the reference', () => {
  const x = makeRows(Float64Array, 'scores of a classifier', 50, 30, 1);
  const kernels = resultsOf('softmax', x, [50, 30]);
  const reference = at('reference', () => resultsOf('softmax', x, [50, 30]));
  expect(Buffer.compare(Buffer.from(kernels.buffer), Buffer.from(reference.buffer))).not.toBe(0);
});

test('float32 rows of fewer than 24 entries have the same bits at auto and at reproducible, alone and in a batch', () => {
  for (const family of Object.keys(families)) {
    for (let n = 1; n < SHORT; n += 1) {
      const rows = 40;
      const x = makeRows(Float32Array, family, rows, n, n) as Float32Array;
      for (const name of names) {
        const per = name === 'logSumExp' ? 1 : n;
        const batch = at('reproducible', () => resultsOf(name, x, [rows, n]));
        expectSameBits(
          at('auto', () => resultsOf(name, x, [rows, n])),
          batch,
          `${name}, ${rows} rows of ${n}, ${family}`,
        );
        for (let r = 0; r < rows; r += 1) {
          const row = x.slice(r * n, (r + 1) * n);
          const want = batch.slice(r * per, (r + 1) * per);
          expectSameBits(
            at('auto', () => resultsOf(name, row, [n])),
            want,
            `${name}, a row of ${n}, ${family}`,
          );
        }
      }
    }
  }
});
