// The exponentials that rows are computed with, by themselves, against MPFR: of float32 scores to 2⁻²⁸ of their value
// (over all of them: tools/row-exponentials.mjs), of float64 scores to 0.95 ulp. The bounds of softmax follow from the
// signed errors: two of them meet in a quotient.

import { expect, test } from 'vitest';
import { kernelsIn } from '../../src/accelerated/bind-kernels.ts';
import { seededRandom } from '../../src/core/random.ts';
import { WORK_EXPS } from '../../src/kernels/constants/rows.ts';
import { sharedWorkspace, type Workspace } from '../../src/runtime/workspace.ts';
import { atEachKernelLevel } from '../helpers/levels.ts';
import { binding, NEAREST, register, ulps } from '../helpers/mpfr.ts';

const COUNT = 100_000;
const want = register(192);

/** The kernel's exponentials of x − m, as the scratch holds them. */
function exponentials(x: Float32Array | Float64Array, m: number): Float64Array {
  const space = sharedWorkspace() as Workspace;
  const calls = kernelsIn(space, x.BYTES_PER_ELEMENT as 4 | 8);
  if (!calls) throw new Error('no kernels here');
  const memory = x instanceof Float32Array ? space.floats : space.doubles;
  memory.set(x, space.window / calls.size);
  calls.exps(space.window, x.length, space.scratch, m, 1, 0, false);
  const from = (space.scratch + WORK_EXPS) / 8;
  return space.doubles.slice(from, from + x.length);
}

atEachKernelLevel(() => {
  test('of float32 scores from −600 to 600 they are within 0.7·2⁻²⁸ of their value', () => {
    const random = seededRandom(1);
    const x = Float32Array.from({ length: COUNT }, (_, i) => (i % 2 ? 600 : 1) * (2 * random() - 1));
    let largest = 0;
    exponentials(x, Number.NaN).forEach((got, i) => {
      binding.mpfr_set_d(want, x[i], NEAREST);
      binding.mpfr_exp(want, want, NEAREST);
      binding.mpfr_d_div(want, got, want, NEAREST);
      binding.mpfr_sub_ui(want, want, 1, NEAREST);
      largest = Math.max(largest, Math.abs(binding.mpfr_get_d(want, NEAREST)));
    });
    expect(largest).toBeLessThan(0.7 * 2 ** -28);
    expect(largest).toBeGreaterThan(2 ** -32);
  });

  test('of float64 scores to 745 below the largest they are within 0.95 ulp, and −0.57 to 0.65 times 2⁻⁵²', () => {
    const random = seededRandom(2);
    const m = 700.3;
    const x = Float64Array.from({ length: COUNT }, (_, i) => m - (i % 3 ? 745 : 0.7) * random());
    let largest = 0;
    let rounded = 0;
    const relative = { least: 0, most: 0 };
    exponentials(x, m).forEach((got, i) => {
      binding.mpfr_set_d(want, x[i], NEAREST);
      binding.mpfr_sub_d(want, want, m, NEAREST);
      binding.mpfr_exp(want, want, NEAREST);
      binding.mpfr_mul_2si(want, want, 64, NEAREST);
      largest = Math.max(largest, ulps(got, want));
      rounded = Math.max(rounded, ulps(Math.exp(x[i] - m) * 2 ** 64, want));
      binding.mpfr_d_div(want, got, want, NEAREST);
      binding.mpfr_sub_ui(want, want, 1, NEAREST);
      const error = binding.mpfr_get_d(want, NEAREST) * 2 ** 52;
      relative.least = Math.min(relative.least, error);
      relative.most = Math.max(relative.most, error);
    });
    expect(relative.least).toBeGreaterThan(-0.57);
    expect(relative.most).toBeLessThan(0.65);
    expect(largest).toBeLessThanOrEqual(0.95);
    expect(rounded).toBeGreaterThan(100);
  });
});
