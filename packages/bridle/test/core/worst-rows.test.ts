// The rows on which the functions err most, of those that tools/worst-errors.mjs found: within the stated bounds.

import { expect, test } from 'vitest';
import '../helpers/levels.ts'; // the multiply-add of Node 20
import { subjects } from '../helpers/worst-errors/subjects.ts';
import { worstRows } from '../vectors/worst-rows.ts';

test.each(worstRows)(
  '$subject errs within its bound where the search found most: $at',
  ({ subject, before, least, at }) => {
    const found = subjects.find(({ name }) => name === subject);
    if (!found) throw new Error(`no subject is called ${subject}`);
    const error = found.error(at);
    expect(error).toBeLessThanOrEqual(found.bound);
    expect(error).toBeGreaterThanOrEqual(least);
    if (before !== undefined) expect(before).toBeGreaterThan(found.bound);
  },
);
