// Where there is no WebAssembly, or a policy forbids to compile it, everything works on the reference, at every level.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runInPage } from '../helpers/library-page.ts';

const want = {
  softmax: [0.10650697891920075, 0.10650697891920075, 0.7869860421615985],
  logSoftmax: [0, -999],
  logSumExp: 4.248354255291589e-18,
  exp: [1, 2.7182817459106445],
};

type Bridle = typeof import('bridle');

function expectReference(bridle: Bridle): void {
  for (const level of ['auto', 'reproducible', 'reference'] as const) {
    bridle.setLevel(level);
    expect(Array.from(bridle.softmax(Float64Array.of(1, 1, 3)))).toEqual(want.softmax);
    expect(bridle.logSoftmax({ data: Float32Array.of(1000, 1), dims: [1, 2] }).data).toEqual(Float32Array.of(0, -999));
    expect(bridle.logSumExp(Float64Array.of(0, -40))).toBe(want.logSumExp);
    expect(Array.from(bridle.exp(Float32Array.of(0, 1)))).toEqual(want.exp);
    expect(bridle.crossEntropy(Float64Array.of(1, 1, 3), 2)).toBe(0.2395447662218845);
    // What the kernels round in another way than the reference, which is right to half an ulp.
    const x = Float64Array.from({ length: 100 }, (_, i) => (i * 37) % 11);
    expect(Array.from(bridle.softmax(x))).toEqual(bridle.softmax(Array.from(x)));
  }
}

type Thrower = new (message: string) => Error;
const { WebAssembly: real } = globalThis as unknown as {
  WebAssembly: Record<'Memory' | 'Module' | 'Instance' | 'CompileError', Thrower>;
};

describe.each([
  ['is missing', undefined],
  [
    'may not compile',
    {
      ...{ Memory: real.Memory, Instance: real.Instance },
      Module: function refuse() {
        throw new real.CompileError('Refused to compile');
      },
    },
  ],
  [
    'has no room',
    {
      ...{ Module: real.Module, Instance: real.Instance },
      Memory: function refuse() {
        throw new RangeError('could not allocate memory');
      },
    },
  ],
])('where WebAssembly %s', (_, stub) => {
  let bridle: Bridle;
  beforeEach(async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', stub);
    bridle = await import('bridle');
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('everything is computed by the reference', () => {
    expectReference(bridle);
  });

  test('allocate gives arrays on which everything works', () => {
    const x = bridle.allocate(Float64Array, 4).fill(3);
    expect(Array.from(bridle.softmax(x, { out: x }))).toEqual([0.25, 0.25, 0.25, 0.25]);
    bridle.free(x);
  });
});

test('in a page of Chromium whose policy forbids to compile', async () => {
  const { result, complaints } = await runInPage(
    '/test/accelerated/forbidden-page.ts',
    "default-src 'none'; script-src 'self'",
  );
  expect(result).toEqual({
    refusal: 'CompileError',
    resident: new Array(30).fill(1 / 30),
    freed: true,
    results: [want, want, want],
  });
  for (const complaint of complaints) expect(complaint).toMatch(/Content Security Policy|Refused|violates/);
});
