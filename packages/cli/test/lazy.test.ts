import { expect, test, vi } from 'vitest';
import { call } from './helpers/call.ts';

vi.mock('@bridle/pipeline', () => {
  throw new Error('the pipeline was loaded');
});

test('a call with numbers, a check of numbers and the help never load the pipeline and its database', async () => {
  expect((await call(['1', '1', '3'])).code).toBe(0);
  expect((await call(['check', '1', '1', '3'])).code).toBe(0);
  expect((await call(['train', '--help'])).code).toBe(0);
  expect((await call(['nonsense'])).code).toBe(2);
  // The mock would be noticed.
  expect((await call(['train', 'x.csv', '--target', 'y'])).err).toContain('internal error in bridle');
});
