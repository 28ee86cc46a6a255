import { fileURLToPath } from 'node:url';
import { readTable } from '@bridle/pipeline';
import { scoreOnSpark } from '@bridle/spark';
import { predict } from 'bridle/learn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelOf } from '../../../bridle/test/helpers/models.ts';
import { engineColumns, hardRows, meant, rowsOf } from '../../../sql/test/helpers/rows.ts';
import { openSpark } from '../../../sql/test/helpers/spark.ts';

let spark: Awaited<ReturnType<typeof openSpark>>;
beforeAll(async () => {
  spark = await openSpark();
});
afterAll(() => spark?.close());

const penguins = () => readTable(fileURLToPath(new URL('../../../../examples/penguins/penguins.csv', import.meta.url)));
const schema = `scored_${process.pid}`;

test('makes a table of the classes and probabilities of predict, and overwrites none', async () => {
  const table = await penguins();
  const model = modelOf(table, 'species');
  const known = rowsOf(table);
  const rows = [...known, ...known, ...known, ...hardRows(model, known[1])];
  await spark.load('penguins', engineColumns(model, rows, 'key'));
  await spark.session.run(`CREATE SCHEMA ${schema}`);
  const scored = await scoreOnSpark(spark.session, model, ['penguins'], [schema, 'out'], ['key']);
  expect(scored).toEqual({ rows: rows.length, unscored: 0, columns: model.classes.map((name) => `p_${name}`) });
  const found = await spark.query(`SELECT * FROM ${schema}.out ORDER BY key`);
  const { probabilities } = predict(model, meant(model, rows));
  expect(rows.length).toBeGreaterThan(1000);
  const differences = found.flatMap((row, i) =>
    scored.columns.map((name, k) => Math.abs((row[name] as number) - probabilities[i * 3 + k])),
  );
  expect(Math.max(...differences)).toBeLessThanOrEqual(1e-12);
  expect(Object.keys(found[0])).toEqual(['key', 'predicted', 'probability', ...scored.columns]);

  const again = scoreOnSpark(spark.session, model, ['penguins'], [schema, 'out']);
  await expect(again).rejects.toMatchObject({
    name: 'SparkInputError',
    code: 'table-exists',
    message: expect.stringContaining('TABLE_OR_VIEW_ALREADY_EXISTS, SQLSTATE 42P07'),
  });
  expect(await spark.query(`SELECT count(*) AS n FROM ${schema}.out`)).toEqual([{ n: BigInt(rows.length) }]);

  await spark.session.run('CREATE TEMPORARY VIEW narrow AS SELECT key, island FROM penguins');
  await expect(scoreOnSpark(spark.session, model, ['narrow'], [schema, 'other'])).rejects.toMatchObject({
    code: 'no-such-column',
  });
  const tables = await spark.query(`SHOW TABLES IN ${schema}`);
  expect(tables.filter(({ isTemporary }) => !isTemporary)).toHaveLength(1);
  await spark.session.run(`DROP SCHEMA ${schema} CASCADE`);
});
