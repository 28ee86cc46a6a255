import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inputCodes, inputError } from '../src/messages.ts';

const source = fileURLToPath(new URL('../src', import.meta.url));
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== 'messages.ts')
  .map((name) => readFileSync(join(source, name), 'utf8'));

describe('inputError', () => {
  test('carries its code, its facts and one sentence made of them', () => {
    const error = inputError('ragged-row', { file: 'a.csv', line: 3, expected: 2, found: 1 });
    expect(error).toMatchObject({
      name: 'InputError',
      code: 'ragged-row',
      facts: { file: 'a.csv', line: 3, expected: 2, found: 1 },
      message: 'a.csv, line 3: expected 2 cells, as in the header, but found 1; correct the line',
    });
  });

  test('has no code that nothing raises', () => {
    const idle = inputCodes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)));
    expect(idle).toEqual([]);
  });

  test('quotes no more of a file than fits in a sentence', () => {
    const column = `${'가'.repeat(198)}😀${'x'.repeat(1e6)}`;
    const file = 'f'.repeat(300);
    const error = inputError('duplicate-column', { file, column });
    expect(error.facts).toEqual({ file, column: `${'가'.repeat(198)}…` });
    expect(error.message).toBe(`${file}: two columns are named "${'가'.repeat(198)}…"; rename one of them`);
  });
});
