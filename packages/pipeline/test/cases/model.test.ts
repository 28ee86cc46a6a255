// Files as people have them, by the letter of their kind: what a model keeps and decides.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../../src/evaluate-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const given = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('X: the model keeps the words for "no value"', () => {
  const numbers = Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? '없음,참' : `${(i % 7) + i / 9},거짓`));

  test.each([
    ['as given', given('X1-missing-word.csv'), 'kind', '?'],
    ['of a column of numbers, in Korean', file('x.csv', `값,답\n${numbers.join('\n')}\n`), '답', '없음'],
  ])('%s', async (name, table, target, word) => {
    const model = file(`${name}.json`);
    await trainTable({ table, target, missing: ['', word], out: model, report: null });
    const { evaluation, overrides, unseen } = await evaluateTable({ model, table });
    expect(evaluation.accuracy).toBe(1);
    expect({ overrides, unseen }).toEqual({ overrides: [], unseen: [] });
    // The file is one that other words would not read so.
    const other = evaluateTable({ model, table, missing: ['', 'NA'] }).then(({ evaluation: { accuracy } }) => accuracy);
    expect(await other.catch(() => 0)).toBeLessThan(1);
  });
});
