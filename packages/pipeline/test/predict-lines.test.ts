import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PredictLinesOptions, predictLines } from '../src/predict-lines.ts';
import { predictTable } from '../src/predict-table.ts';
import { readTable } from '../src/read/read-table.ts';
import { trainTable } from '../src/train-table.ts';
import { example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();
const model = file('penguins.model.json');
const trained = trainTable({ table: example('penguins'), target: 'species', out: model, report: null });

async function* chunks(...texts: (string | Uint8Array)[]) {
  yield* texts;
}

async function answers(lines: AsyncIterable<string | Uint8Array>, options: Partial<PredictLinesOptions> = {}) {
  await trained;
  const writes: string[] = [];
  const result = await predictLines({ model, lines, write: (text) => void writes.push(text), ...options });
  return {
    result,
    writes,
    lines: writes
      .join('')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  };
}

/** The penguins as lines, with numbers as numbers and missing cells as null. */
async function penguins(): Promise<string[]> {
  const { rows, columns } = await readTable(example('penguins'));
  return Array.from({ length: rows }, (_, row) =>
    JSON.stringify(
      Object.fromEntries(
        columns.map((column) => [
          column.name,
          column.kind === 'numeric' ? column.values[row] : (column.levels[column.codes[row]] ?? null),
        ]),
      ),
    ),
  );
}

const adelie = {
  ...{ island: 'Dream', bill_length_mm: 40, bill_depth_mm: 18, flipper_length_mm: 190, body_mass_g: 4000, sex: 'MALE' },
};

describe('predictLines', () => {
  test('answers as the table of the same lines, to the bit, however the lines come', async () => {
    const lines = await penguins();
    const text = `${lines.join('\n')}\n`;
    const table = file('penguins.jsonl', text);
    for (const options of [{}, { topK: 2, explain: 2 }, { rejectBelow: 0.9 }]) {
      const out = file('expected.jsonl');
      await trained;
      const { rejected } = await predictTable({ model, table, out, ...options });
      const expected = readFileSync(out, 'utf8');
      const bytes = Buffer.from(text);
      const cut = Array.from({ length: Math.ceil(bytes.length / 777) }, (_, i) =>
        bytes.subarray(777 * i, 777 * i + 777),
      );
      for (const come of [chunks(text), chunks(...cut), chunks(text.slice(0, -1))]) {
        const { writes, result } = await answers(come, options);
        expect(writes.join('') === expected).toBe(true); // not printed: it is 80 kB
        expect(result).toMatchObject({ rows: 344, failed: 0, rejected });
      }
    }
  });

  test('repeats the values of a line as they stand in it', async () => {
    const { lines } = await answers(chunks('{"id": 12345678901, "x": [1], ', `${JSON.stringify(adelie).slice(1)}\n`), {
      keep: 'all',
    });
    const keys = ['id', 'x', ...Object.keys(adelie), 'predicted', 'probability', 'p_Adelie', 'p_Chinstrap', 'p_Gentoo'];
    expect(Object.keys(lines[0])).toEqual(keys);
    expect(lines[0]).toMatchObject({ id: 12345678901, x: [1], ...adelie });
    const taken = await answers(chunks(`${JSON.stringify({ ...adelie, predicted: 1 })}\n`), { keep: 'all' });
    expect(taken.lines[0].error).toMatch(/two columns named "predicted"/);
  });

  test('answers what has come before the next line comes', async () => {
    const seen: number[] = [];
    const writes: string[] = [];
    await trained;
    const lines = (async function* () {
      for (let i = 0; i < 3; i += 1) {
        yield `${JSON.stringify(adelie)}\n`;
        seen.push(writes.length);
      }
    })();
    await predictLines({ model, lines, write: (text) => void writes.push(text) });
    expect(seen).toEqual([1, 2, 3]);
  });

  test('answers a line that cannot be used by its error, in its place', async () => {
    const line = (change: object) => `${JSON.stringify({ ...adelie, ...change })}\n`;
    const given = [
      line({}),
      'not JSON\n',
      '\n',
      '[1, 2]\n',
      line({ sex: undefined }),
      line({ body_mass_g: 'heavy' }),
      line({ body_mass_g: true }),
      line({ body_mass_g: { kg: 4 } }),
      line({ body_mass_g: 1e200 }),
      '{"__proto__": {"island": 1}}\n',
      line({ sex: 'UNKNOWN' }),
    ];
    const { lines, result } = await answers(chunks(given.join('')));
    expect(lines.length).toBe(given.length);
    expect(lines.map((one) => ('error' in one ? one.error : one.predicted))).toEqual([
      'Adelie',
      'stdin, line 2: not valid JSON; write one object such as {"column": value} in each line',
      'stdin, line 3: not valid JSON; write one object such as {"column": value} in each line',
      'stdin, line 4: expected an object such as {"column": value}; write one object per row',
      'stdin, line 5: there is no "sex"; give null where there is no value',
      'stdin, line 6: column "body_mass_g" contains "heavy", but the model needs a number there; correct it, or declare it missing',
      'stdin, line 7: column "body_mass_g" contains "true", but the model needs a number there; correct it, or declare it missing',
      'stdin: column "body_mass_g" has values of type object or array, which are neither numbers nor text; exclude or convert the column',
      expect.stringContaining('the largest number that can be used is 1e+140'),
      'stdin, line 10: there is no "island"; give null where there is no value',
      'Adelie',
    ]);
    expect(result).toMatchObject({ rows: 11, failed: 9, unseen: [{ column: 'sex', level: 'UNKNOWN', count: 1 }] });
  });

  test('never holds a line that is too long, and goes on after it', async () => {
    const good = `${JSON.stringify(adelie)}\n`;
    const long = Array.from({ length: 20 }, () => 'x'.repeat(1 << 20));
    const { lines, result } = await answers(chunks(good, ...long, `\n${good}`));
    expect(lines.map((one) => one.predicted ?? one.error)).toEqual([
      'Adelie',
      'stdin, line 2: the line has more than 16777216 bytes; write one object in each line',
      'Adelie',
    ]);
    expect(result.failed).toBe(1);
  });

  test('reads numbers as texts, words for "no value", and elements of lists, as tables are read', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      v: [i % 7, i % 3],
      price: `$${i % 5},000`,
      y: i % 7 > 3 ? 'a' : 'b',
    }));
    const lists = file('lists.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    const other = file('lists.model.json');
    await trainTable({ table: lists, target: 'y', out: other, report: null, holdout: 0 });
    const out = file('lists.out.jsonl');
    await predictTable({ model: other, table: lists, out });
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const { writes } = await answers(chunks(text), { model: other });
    expect(writes.join('')).toBe(readFileSync(out, 'utf8'));
    const wrong = await answers(chunks('{"v": 1, "price": "?"}\n{"v": [1], "price": null}\n'), { model: other });
    expect(wrong.lines.map((one) => one.error)).toEqual([
      expect.stringMatching(/^stdin, line 1: column "v" contains "1", but other cells of it are lists/),
      'stdin, line 2: there is no "v[1]"; give null where there is no value',
    ]);
  });
});
