// The little of Thrift's compact protocol that the headers and the footer of Parquet need: structs of integers, texts, lists
// and structs (thrift-compact-protocol.md, version 1).

export type Value =
  | { i32: number }
  | { i64: number }
  | { text: string }
  | { list: readonly Value[] }
  | { struct: Struct }
  /** A struct that is encoded already. */
  | { encoded: Uint8Array };

/** Fields by their numbers, which ascend. */
export type Struct = readonly (readonly [id: number, value: Value])[];

const [I32, I64, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];

export function encodeStruct(struct: Struct): Uint8Array {
  const out: number[] = [];
  putStruct(out, struct);
  return Uint8Array.from(out);
}

function putStruct(out: number[], struct: Struct): void {
  let last = 0;
  for (const [id, value] of struct) {
    out.push(((id - last) << 4) | typeOf(value));
    putValue(out, value);
    last = id;
  }
  out.push(0);
}

function typeOf(value: Value): number {
  if ('i32' in value) return I32;
  if ('i64' in value) return I64;
  if ('text' in value) return BINARY;
  return 'list' in value ? LIST : STRUCT;
}

function putValue(out: number[], value: Value): void {
  if ('i32' in value) putVarint(out, 2 * value.i32);
  else if ('i64' in value) putVarint(out, 2 * value.i64);
  else if ('struct' in value) putStruct(out, value.struct);
  else if ('encoded' in value) putBytes(out, value.encoded);
  else if ('text' in value) {
    const bytes = Buffer.from(value.text);
    putVarint(out, bytes.length);
    putBytes(out, bytes);
  } else {
    const { list } = value;
    const type = list.length > 0 ? typeOf(list[0]) : STRUCT;
    if (list.length < 15) out.push((list.length << 4) | type);
    else {
      out.push(0xf0 | type);
      putVarint(out, list.length);
    }
    for (const item of list) putValue(out, item);
  }
}

function putBytes(out: number[], bytes: Uint8Array): void {
  for (const byte of bytes) out.push(byte);
}

/** A whole number ≥ 0 below 2⁵³ in groups of seven bits, the lowest first. */
export function putVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
