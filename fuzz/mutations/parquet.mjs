// Mutations of Parquet by its structure: a field of the footer or of a page header is changed, and the lengths, offsets and
// magic numbers around it stay right, so that the reader gets as far as the false value.

import { decodeStruct, encodeStruct, placesOf } from './thrift.mjs';

const MAGIC = Buffer.from('PAR1');

const INTEGERS = [-1n, 0n, 1n, 2n, 3n, 7n, 8n, 31n, 64n, 127n, 128n, 255n, 1024n, 65_536n, 10_000_000n].concat([
  2n ** 31n - 1n,
  -(2n ** 31n),
  2n ** 32n,
  2n ** 40n,
  2n ** 62n,
  2n ** 63n - 1n,
  -(2n ** 63n),
]);

const TEXTS = ['', ' ', 'a', 'A', '\0', '\uFEFF', '.', 'a.b', '"', "'", 'list', 'element', 'x'.repeat(3000)].map(
  (text) => Buffer.from(text),
);
const BROKEN = [Buffer.from([0xff]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.alloc(8), Buffer.alloc(16, 255)];

/** The bytes of a Parquet file, changed within their structure; null if they are no Parquet. */
export function mutateParquet(random, bytes) {
  try {
    const file = partsOf(bytes);
    for (let n = random.few(3); n > 0; n -= 1) {
      if (random.chance(0.6)) changeOne(random, file.footer);
      else changePage(random, file);
    }
    return assembled(file);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

function partsOf(bytes) {
  if (bytes.length < 12 || !bytes.subarray(-4).equals(MAGIC)) throw new RangeError('no Parquet');
  const start = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  if (start < 4) throw new RangeError('no footer');
  return { body: bytes.subarray(0, start), footer: decodeStruct(bytes, start).tree };
}

function assembled({ body, footer }) {
  const tail = encodeStruct(footer);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(tail.length);
  return Buffer.concat([body, tail, length, MAGIC]);
}

function changeOne(random, tree) {
  const { type, value, write, remove } = random.pick(placesOf(tree));
  if (random.chance(0.1)) remove();
  else if (typeof value === 'bigint')
    write(random.chance(0.5) ? random.pick(INTEGERS) : value + BigInt(random.below(9) - 4));
  else if (Buffer.isBuffer(value))
    write(type === 7 ? Buffer.alloc(8, 255) : random.pick(random.chance(0.7) ? TEXTS : BROKEN));
  else if (value?.items) {
    const at = random.below(value.items.length + 1);
    const some = value.items[random.below(value.items.length)];
    if (some !== undefined && random.chance(0.6))
      value.items.splice(at, 0, ...Array(random.pick([1, 1, 20])).fill(some));
    else value.items.splice(at, 1);
  } else if (value?.fields && value.fields.length > 0) {
    const field = random.pick(value.fields);
    if (random.chance(0.5)) value.fields.push({ ...field, id: field.id + 1 });
    else field.type = random.pick([5, 6, 8, 9, 12].filter((other) => other === field.type)) ?? field.type;
  }
}

/** Changes the header of one page, or its bytes, and moves the offsets behind it. */
function changePage(random, file) {
  const chunks = columnsOf(file.footer);
  if (chunks.length === 0) return;
  const column = random.pick(chunks);
  const offset = column.find(({ id }) => id === random.pick([9, 9, 11]) || id === 9);
  const at = Number(offset?.value ?? -1n);
  if (!(at >= 4 && at < file.body.length)) return;
  const { tree, end } = decodeStruct(file.body, at);
  if (random.chance(0.3)) {
    const body = Buffer.from(file.body);
    for (let n = random.few(8); n > 0 && end < body.length; n -= 1)
      body[end + random.below(Math.min(64, body.length - end))] = random.pick([0, 1, 127, 128, 255, random.below(256)]);
    file.body = body;
    return;
  }
  changeOne(random, tree);
  const header = encodeStruct(tree);
  file.body = Buffer.concat([file.body.subarray(0, at), header, file.body.subarray(end)]);
  const moved = BigInt(header.length - (end - at));
  for (const fields of chunks)
    for (const field of fields)
      if ([9, 10, 11].includes(field.id) && typeof field.value === 'bigint' && field.value > BigInt(at))
        field.value += moved;
}

/** The fields of every ColumnMetaData: FileMetaData.row_groups (4) → RowGroup.columns (1) → ColumnChunk.meta_data (3). */
function columnsOf(footer) {
  const inside = (struct, id) => struct?.fields?.find((field) => field.id === id)?.value;
  const groups = inside(footer, 4)?.items ?? [];
  const chunks = groups.flatMap((group) => inside(group, 1)?.items ?? []);
  return chunks.flatMap((chunk) => (inside(chunk, 3)?.fields ? [inside(chunk, 3).fields] : []));
}
