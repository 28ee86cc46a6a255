// The constants that the kernels share with TypeScript agree with one another.

import { expect, test } from 'vitest';
import { FAR, LONGEST_IN_LANES, PART, WORK_EXPS } from '../../src/kernels/constants/rows.ts';
import { SCRATCH } from '../../src/runtime/workspace.ts';

test('the scratch holds the exponentials of a part, and those of eight rows in lanes with a copy of their scores', () => {
  expect(SCRATCH).toBe(WORK_EXPS + 8 * PART);
  expect(8 * LONGEST_IN_LANES * (8 + 8)).toBeLessThanOrEqual(8 * PART);
});

test('FAR is the power of two that it is said to be', () => {
  expect(FAR).toBe(2 ** 970);
});
