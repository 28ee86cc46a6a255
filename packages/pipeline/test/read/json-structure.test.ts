import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/read/read-table.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

describe('the structure of a JSON file is refused', () => {
  test.each([
    ['cut after a comma', 'after.json', '[{"a":1},{"a":2},', 3],
    ['a comma before the end', 'trailing.json', '[{"a":1},{"a":2},\n]', 2],
    ['a comma before the first value', 'leading.json', '[,{"a":1}]', 1],
    ['two commas', 'twice.json', '[{"a":1},,{"a":2}]', 1],
    ['no comma', 'none.json', '[{"a":1} {"a":2}]', 2],
    ['an object after the array', 'object.json', '[{"a":1}]{"a":2}', 2],
    ['an object on a line after the array', 'later.json', '[{"a":1}]\n{"a":2}\n', 2],
    ['a second array', 'second.json', '[{"a":1}]\n[{"a":2}]', 2],
    ['a word after the array', 'word.json', '[{"a":1}] end', 2],
    ['a bracket after the array', 'bracket.json', '[{"a":1}]]', 2],
    ['no closing bracket', 'open.json', '[{"a":1},{"a":2}', 2],
    ['a comma before the end of an object', 'inner.json', '[{"a":1,}]', 1],
    ['two objects on one line', 'line.jsonl', '{"a":1}{"a":2}\n', 1],
    ['two objects on one line, with a blank', 'blank.jsonl', '{"a":0}\n{"a":1} {"a":2}\n', 2],
    ['a comma after an object of lines', 'comma.jsonl', '{"a":1},\n{"a":2}\n', 1],
    ['a word after an object of lines', 'after.jsonl', '{"a":1} x\n', 1],
    ['a string that is cut off', 'string.jsonl', '{"a":1}\n{"a":"x', 2],
  ])('%s', async (_, name, content, row) => {
    for (const path of [file(name, content), file(`${name}.gz`, gzipSync(content))]) {
      await expect(readTable(path)).rejects.toMatchObject({ code: 'broken-json', facts: { row } });
    }
  });

  test('because DuckDB reads an array that is cut off after a comma', async () => {
    const path = file('cut.json', '[{"a":1},{"a":2},');
    await duckdb(`CREATE TABLE t AS FROM read_json('${path}', format = 'array', columns = {a: 'INTEGER'})`);
  });
});

describe('the structure of a JSON file is accepted', () => {
  test.each([
    ['brackets, quotes and commas in strings', 'strings.json', '[{"a":"]},[{\\"x\\\\"},{"a":"}"}]'],
    ['blanks and newlines everywhere', 'blanks.json', '\ufeff [ \n{ "a" : "x" }\r\n , \t{"a":"y"}\n ] \n\n'],
    ['lines with blanks and empty lines', 'lines.jsonl', '\ufeff{"a":"x"} \r\n\n \t{"a":"y"}'],
  ])('%s', async (_, name, content) => {
    expect((await readTable(file(name, content))).rows).toBe(2);
  });

  test('if and only if JSON.parse accepts it, for texts of brackets and commas', async () => {
    const piece = fc.constantFrom('{"a":1}', '{"a":"]"}', '[', ']', ',', '{', '}', ' ', '\n', '"');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const text = `[{"a":0}${pieces.join('')}]`;
        let whole = true;
        try {
          const rows = JSON.parse(text);
          whole = rows.every((row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row));
        } catch {
          whole = false;
        }
        const read = await readTable(file('random.json', text)).then(
          () => true,
          (error) => {
            if (error.name !== 'InputError') throw error;
            return false;
          },
        );
        expect([text, read]).toEqual([text, whole]);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
