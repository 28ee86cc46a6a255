import { expect, test } from 'vitest';
import { atEachLevel } from '../helpers/levels.ts';
import { type Held, reports } from '../vectors/reported-bugs.ts';

function expectNear(got: unknown, right: unknown, within: number): void {
  if (typeof right === 'number') {
    const exact = right === 0 || !Number.isFinite(right);
    if (exact) expect(got).toBe(right);
    else expect(Math.abs((got as number) / right - 1)).toBeLessThanOrEqual(within);
    return;
  }
  const list = right as unknown[];
  const values = got as ArrayLike<unknown>;
  expect(values.length).toBe(list.length);
  list.forEach((value, i) => {
    expectNear(values[i], value, within);
  });
}

const list: Held = (x) => x;
const floats: Held = (x) => Float64Array.from(x);

atEachLevel((level) => {
  test.each(reports)('#$number $where: $input is right where it was $was', ({ ours, right, within = 2 ** -52 }) => {
    expectNear(ours(list), right, within);
    if (ours.length > 0) expectNear(ours(floats), right, level === 'reference' ? within : 2 * within);
  });
});

test('each of the 35 reports is tested here', () => {
  expect(reports.map((report) => report.number)).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
});
