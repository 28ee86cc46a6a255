// The notation of the kernels' sources for interleaved chains, which scripts/chains.mjs expands.

import { describe, expect, test } from 'vitest';
import { expandChains } from '../scripts/chains.mjs';

const expand = (source: string): string => expandChains(source, 'some.ts');

describe('a chain', () => {
  test('is four statements in place of one, in the order of the chains', () => {
    expect(expand('  const r$ = mul(n$, ln2);')).toBe(
      'const r0 = mul(n0, ln2); const r1 = mul(n1, ln2); const r2 = mul(n2, ln2); const r3 = mul(n3, ln2);',
    );
  });

  test('knows its number by $, in whole numbers that the compiler adds up', () => {
    expect(expand('store(y, p$, 16 * $);')).toBe(
      'store(y, p0, 16 * 0); store(y, p1, 16 * 1); store(y, p2, 16 * 2); store(y, p3, 16 * 3);',
    );
  });

  test('takes as many chains as its label says', () => {
    expect(expand('x2: a$ = add(a$, b);')).toBe('a0 = add(a0, b); a1 = add(a1, b);');
  });

  test('may declare several names, which then belong together', () => {
    expect(expand('const s$ = load(8 * $),\n  t$ = add(s$, s$);').split(/; ?\n?/)).toEqual([
      ...[0, 1, 2, 3].map((k) => `const s${k} = load(8 * ${k}), t${k} = add(s${k}, s${k})`),
      '',
    ]);
  });

  test('repeats a block as a whole, with a scope for each', () => {
    expect(expand('x2: {\n  const e$ = load(16 * $);\n  s$ = add(s$, e$);\n}')).toBe(
      '{ const e0 = load(16 * 0); s0 = add(s0, e0); } { const e1 = load(16 * 1); s1 = add(s1, e1); }\n\n\n',
    );
  });
});

test('...each(x$) is a list of four in one statement, whatever brackets it holds', () => {
  expect(expand('  put(...each(pair<T>(x, 2 * $)), e);')).toBe(
    '  put(pair<T>(x, 2 * 0), pair<T>(x, 2 * 1), pair<T>(x, 2 * 2), pair<T>(x, 2 * 3), e);',
  );
});

describe('what is not a chain', () => {
  test('stays as it is, line by line', () => {
    const source = '// costs 5 $\nconst one = load(1); // $\n/**\n * `$` is the number of the chain.\n */\n';
    expect(expand(source)).toBe(source);
  });

  test('keeps the number of its line, also after a statement of several lines', () => {
    const source = 'first();\nput(a$, // the term\n  b\n);\nlast();';
    const lines = expand(source).split('\n');
    expect(lines[0]).toBe('first();');
    expect(lines[1]).toBe('put(a0, b ); put(a1, b ); put(a2, b ); put(a3, b );');
    expect(lines.indexOf('last();')).toBe(4);
  });

  test.each(['const r$ = mul(n$,\n', 'if (a$ > 0) {\n', 'x4: {\n  s$ = e$;\n'])(
    'is refused where %j does not end',
    (source) => {
      expect(() => expand(`one();\n${source}`)).toThrow(
        /^some\.ts:2: expected a statement that ends with ; or a whole block$/,
      );
    },
  );
});
