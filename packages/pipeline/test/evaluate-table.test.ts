import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../src/evaluate-table.ts';
import { trainTable } from '../src/train-table.ts';
import { example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();
const model = file('digits.model.json');
const how = { target: 'digit', report: null, holdout: 0, C: 1, calibration: 'temperature' } as const;
const trained = trainTable({ table: example('digits'), out: model, ...how });

describe('evaluateTable', () => {
  test('gives on the training table the figures of the training', async () => {
    const { training } = await trained;
    const result = await evaluateTable({ model, table: example('digits') });
    expect(result).toMatchObject({ rows: 1797, missingTargetRows: 0, unseen: [], reportPath: null });
    expect(result.evaluation).toEqual(training);
  });

  test('compares the table with the training rows; a model file without their profile says so', async () => {
    await trained;
    const { drift } = await evaluateTable({ model, table: example('digits') });
    expect(drift.columns).toHaveLength(61);
    // The very rows of the training.
    expect(Math.max(...(drift.columns ?? []).map(({ psi, unseen }) => psi + (unseen ?? 0)))).toBe(0);
    expect(drift.classes?.psi).toBeCloseTo(0, 12);
    const { profile, ...rest } = JSON.parse(readFileSync(model, 'utf8'));
    expect(profile.length).toBeLessThan(0.45 * JSON.stringify(rest).length);
    const old = file('old.model.json', JSON.stringify(rest));
    const report = file('old.html');
    expect((await evaluateTable({ model: old, table: example('digits'), report })).drift.columns).toBeNull();
    expect(readFileSync(report, 'utf8')).toContain('Not available: the model file has no distributions');
    const wrong = file('wrong.model.json', JSON.stringify({ ...rest, profile: '[1]' }));
    const message = `${wrong}: The model's field "profile" is wrong: found "[1]".`;
    await expect(evaluateTable({ model: wrong, table: example('digits') })).rejects.toThrow(message);
  });

  test('leaves rows without a class out, and writes a report when asked', async () => {
    await trained;
    const [head, first, second, ...rest] = readFileSync(example('digits'), 'utf8').trimEnd().split(/\r?\n/);
    const gap = first.replace(/,\d+$/, ',');
    const table = file('gap.csv', [head, gap, second, ...rest.slice(0, 100)].join('\n'));
    const report = file('evaluation.html');
    const result = await evaluateTable({ model, table, report, language: 'ko' });
    expect(result).toMatchObject({ rows: 102, missingTargetRows: 1, reportPath: report });
    expect(result.evaluation.rows).toBe(101);
    expect(readFileSync(report, 'utf8').replaceAll('<wbr>', '')).toContain('<h1>gap.csv에서 digit 예측하기</h1>');
  });
});

describe('evaluateTable refuses', () => {
  const [head, first] = readFileSync(example('digits'), 'utf8').split(/\r?\n/);

  test('a class that the model does not know, by row', async () => {
    await trained;
    const table = file('unknown.csv', `${head}\n${first}\n${first.replace(/,\d+$/, ',11')}\n`);
    const error = await evaluateTable({ model, table }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      name: 'RecipeError',
      code: 'unknown-class',
      facts: { file: table, row: 2, value: '11' },
    });
    expect(error.message.startsWith(`${table}: Row 2 of the column "digit"`)).toBe(true);
  });

  test('a table without the target, or whose target is empty', async () => {
    await trained;
    const table = file('other.csv', `${head.replace(',digit', ',digits')}\n${first}\n`);
    await expect(evaluateTable({ model, table })).rejects.toMatchObject({
      code: 'no-such-column',
      facts: { nearest: 'digits' },
    });
    const empty = file('empty.csv', `${head}\n${first.replace(/,\d+$/, ',')}\n`);
    await expect(evaluateTable({ model, table: empty })).rejects.toMatchObject({
      code: 'no-classes',
      facts: { column: 'digit' },
    });
  });

  test('a report that would replace the model or the table', async () => {
    await trained;
    await expect(evaluateTable({ model, table: example('digits'), report: model })).rejects.toMatchObject({
      code: 'output-is-input',
    });
  });
});
