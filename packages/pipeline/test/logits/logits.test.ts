import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkLogits, fitTemperature, type Logits, measureLogits, openLogits, openParquetLogits, readLabels, writeLogits, writeParquetLogits } from '@bridle/pipeline'; // biome-ignore format: one line
import { DuckDBInstance } from '@duckdb/node-api';
import { check, entropy, logSoftmax, softmax } from 'bridle';
import { evaluate } from 'bridle/learn';
import { seededRandom } from 'bridle/sample';
import { npyHeader, readTensor, readTensorFile, writeNpy, writeNpz, writeSafetensors } from 'bridle/tensor-files';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'bridle-logits-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function opened<T>(
  path: string,
  options: Parameters<typeof openLogits>[1],
  use: (logits: Logits) => Promise<T>,
): Promise<T> {
  // biome-ignore format: one line
  const logits = await openLogits(path, options);
  try {
    return await use(logits);
  } finally {
    await logits.close();
  }
}

const rng = seededRandom(7);
const shape = [6, 5, 4];
const data = Float64Array.from({ length: 120 }, () => 6 * rng() - 3);
const cube = file('cube.npy', writeNpy({ data, dims: shape }));
const bytes = async (path: string) => readTensorFile(new Uint8Array(readFileSync(path)));

describe('writeLogits', () => {
  test.each([0, 1, 2])('writes what softmax gives, in the shape of the file, along axis %i', async (axis) => {
    for (const end of ['npy', 'npz', 'safetensors']) {
      const out = join(folder, `p-${axis}.${end}`);
      await opened(cube, { axis }, (logits) => writeLogits(logits, out, {}));
      const found = (await bytes(out)).values().next().value;
      expect(found).toEqual({ ...softmax({ data, dims: shape }, { axis }), type: 'float64' });
    }
  });

  test('writes entropies and the most probable classes of each row, and logarithms, at a temperature', async () => {
    const out = join(folder, 'all.npz');
    await opened(cube, { axis: 1 }, (logits) => writeLogits(logits, out, { log: true, entropy: true, topK: 2, temperature: 0.5 })); // biome-ignore format: one line
    const found = await bytes(out);
    const options = { axis: 1, temperature: 0.5 };
    expect(found.get('log_probabilities')?.data).toEqual(logSoftmax({ data, dims: shape }, options).data);
    expect(found.get('entropy')).toMatchObject(entropy.fromLogits({ data, dims: shape }, options));
    const classes = found.get('top_classes');
    expect(classes?.dims).toEqual([6, 4, 2]);
    const p = softmax({ data, dims: shape }, options).data;
    const top = found.get('top_probabilities')?.data as Float64Array;
    for (let r = 0; r < 24; r += 1) {
      const row = Array.from({ length: 5 }, (_, k) => p[Math.floor(r / 4) * 20 + k * 4 + (r % 4)]);
      const [best, second] = [0, 1, 2, 3, 4].sort((a, b) => row[b] - row[a]);
      expect(Array.from(classes?.data.slice(2 * r, 2 * r + 2) as Int32Array)).toEqual([best, second]);
      expect(top[2 * r]).toBeCloseTo(row[best], 14);
    }
  });

  test('keeps Fortran order, float32 for small floats, and has no file where it is refused', async () => {
    const transposed = Float32Array.from({ length: 120 }, (_, i) => data[(i % 6) * 20 + (Math.floor(i / 6) % 5) * 4 + Math.floor(i / 30)]); // biome-ignore format: one line
    const head = npyHeader('float32', shape, true);
    const path = file('fortran.npy', new Uint8Array(Buffer.concat([head, Buffer.from(transposed.buffer)])));
    const out = join(folder, 'fortran-out.npy');
    await opened(path, { axis: 1 }, (logits) => writeLogits(logits, out, {}));
    const want = softmax({ data: Float32Array.from(data), dims: shape }, { axis: 1 }).data;
    expect((await bytes(out)).get('')).toEqual({ data: want, dims: shape, type: 'float32' });
    for (const [name, what, code] of [
      ['x.safetensors', {}, 'fortran-order'],
      ['x.npy', { entropy: true }, 'one-array'],
      ['x.txt', {}, 'unknown-output'],
    ] as const) {
      // biome-ignore format: one line
      const refused = opened(path, { axis: 1 }, (logits) => writeLogits(logits, join(folder, name), what));
      await expect(refused).rejects.toMatchObject({ code });
      expect(existsSync(join(folder, name))).toBe(false);
    }
  });

  test('writes Parquet with lists, NaN and −∞ among them, that is read again', async () => {
    const x = Float32Array.of(1, 2, 3, Number.NEGATIVE_INFINITY, 0, 1, Number.NaN, 0, 0);
    const path = file('to-parquet.npy', writeNpy({ data: x, dims: [3, 3] }));
    const out = join(folder, 'p.parquet');
    await opened(path, {}, (logits) => writeParquetLogits(logits, out, { log: true, entropy: true, topK: 2 }));
    const logits = await openParquetLogits(out, { column: 'log_probabilities' });
    expect((await readTensor(logits.tensor)).data).toEqual(logSoftmax({ data: x, dims: [3, 3] }).data);
    await logits.close();
    await expect(openParquetLogits(out)).rejects.toThrow(/log_probabilities, top_classes, top_probabilities/);
    const other = opened(path, { axis: 0 }, (one) => writeParquetLogits(one, out, {}));
    await expect(other).rejects.toMatchObject({ code: 'parquet-order' });
  });

  test('leaves nothing where it is stopped, or where the file changes', async () => {
    const path = file('changes.npy', writeNpy({ data: new Float32Array(60_000), dims: [20_000, 3] }));
    const out = join(folder, 'stopped.npy');
    const stop = new AbortController();
    const stopped = opened(path, {}, (logits) =>
      writeLogits(logits, out, {}, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) }),
    );
    await expect(stopped).rejects.toThrow('enough');
    const changed = opened(path, {}, async (logits) => {
      appendFileSync(path, 'x');
      await writeLogits(logits, out, {});
    });
    await expect(changed).rejects.toMatchObject({ code: 'changed' });
    expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([]);
  });
});

describe('checkLogits', () => {
  test('finds block by block what check finds in the whole, and numbers its rows', async () => {
    const rows = 60_000; // three blocks
    const x = Float32Array.from({ length: rows * 5 }, (_, i) => (i % 7) - 3);
    for (const [row, value] of [[3, 12], [40_000, 90], [50_001, Number.NaN], [59_999, Infinity]]) x[row * 5 + 2] = value; // biome-ignore format: one line
    const path = file('check.npy', writeNpy({ data: x, dims: [rows, 5] }));
    const found = await opened(path, {}, (logits) => checkLogits(logits, 10));
    expect(found).toEqual(check({ data: x, dims: [rows, 5] }));
    expect(found.formats.f32.naive.first?.row).toBe(40_000);
    expect(found.nan.first).toEqual([{ row: 50_001, column: 2 }]);
  });

  test('of an empty tensor finds no rows', async () => {
    const path = file('none.npy', writeNpy({ data: new Float32Array(0), dims: [0, 3] }));
    expect((await opened(path, {}, (logits) => checkLogits(logits, 10))).rowCount).toBe(0);
  });
});

/** Logits that are right for their labels once they are divided by `temperature`. */
function calibratedAt(temperature: number, rows: number) {
  const random = seededRandom(21);
  const x = new Float64Array(rows * 3);
  const labels = new Int32Array(rows);
  for (let r = 0; r < rows; r += 1) {
    for (let k = 0; k < 3; k += 1) x[3 * r + k] = 4 * random() - 2;
    const p = softmax(x.subarray(3 * r, 3 * r + 3));
    const u = random();
    labels[r] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
    for (let k = 0; k < 3; k += 1) x[3 * r + k] *= temperature;
  }
  return { x, labels };
}

describe('labels', () => {
  const rows = 20_000;
  const { x, labels } = calibratedAt(2.5, rows);
  const path = file('labelled.npz', writeNpz(new Map<string, { data: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>; dims: number[] }>([['logits', { data: x, dims: [rows, 3] }], ['y', { data: labels, dims: [rows] }]]))); // biome-ignore format: one line

  test('give the figures that evaluate gives', async () => {
    const found = await opened(path, { tensor: 'logits' }, async (logits) => {
      const read = await readLabels(logits, 'y');
      expect(read).toEqual(labels);
      return measureLogits(logits, { labels: read, show: { rows: 2, classes: 2 } });
    });
    const p = softmax({ data: x, dims: [rows, 3] }).data;
    const want = evaluate(p, labels, 3);
    expect(found.quality?.accuracy).toBe(want.accuracy);
    for (const key of ['logLoss', 'brier', 'ece'] as const) expect(found.quality?.[key]).toBeCloseTo(want[key], 12);
    expect(found.first[0].top[0].probability).toBeCloseTo(Math.max(...p.slice(0, 3)), 14);
    expect(found.entropy).toBeCloseTo(entropy(p.slice(0, 3 * rows)) / rows, 10);
  });

  test('fit the temperature at which the slope of the log-loss is 0, near the true one', async () => {
    const fit = await opened(path, { tensor: 'logits' }, (logits) => fitTemperature(logits, labels));
    expect(fit?.atBound).toBe(false);
    expect(fit?.temperature).toBeCloseTo(2.5, 1);
    const loss = (temperature: number) => evaluate(softmax({ data: x, dims: [rows, 3] }, { temperature }).data, labels, 3).logLoss; // biome-ignore format: one line
    const best = loss(fit?.temperature ?? Number.NaN);
    expect(best).toBeLessThan(loss(1));
    for (const factor of [0.99, 1.01]) expect(best).toBeLessThan(loss((fit?.temperature ?? 1) * factor));
  });

  test('that are all the largest logit have no best temperature, and rows without a softmax are left out', async () => {
    const bound = file('bound.npy', writeNpy({ data: Float64Array.of(2, 1, Number.NaN, 0, 3, 1, Infinity, 0), dims: [4, 2] })); // biome-ignore format: one line
    await opened(bound, {}, async (logits) => {
      expect(await fitTemperature(logits, Int32Array.of(0, 0, 0, 1))).toMatchObject({ atBound: true });
      expect(await fitTemperature(logits, Int32Array.of(-1, 1, -1, -1))).toBe(null);
      expect((await measureLogits(logits)).undefinedRows).toBe(1);
    });
  });

  test.each([
    ['of another number', Int32Array.of(0, 1), 'label-count'],
    ['that are no class', Int32Array.of(0, 1, 2, 3, 0), 'bad-label'],
    ['that are not whole', Float64Array.of(0, 1, 0.5, 0, 0), 'bad-label'],
  ])('%s are refused', async (name, y, code) => {
    const logitsFile = file('five.npy', writeNpy({ data: new Float32Array(15), dims: [5, 3] }));
    const own = file(`labels-${name.replaceAll(' ', '-')}.npy`, writeNpy({ data: y, dims: [y.length] }));
    await expect(opened(logitsFile, {}, (logits) => readLabels(logits, own))).rejects.toMatchObject({ code });
    await expect(opened(logitsFile, {}, (logits) => readLabels(logits, 'z'))).rejects.toMatchObject({
      code: 'no-labels',
    });
  });
});

describe('openLogits', () => {
  test('refuses an axis that is not there, a single number, and names the file of what is broken', async () => {
    await expect(openLogits(cube, { axis: 3 })).rejects.toMatchObject({ code: 'no-such-axis', facts: { last: 2 } });
    const one = file('one.npy', writeNpy({ data: Float32Array.of(1), dims: [] }));
    await expect(openLogits(one)).rejects.toMatchObject({ code: 'no-axes' });
    const broken = file('broken.safetensors', writeSafetensors(new Map([['a', { data: Float32Array.of(1), dims: [1] }]])).slice(0, -1)); // biome-ignore format: one line
    await expect(openLogits(broken)).rejects.toThrow(`${broken}, tensor "a": `);
    await expect(openLogits(join(folder, 'nothing.npy'))).rejects.toMatchObject({ code: 'no-such-file' });
  });
});

describe('openParquetLogits', () => {
  let made = 0;
  /** A Parquet file of what a query gives. */
  async function parquet(select: string): Promise<string> {
    made += 1;
    const path = join(folder, `lists-${made}.parquet`);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    return path;
  }
  const temporaries = () => readdirSync(tmpdir()).filter((name) => name.startsWith('.bridle-logits.safetensors.'));
  const lists = '[i % 7, 1, i % 3]::FLOAT[] AS logits';

  test('reads a column of lists and its labels, and removes what it has spilled', async () => {
    const path = await parquet(
      `SELECT ${lists}, [i] AS other, CASE WHEN i % 2 = 0 THEN i % 3 END AS y FROM range(5000) t(i)`,
    );
    const before = temporaries().length;
    const logits = await openParquetLogits(path, { column: 'logits', labels: 'y' });
    expect(temporaries()).toHaveLength(before + 1);
    expect([logits.file, logits.rows, logits.length, logits.tensor.type]).toEqual([path, 5000, 3, 'float32']);
    expect(Array.from(await readLabels(logits, 'y')).slice(0, 5)).toEqual([0, -1, 2, -1, 1]);
    const found = await measureLogits(logits, { show: { rows: 5000, classes: 3 } });
    expect(found.first[4999].top[0].class).toBe([4999 % 7, 1, 4999 % 3].indexOf(Math.max(4999 % 7, 1, 4999 % 3)));
    const out = join(folder, 'from-parquet.npy');
    await writeLogits(logits, out, {});
    const want = softmax(Float32Array.of(4, 1, 1)); // row 4
    const written = (await bytes(out)).get('');
    expect(written?.data.slice(12, 15)).toEqual(want);
    await logits.close();
    expect(temporaries()).toHaveLength(before);
  });

  test.each([
    [
      'of two lengths',
      'SELECT CASE WHEN i = 3000 THEN [1, 2] ELSE [1, 2, 3] END AS x FROM range(4000) t(i)',
      'uneven-lists',
      3001,
    ],
    ['that is missing', 'SELECT CASE WHEN i <> 2 THEN [1.5, 2] END AS x FROM range(4) t(i)', 'not-a-list', 3],
    [
      'that is empty',
      'SELECT CASE WHEN i = 1 THEN []::DOUBLE[] ELSE [1.5] END AS x FROM range(3) t(i)',
      'empty-list',
      2,
    ],
    ['with a NULL', 'SELECT [1.5, CASE WHEN i <> 2500 THEN 2 END] AS x FROM range(3000) t(i)', 'list-element', 2501],
  ])('names the row of a list %s', async (_, select, code, row) => {
    const before = temporaries().length;
    await expect(openParquetLogits(await parquet(select))).rejects.toMatchObject({ code, facts: { row } });
    expect(temporaries()).toHaveLength(before);
  });

  test('asks which column, refuses a file without lists, one that is broken, and labels that are no classes', async () => {
    const two = await parquet(`SELECT ${lists}, [i] AS other FROM range(3) t(i)`);
    await expect(openParquetLogits(two)).rejects.toMatchObject({ code: 'choose-tensor', facts: { file: two } });
    await expect(openParquetLogits(await parquet('SELECT 1 AS a'))).rejects.toMatchObject({ code: 'no-list-column' });
    const broken = file('broken.parquet', new Uint8Array(readFileSync(two)).slice(0, 60));
    await expect(openParquetLogits(broken)).rejects.toMatchObject({ code: 'broken-parquet' });
    const words = await openParquetLogits(await parquet(`SELECT ${lists}, 'a' AS y FROM range(3) t(i)`), {
      labels: 'y',
    });
    await expect(readLabels(words, 'y')).rejects.toMatchObject({ code: 'bad-label' });
    await words.close();
  });
});
