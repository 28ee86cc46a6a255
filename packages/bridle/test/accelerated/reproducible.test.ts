// The level reproducible gives the same bits everywhere: those written here, in this engine and in a page of Chromium.

import { describe, expect, test } from 'vitest';
import { runInPage } from '../helpers/library-page.ts';
import { Digest, digests } from './reproducible-set.ts';

/** A change of the kernels' arithmetic changes these, and belongs into the changelog. */
const written = {
  'softmax float32': '56b70d3eede7446a',
  'logSoftmax float32': 'c11d117aa3d1e7d9',
  'logSumExp float32': '1129e3310141f045',
  'exp float32': 'ea7e9e021da2ff4f',
  'log float32': '1a46086027ea3077',
  'softmax float64': '5642b754776277b4',
  'logSoftmax float64': '7f71cba2c0aa6df6',
  'logSumExp float64': '8dde00d9605a7a32',
  'exp float64': '98204def774e2b6d',
  'log float64': '1df470b3bec5bd15',
};

describe('the level reproducible', () => {
  test('gives the bits that are written here', () => {
    expect(digests()).toEqual(written);
  });

  test('gives them in a page of Chromium too', async () => {
    const { result, complaints } = await runInPage('/test/accelerated/reproducible-page.ts');
    expect(complaints).toEqual([]);
    expect(result).toEqual(written);
  });

  test('is held to them by a digest that sees the last bit of one result, and where it stands', () => {
    const digest = (...values: number[]) => {
      const made = new Digest();
      made.add(Float64Array.from(values));
      return made.toString();
    };
    expect(digest(1, 2, 3)).not.toBe(digest(1, 2 + 2 ** -51, 3));
    expect(digest(1, 2, 3)).not.toBe(digest(2, 1, 3));
    expect(digest(0)).not.toBe(digest(-0));
  });
});
