// Common to the readers of tables: the call, the check of the result, and the seeds and words of each format.

import { gzipSync } from 'node:zlib';
import { readTable } from '@bridle/pipeline';
import { byteMutations } from './mutations/bytes.mjs';
import { mutateJson } from './mutations/json.mjs';
import { mutate } from './mutations/mutate.mjs';
import { buffers, example } from './seeds.mjs';

/** Reads the input as a table of that name. */
export function readAs(name) {
  return (_, { file }) => readTable(file(name));
}

/** What is wrong with a table that was accepted, or null. */
export function judgeTable({ rows, columns }) {
  if (!(Number.isSafeInteger(rows) && rows > 0)) return `it has ${rows} rows`;
  if (new Set(columns.map(({ name }) => name)).size !== columns.length) return 'two columns have one name';
  for (const column of columns) {
    const place = `column "${column.name.slice(0, 40)}"`;
    const cells = column.kind === 'numeric' ? column.values : column.codes;
    if (cells.length !== rows) return `${place} has ${cells.length} cells in ${rows} rows`;
    if (column.kind === 'numeric') {
      if (column.values.some((x) => Math.abs(x) === Infinity)) return `${place} holds an infinity`;
      continue;
    }
    const { codes, levels } = column;
    if (new Set(levels).size !== levels.length) return `${place} has a level twice`;
    if (codes.some((code) => code < -1 || code >= levels.length)) return `${place} has a code without a level`;
    const used = new Set(codes);
    const odd = levels.findIndex((level, i) => typeof level !== 'string' || level !== level.trim() || !used.has(i));
    if (odd >= 0) return `${place} has the level ${JSON.stringify(levels[odd])}, unused or not trimmed`;
  }
  return null;
}

export const CSV_TOKENS = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '"\n"',
  '\r',
  '\n',
  'NA',
  '""""',
  ',,',
  '\\',
  '\\"',
  '#',
  '2024-01-01',
  '12:30',
  'true',
  '$',
  '%',
  '1,234',
  '1.234',
  '−',
  '\u00a0',
  '?',
  '#',
  'sep=;\n',
];

export const csvSeeds = () =>
  buffers(
    example('iris/iris.csv', 8),
    example('penguins/penguins.csv', 10),
    example('wine/wine.csv', 4),
    example('butane/conformers.csv'),
    'name,"a ""b"" c",note\n"x\ny",1,"p,q"\n" z ","2",\n"",3,"NA"\n',
    '\uFEFFa,b\r\n1,x\r\n\r\n2,y\r\n',
    'a;b;c\n3,5;x;"1;2"\n4,25;y;\n',
    'a\tb\n1\t"x\ty"\n2\tz\n',
    'a|b\n1|2\n3|4\n',
    'only\n1\n2\n\n3\n',
    '이름,값,날짜\n하나,1,2024-01-01\n둘,NA,2024-02-29\n셋,1e3,\n',
    'id,flag\n9007199254740991,true\n12,false\n',
    'Report of May,,\n\nsize,width,kind\n1,2,a\n3,4,b\n',
    '"sep=;"\n# made by hand\nsize;kind\n1;a\n2;b\n',
    '5.1,3.5,red\n4.9,3,red\n6,2,blue\n',
    ',price,rate,t\n0,"$1,024.50",18%,−3\n1,$9.00,7%,１２\n2,"(1,200)",?,-\n',
    'Betrag;x;y\n900;1.234,5;5 kg\n1.040;7,25;없음\n1.500;0,5;12 kg\n',
    '"mpg" "cyl"\n"Mazda 4" 21 6\n"Fiat" 32 4\n',
    'size,kind,\n900,a,\n957,b,\n',
  ).concat(
    Buffer.from('c0ccb8a72c610a31c0cc2c310a8c632c320a', 'hex'), // 이름,a in CP949
    Buffer.from('\ufeffa,b\n1,2\n3,4\n', 'utf16le'),
  );

export const tsvSeeds = () => csvSeeds().map((bytes) => Buffer.from(bytes.toString('utf8').replaceAll(/[,;|]/g, '\t')));

const JSON_TOKENS = [
  'null',
  'true',
  '{}',
  '[]',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\u0000',
  '\\ud800',
  '"a":1',
  '"__proto__":1',
  '1e400',
  '-0',
  'NaN',
  '//',
  '/*',
  '\u0000',
];

const RECORDS = [
  [
    { a: 1, b: 'x' },
    { a: 2.5, b: 'y' },
    { a: null, b: 'z' },
  ],
  [
    { 이름: '하나', 값: 1, flag: true },
    { 값: 2, 이름: 'a "b" \\ c\n', flag: false },
  ],
  [{ x: 0.1 }, { y: '2' }, { x: 1e300, y: '3' }],
  [{ id: 1, text: '', nested: null }],
];

export const jsonSeeds = () =>
  RECORDS.flatMap((records) =>
    buffers(
      JSON.stringify(records),
      `${JSON.stringify(records, null, 2)}\n`,
      JSON.stringify({ status: 'ok', data: { rows: records, total: records.length } }, null, 1),
    ),
  );

export const jsonlSeeds = () =>
  RECORDS.flatMap((records) => buffers(records.map((record) => `${JSON.stringify(record)}\n`).join('')));

/** Half by the structure of JSON, half by its bytes, and now and then by both. */
export function mutateJsonOrText(random, seeds) {
  const structured = random.chance(0.5) ? mutateJson(random, random.pick(seeds)) : null;
  if (structured && random.chance(0.8)) return structured;
  return mutate(random, structured ? [structured] : seeds, { tokens: JSON_TOKENS });
}

/** Packed inputs: the text is mutated, or what it is packed into, or both. */
export function gzipped(mutateText) {
  const broken = Object.values(byteMutations);
  return (random, seeds) => {
    const packed = random.chance(0.6)
      ? gzipSync(mutateText(random, seeds), { level: 1 })
      : gzipSync(random.pick(seeds));
    const choice = random.below(10);
    if (choice < 5) return packed;
    if (choice === 5) return Buffer.concat([packed, gzipSync(mutateText(random, seeds))]);
    if (choice === 6) return Buffer.concat([packed, random.bytes(random.few(40))]);
    if (choice === 7) return packed.subarray(0, packed.length - random.few(10));
    return random.pick(broken)(random, packed, { others: [packed], tokens: ['\x1f\x8b'] });
  };
}
