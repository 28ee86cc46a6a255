#!/usr/bin/env bash
# @duckdb/node-api 1.5.6-r.1: a valid CSV file (RFC 4180) whose header has a line break inside quotes, of another kind than
# the line ends, as spreadsheets write it, is read as a table without rows and without an error. In a file with the same
# kind of break in both places, and with the same break in a cell of a row, all rows are read.
# Seen:  header "\n", rows CRLF: []     header CRLF, rows CRLF: [["1","2"],["3","4"]]
# Also:  a text that begins with U+FEFF loses it on the way to JavaScript: length 2 in SQL, 1 in JavaScript.
# Fails if any of this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat >run.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { DuckDBInstance, version } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
const read = (text) => {
  writeFileSync('table.csv', text);
  const columns = "columns = {a: 'VARCHAR', b: 'VARCHAR'}";
  return rows(`SELECT * FROM read_csv('table.csv', auto_detect = false, header = true, delim = ',', quote = '"', ${columns})`);
};
const seen = {
  version: version(),
  other: await read('a,"b\nc"\r\n1,2\r\n3,4\r\n'),
  same: await read('a,"b\r\nc"\r\n1,2\r\n3,4\r\n'),
  inRow: await read('a,b\r\n1,"2\n2"\r\n3,4\r\n'),
  mark: (await rows("SELECT chr(65279) || 'b' AS t, length(t)")).map(([text, length]) => [text.length, Number(length)]),
};
console.log(JSON.stringify(seen, null, 1));
const expected = {
  version: seen.version,
  other: [],
  same: [['1', '2'], ['3', '4']],
  inRow: [['1', '2\n2'], ['3', '4']],
  mark: [[1, 2]],
};
if (JSON.stringify(seen) !== JSON.stringify(expected)) {
  console.error('DuckDB behaves otherwise now');
  process.exit(1);
}
JS
node run.mjs
