import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DuckDBInstance, version } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { eachLevel } from '../../src/levels/each-level.ts';
import { withDatabase } from '../../src/read/database.ts';
import { duckdbTexts } from '../../src/read/duckdb-errors.ts';
import { relationOf } from '../../src/read/relation.ts';
import { openSource } from '../../src/read/source.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

/** What DuckDB itself says when it reads a file as we let it read. */
async function messageOf(name: string, content: string | Uint8Array, before?: string): Promise<string> {
  const source = await openSource(file(name, content));
  return withDatabase([source.path], undefined, async (database) => {
    if (before) await database.rows(before);
    const relation = await relationOf(database, source);
    const columns = relation.columns.map((_, i) => `c${i}`).join(', ');
    await database.rows(`SELECT ${columns} FROM ${relation.from}`);
    return 'no error';
  }).catch((error: Error) => error.message);
}

const latin = (text: string) => Buffer.from(text, 'latin1');

describe('the texts of DuckDB that are parsed', () => {
  const cases: [text: keyof typeof duckdbTexts, groups: string[], name: string, content: string | Uint8Array][] = [
    ['csvRecord', ['3'], 'short.csv', 'a,b\n1,2\n3\n'],
    ['csvCells', ['2', '1'], 'short.csv', 'a,b\n1,2\n3\n'],
    ['csvCells', ['2', '3'], 'long.csv', 'a,b\n1,2\n3,4,5\n'],
    ['csvQuote', [], 'open.csv', 'a,b\n1,2\n"3,4\n5,6\n'],
    ['csvEncoding', [], 'latin.csv', latin('a,b\n1,x\n2,caf\xe9\n')],
    ['jsonPlace', ['line', '3'], 'bad.jsonl', '{"a":1}\n{"a":tru}\n'],
    ['jsonPlace', ['record/value', '3'], 'bad.json', '[{"a":1},{"a":tru}]'],
    ['jsonMalformed', [], 'bad.jsonl', '{"a":1}\n{"a":tru}\n'],
    ['jsonEncoding', [], 'latin.jsonl', latin('{"a":1}\n{"a":"caf\xe9"}\n')],
    ['jsonKey', ['a'], 'twice.jsonl', '{"a":1}\n{"a":2,"a":3}\n'],
  ];

  test.each(cases)('%s with %j in %s', async (text, groups, name, content) => {
    const message = await messageOf(name, content);
    const found = duckdbTexts[text].exec(message)?.slice(1);
    expect(
      found,
      `DuckDB ${version()} no longer words this error as duckdbTexts.${text} of src/read/duckdb-errors.ts expects; it says: ${message}`,
    ).toEqual(groups);
  });

  test('outOfMemory', async () => {
    const instance = await DuckDBInstance.create(':memory:', { memory_limit: '20MB', temp_directory: '' });
    const connection = await instance.connect();
    const message = await connection
      .runAndReadAll("SELECT array_agg(i || repeat('x', 1000)) FROM range(200_000) t(i)")
      .then(String, (error: Error) => error.message);
    connection.closeSync();
    instance.closeSync();
    expect(message).toMatch(duckdbTexts.outOfMemory);
  });

  test.each([
    ['Binder', 'SELECT none FROM range(1)'],
    ['Parser', 'SELEC'],
    ['Catalog', 'SELECT none_of_that(1)'],
    ['Permission', "SELECT * FROM read_csv('/etc/hostname')"],
  ])('notOfTheFile of %s', async (kind, sql) => {
    const message = await withDatabase([], undefined, ({ rows }) => rows(sql)).catch((thrown: Error) => thrown.message);
    expect(duckdbTexts.notOfTheFile.exec(String(message))?.[1]).toBe(kind);
  });

  test('assertion: of a Parquet footer with a negative number of rows in a group', async () => {
    const path = file('negative.parquet');
    await duckdb(`COPY (SELECT i AS "E (eV)" FROM range(4) t(i)) TO '${path}' (FORMAT parquet)`);
    const bytes = readFileSync(path);
    bytes[bytes.lastIndexOf(Buffer.from([0x16, 8])) + 1] = 7; // RowGroup.num_rows: −4 instead of 4
    file('negative.parquet', bytes);
    const message = await withDatabase([path], undefined, ({ rows }) =>
      rows(`SELECT count(*) FROM read_parquet('${path}')`),
    ).catch((thrown: Error) => thrown.message);
    expect(message).toMatch(duckdbTexts.assertion);
    await expect(eachLevel(path, {}, () => {})).rejects.toMatchObject({ code: 'broken-parquet' });
  });

  test('are those of one version, which package.json pins', () => {
    const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const installed = createRequire(import.meta.url)('@duckdb/node-api/package.json').version;
    expect(dependencies['@duckdb/node-api']).toBe(installed);
  });
});
