import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, parseModel } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../src/evaluate-table.ts';
import { exportModel } from '../src/export/export-model.ts';
import { inferColumns } from '../src/infer-columns.ts';
import { predictTable } from '../src/predict-table.ts';
import type { TrainOptions } from '../src/train-options.ts';
import { trainTable } from '../src/train-table.ts';
import { temporaryFiles } from './helpers/files.ts';
import { koreanQuestions, PARTICLES } from './helpers/korean-questions.ts';

const file = temporaryFiles();

function write(name: string, content: string): string {
  const path = file(name);
  writeFileSync(path, content);
  return path;
}

/** The sentences of training have three of the particles, those of the test the others. */
const korean = write('questions.csv', koreanQuestions(PARTICLES.slice(0, 3), 10));
const others = write('other-particles.csv', koreanQuestions(PARTICLES.slice(3), 5));
const train = (name: string, options: Partial<TrainOptions> = {}) =>
  trainTable({ table: korean, target: 'topic', out: file(`${name}.model.json`), report: null, holdout: 0, ...options });

describe('a table of texts', () => {
  test('is found by its cells, trained, and judges questions whose nouns have other particles', async () => {
    const { model, findings, penalty, fit, calibration } = await train('korean');
    expect(findings).toEqual([{ column: 'text', left: false, code: 'text' }]);
    expect(model.recipe.features).toMatchObject([{ kind: 'text', name: 'text', words: [1, 2], chars: [2, 5] }]);
    expect(penalty).toMatchObject({ chosen: 'auto', folds: 5 });
    expect(penalty.path.length).toBeGreaterThanOrEqual(8);
    expect(fit.stop).toBe('optimum');
    expect(calibration.after?.accuracy).toBeGreaterThan(0.95);
    const { evaluation } = await evaluateTable({ model: file('korean.model.json'), table: others });
    expect(evaluation.accuracy).toBeGreaterThanOrEqual(0.98);
  });

  test('of words alone, each of which has its particle, does not: every noun of the test is a new word', async () => {
    await train('words', { ngrams: { words: [1, 1], chars: null }, C: 100 });
    const { evaluation } = await evaluateTable({ model: file('words.model.json'), table: others });
    expect(evaluation.accuracy).toBeLessThan(0.5);
  });

  test('gives the same file with one thread and with two, and the file reads as the model that was judged', async () => {
    const one = await train('one', { folds: 2 });
    await train('two', { folds: 2, threads: 2 });
    const text = readFileSync(file('one.model.json'), 'utf8');
    expect(readFileSync(file('two.model.json'), 'utf8')).toBe(text);
    const read = parseModel(text);
    expect(read).toEqual(one.model);
    expect(statSync(file('one.model.json')).size).toBeLessThan(read.weights.length * 8);
  });

  test('judges with held-out rows first, and trains on all rows then, but for a refit of false', async () => {
    const again = await train('again', { holdout: 0.2, C: 100 });
    const all = await train('all', { C: 100 });
    const judged = await train('judged', { holdout: 0.2, C: 100, refit: false });
    expect(again.model.weights).toEqual(all.model.weights);
    expect(again.model.recipe).toEqual(all.model.recipe);
    expect(again.refitRows).toBe(all.trainRows);
    expect(again.model.training).toMatchObject({ rows: all.trainRows, holdout: 0.2, C: 100 });
    expect([judged.refitRows, judged.model.training.rows]).toEqual([null, judged.trainRows]);
    expect(again.heldOut).toEqual(judged.heldOut);
    expect(again.model.metrics).toEqual(judged.model.metrics);
    expect(all.model.metrics).toBe(null);
  });

  test('continues a second training that was ended, with the same bytes', async () => {
    const controller = new AbortController();
    let [isSecond, steps] = [false, 0];
    const onProgress = ({ phase }: { phase: string }) => {
      isSecond ||= phase === 'evaluate';
      if (isSecond && phase === 'fit') steps += 1;
      if (steps === 3) controller.abort();
    };
    const options = { holdout: 0.2, C: 100, keepState: { afterMs: 0, everyMs: 0 } };
    const { signal } = controller;
    await expect(train('ended', { ...options, signal, onProgress })).rejects.toThrow(/abort/);
    const { resumed, refitRows } = await train('ended', options);
    expect([resumed, refitRows]).toEqual([true, 300]);
    expect(readFileSync(file('ended.model.json'), 'utf8')).toBe(readFileSync(file('again.model.json'), 'utf8'));
  });

  test('explains a text by its words and n-grams, whose contributions sum to the logits', async () => {
    const model = parseModel(readFileSync(file('one.model.json'), 'utf8'));
    const text = {
      kind: 'categorical' as const,
      name: 'text',
      codes: Int32Array.of(0),
      levels: ['환불은 언제 되나요'],
    };
    const { logits, intercepts, contributions } = explain(model, { rows: 1, columns: [text] }, 0);
    expect(contributions.map(({ feature }) => feature)).toContain('text: " 환불"');
    logits.forEach((logit, k) => {
      const sum = contributions.reduce((total, { values }) => total + values[k], intercepts[k]);
      expect(sum).toBeCloseTo(logit, 12);
    });
    const best = contributions.sort((a, b) => Math.max(...b.values) - Math.max(...a.values))[0];
    expect(model.classes[best.values.indexOf(Math.max(...best.values))]).toBe('환불');
  });

  test('predicts empty cells as it does texts without a known word, and a missing column by its name', async () => {
    const model = file('one.model.json');
    const table = write('new.csv', 'text\n""\n...\nzzz qqq\n');
    const { text } = await predictTable({ model, table, out: null });
    const [, ...rows] = (text ?? '').trim().split('\n');
    expect(new Set(rows).size).toBe(1);
    await expect(predictTable({ model, table: write('other.csv', 'texts\na b c\n'), out: null })).rejects.toThrow(
      /has no column "text"/,
    );
  });

  test('has other columns beside it, numbers, categories and missing cells', async () => {
    const lines = koreanQuestions(PARTICLES, 4).trim().split('\n');
    const mixed = lines.map((line, i) =>
      i === 0
        ? `${line},size,kind,other`
        : `${i % 9 === 0 ? line.replace(/^[^,]*/, '') : line},${i % 7},${'abc'[i % 3]},x y z ${i}`,
    );
    const table = write('mixed.csv', `${mixed.join('\n')}\n`);
    const { model, heldOut } = await train('mixed', {
      table,
      holdout: 0.2,
      C: 100,
      text: ['text'],
      exclude: ['other'],
    });
    expect(model.recipe.features).toMatchObject([
      { kind: 'text', hasMissing: true },
      { kind: 'numeric', name: 'size' },
      { kind: 'categorical', name: 'kind' },
    ]);
    expect(heldOut?.accuracy).toBeGreaterThan(0.6);
    const { columns } = await inferColumns({ table, target: 'topic' });
    expect(columns.map(({ kind }) => kind)).toEqual(['text', 'numeric', 'categorical', 'text']);
  });

  test('takes n-grams, counts and hashes as they are asked for', async () => {
    const { model } = await train('few', {
      C: 1,
      ngrams: { words: null, chars: [2, 2] },
      minCount: 5,
      maxFeatures: 30,
    });
    const [feature] = model.recipe.features;
    if (feature.kind !== 'text') throw new Error('not a text');
    expect(feature.terms.length).toBe(30);
    expect(feature.terms.every((term) => term.length === 2)).toBe(true);
    expect(Math.min(...feature.counts)).toBeGreaterThanOrEqual(5);
    const hashed = await train('hashed', { C: 100, hash: 10 });
    expect(hashed.features).toBe(1024);
    const { evaluation } = await evaluateTable({ model: file('hashed.model.json'), table: others });
    expect(evaluation.accuracy).toBeGreaterThan(0.9);
    expect(parseModel(readFileSync(file('hashed.model.json'), 'utf8'))).toEqual(hashed.model);
  });
});

describe('a table of texts is refused in one sentence', () => {
  test('where no word is in enough rows', async () => {
    await expect(train('none', { C: 1, minCount: 1000 })).rejects.toThrow(/"text" is no-terms/);
  });

  test('by a strict training, which names the column', async () => {
    await expect(train('strict', { strict: true })).rejects.toThrow(/column "text" contains texts/);
  });

  test('by exports, which name the column', async () => {
    const model = file('one.model.json');
    for (const [to, ending] of [
      ['sql', 'sql'],
      ['onnx', 'onnx'],
      ['js', 'mjs'],
      ['npz', 'npz'],
      ['json', 'json'],
    ] as const) {
      await expect(exportModel({ model, to, out: join(file('.'), `export.${ending}`) })).rejects.toThrow(
        /the feature "text" cannot be expressed in an export/,
      );
    }
  });

  test('for a column that is named twice, or n-grams that are none', async () => {
    await expect(train('twice', { text: ['text'], categorical: ['text'] })).rejects.toThrow(
      /column "text" is given for both/,
    );
    await expect(train('range', { ngrams: { words: [2, 1], chars: null } })).rejects.toThrow(/ngrams: expected/);
    await expect(train('bits', { hash: 25 })).rejects.toThrow(/hash: expected a whole number from 1 to 24, got 25/);
    await expect(train('solver', { C: 1, solver: 'lbfgs' })).rejects.toThrow(/solver/);
  });
});
