// The kept rows: bench/results/DATE-CPU-nodeMAJOR.jsonl, one JSON object a line; each row says where it was measured.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('results', import.meta.url));

export function resultsName({ date, cpu, node }) {
  const slug = cpu
    .replace(/\(.*?\)/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${date}-${slug}-node${node.split('.')[0]}.jsonl`;
}

/** Writes the rows whole; returns the file. */
export function keepRows(rows, place = folder) {
  mkdirSync(place, { recursive: true });
  const file = join(place, resultsName(rows[0]));
  writeFileSync(`${file}.part`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  renameSync(`${file}.part`, file);
  return file;
}

/** The rows of the newest file: the last date, and of that date the last name. */
export function newestRows(place = folder) {
  const newest = readdirSync(place)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .pop();
  if (!newest) throw new Error('bench/results is empty; run npm run bench');
  return readFileSync(join(place, newest), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
