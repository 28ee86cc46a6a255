import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { predict, scoreRows, serializeModel } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { predictTable } from '../src/predict-table.ts';
import { readModel } from '../src/read/read-model.ts';
import { readTable } from '../src/read/read-table.ts';
import { trainTable } from '../src/train-table.ts';
import { duckdb, example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();

/** A model of a small table, trained once for each content. */
async function modelOf(name: string, content: string, target: string, categorical: string[] = []): Promise<string> {
  const out = file(`${name}.model.json`);
  const table = file(`${name}.csv`, content);
  await trainTable({ table, target, out, report: null, holdout: 0, categorical });
  return out;
}

const penguins = file('penguins.model.json');
const trained = trainTable({ table: example('penguins'), target: 'species', out: penguins, report: null });

describe('predictTable', () => {
  test.each(['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet'])(
    'writes .%s from which the same probabilities are read, to the bit, as predict computes',
    async (extension) => {
      await trained;
      const out = file(`p.${extension}`);
      const result = await predictTable({ model: penguins, table: example('penguins'), out });
      expect(result).toMatchObject({ rows: 344, rejected: 0, outPath: out, text: null, unseen: [] });
      const model = await readModel(penguins);
      const { probabilities } = predict(model, await readTable(example('penguins')), { scoreRows });
      const table = await readTable(out);
      expect(table.columns.map(({ name }) => name)).toEqual([
        'predicted',
        'probability',
        ...model.classes.map((name) => `p_${name}`),
      ]);
      model.classes.forEach((_, k) => {
        const expected = Float64Array.from({ length: 344 }, (_, row) => probabilities[row * 3 + k]);
        expect(table.columns[2 + k]).toMatchObject({ kind: 'numeric', values: expected });
      });
    },
  );

  test('refuses a table that changes while it is read, and leaves no output', async () => {
    await trained;
    const [head, ...rows] = readFileSync(example('penguins'), 'utf8').trimEnd().split(/\r?\n/);
    // Several blocks of rows, so that the change comes between two of them.
    const table = file('growing.csv', [head, ...Array.from({ length: 100 }, () => rows).flat(), ''].join('\n'));
    const out = file('growing.out.csv');
    let changed = false;
    const onProgress = () => {
      if (!changed) appendFileSync(table, `${rows[0]}\n`);
      changed = true;
    };
    const predicting = predictTable({ model: penguins, table, out, onProgress });
    await expect(predicting).rejects.toMatchObject({ code: 'changed', facts: { file: table } });
    expect([changed, existsSync(out)]).toEqual([true, false]);
  });

  test('gives the text of a CSV without an output', async () => {
    await trained;
    const { text } = await predictTable({ model: penguins, table: example('penguins'), out: null });
    await predictTable({ model: penguins, table: example('penguins'), out: file('same.csv') });
    expect(text).toBe(readFileSync(file('same.csv'), 'utf8'));
    expect(text?.split('\n')[0]).toBe('predicted,probability,p_Adelie,p_Chinstrap,p_Gentoo');
  });

  test('gives the k most probable classes, the most probable first', async () => {
    await trained;
    const all = await predictTable({ model: penguins, table: example('penguins'), out: null });
    const two = await predictTable({ model: penguins, table: example('penguins'), out: null, topK: 2 });
    const [head, ...rows] = two.text?.trimEnd().split('\n') ?? [];
    expect(head).toBe('predicted,probability,class_2,probability_2');
    const names = ['Adelie', 'Chinstrap', 'Gentoo'];
    const whole = all.text?.trimEnd().split('\n').slice(1) ?? [];
    rows.forEach((row, i) => {
      const p = whole[i].split(',').slice(2).map(Number);
      const order = [0, 1, 2].sort((a, b) => p[b] - p[a]);
      expect(row).toBe(`${names[order[0]]},${p[order[0]]},${names[order[1]]},${p[order[1]]}`);
    });
    const one = await predictTable({ model: penguins, table: example('penguins'), out: null, topK: 1 });
    expect(one.text?.split('\n')[0]).toBe('predicted,probability');
  });

  test('gives no class to a row whose best probability is below the threshold, and keeps the probability', async () => {
    await trained;
    const options = { model: penguins, table: example('penguins'), topK: 1, rejectBelow: 0.9 };
    const { text, rejected } = await predictTable({ ...options, out: null });
    const rows =
      text
        ?.trimEnd()
        .split('\n')
        .slice(1)
        .map((row) => row.split(',')) ?? [];
    const empty = rows.filter(([name]) => name === '');
    expect(rejected).toBe(empty.length);
    expect(rejected).toBeGreaterThan(0);
    for (const [name, p] of rows) expect(name === '').toBe(Number(p) < 0.9);
    await predictTable({ ...options, out: file('rejected.jsonl') });
    expect(readFileSync(file('rejected.jsonl'), 'utf8').match(/"predicted":null/g)?.length).toBe(rejected);
  });

  test('quotes names as CSV, TSV and JSON do, and keeps them as they are', async () => {
    const names = ['a "b", c', 'tab\there', '=1+1', '__proto__'];
    const rows = Array.from({ length: 24 }, (_, i) => `"${names[i % 4].replaceAll('"', '""')}",${(i * 5) % 7}`);
    const model = await modelOf('names', `y,x\n${rows.join('\n')}\n`, 'y');
    const table = file('x.csv', 'x\n1\n4\n');
    for (const extension of ['csv', 'tsv', 'json', 'jsonl', 'parquet']) {
      const out = file(`names.${extension}`);
      await predictTable({ model, table, out });
      const columns = (await readTable(out)).columns.map(({ name }) => name);
      expect(columns).toEqual(['predicted', 'probability', ...names.toSorted().map((name) => `p_${name}`)]);
    }
  });

  test('reads a category as text though all of its levels are digits, and zeros lead', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 2 ? '01' : '1'},${i % 2 ? 'odd' : 'even'}`);
    const model = await modelOf('codes', `code,y\n${rows.join('\n')}\n`, 'y', ['code']);
    const { text, unseen } = await predictTable({
      model,
      table: file('codes2.csv', 'code\n01\n1\n2\n'),
      out: null,
      topK: 1,
    });
    expect(
      text
        ?.trimEnd()
        .split('\n')
        .slice(1)
        .map((row) => row.split(',')[0]),
    ).toEqual(['odd', 'even', expect.anything()]);
    expect(unseen).toEqual([{ column: 'code', level: '2', count: 1 }]);
  });

  test('does not look at columns that the model does not use', async () => {
    await trained;
    const table = file('more.parquet');
    await duckdb(
      `COPY (SELECT [1] AS list, 'nan' AS odd, * EXCLUDE species FROM read_csv('${example('penguins')}', nullstr = ['', 'NA'])) TO '${table}' (FORMAT parquet)`,
    );
    const plain = await predictTable({ model: penguins, table: example('penguins'), out: null });
    expect((await predictTable({ model: penguins, table, out: null })).text).toBe(plain.text);
  });
});

describe('predictTable refuses', () => {
  const head = 'island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex';

  test('a table that lacks a column, with the nearest name', async () => {
    await trained;
    const table = file('lacks.csv', `${head.replace('body_mass_g', 'body_mas')}\nDream,40,18,190,4000,MALE\n`);
    const error = await predictTable({ model: penguins, table, out: file('no.csv') }).catch((thrown) => thrown);
    expect(error.message).toBe(`${table} has no column "body_mass_g"; the nearest name is "body_mas"`);
    expect(error.name).toBe('InputError');
  });

  test('text where numbers were, by line and column', async () => {
    await trained;
    const table = file('text.csv', `${head}\nDream,40,18,190,4000,MALE\nDream,40,deep,190,4000,MALE\n`);
    const error = await predictTable({ model: penguins, table, out: file('no.csv') }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      name: 'InputError',
      code: 'not-a-number',
      facts: { line: 3, column: 'bill_depth_mm', found: 'deep' },
    });
  });

  test('a model whose weights make the scores overflow', async () => {
    await trained;
    const model = await readModel(penguins);
    const text = serializeModel({ ...model, weights: model.weights.map((_, i) => (i % 2 ? 1e308 : -1e308)) });
    const path = file('giant.model.json', text);
    const predicting = predictTable({ model: path, table: example('penguins'), out: null });
    await expect(predicting).rejects.toMatchObject({ name: 'ModelError', code: 'not-finite', facts: { file: path } });
  });

  test('classes that Parquet would rename', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 2 ? 'A' : 'a'},${i % 5}`);
    const model = await modelOf('case', `y,x\n${rows.join('\n')}\n`, 'y');
    const predicting = predictTable({ model, table: file('case2.csv', 'x\n1\n'), out: file('case.parquet') });
    await expect(predicting).rejects.toMatchObject({ code: 'parquet-names', facts: { column: 'p_A', other: 'p_a' } });
  });

  test('an output of an unknown kind, or that is an input, and options outside their range', async () => {
    await trained;
    const options = { model: penguins, table: example('penguins') };
    await expect(predictTable({ ...options, out: file('x.xlsx') })).rejects.toMatchObject({ code: 'unknown-output' });
    const copy = file('copy.csv', readFileSync(example('penguins')));
    await expect(predictTable({ model: penguins, table: copy, out: copy })).rejects.toMatchObject({
      code: 'output-is-input',
    });
    for (const wrong of [{ topK: 0 }, { topK: 4 }, { topK: 1.5 }, { rejectBelow: 1.1 }, { rejectBelow: Number.NaN }]) {
      await expect(predictTable({ ...options, out: null, ...wrong })).rejects.toMatchObject({ code: 'bad-option' });
    }
  });

  test('to go on at the signal, and leaves no file', async () => {
    await trained;
    const stop = new AbortController();
    const predicting = predictTable({
      model: penguins,
      table: example('penguins'),
      out: file('stopped.csv'),
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('stopped')),
    });
    await expect(predicting).rejects.toThrow('stopped');
    await expect(readTable(file('stopped.csv'))).rejects.toMatchObject({ code: 'no-such-file' });
  });
});
