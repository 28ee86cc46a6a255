// Thrift's compact protocol as a tree, in which Parquet writes its footer and the headers of its pages.
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
// A struct is { fields: [{ id, type, value }] }, a list { of, items }, an integer a BigInt, a binary a Buffer.

const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const SET = 10;
const STRUCT = 12;

/** The struct that begins at `start`, and where it ends. Throws on what is none. */
export function decodeStruct(bytes, start) {
  let at = start;
  const byte = () => {
    if (at >= bytes.length) throw new RangeError('thrift: cut off');
    at += 1;
    return bytes[at - 1];
  };
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const b = byte();
      value |= BigInt(b & 127) << shift;
      if (b < 128) break;
    }
    return value;
  };
  const zigzag = () => {
    const n = varint();
    return (n >> 1n) ^ -(n & 1n);
  };
  const value = (type) => {
    if (type === TRUE || type === FALSE) return null;
    if (type === BYTE) return BigInt(byte());
    if (type < DOUBLE) return zigzag();
    if (type === DOUBLE || type === BINARY) {
      const length = type === DOUBLE ? 8 : Number(varint());
      at += length;
      if (at > bytes.length) throw new RangeError('thrift: cut off');
      return bytes.subarray(at - length, at);
    }
    if (type === LIST || type === SET) {
      const head = byte();
      const count = head >> 4 === 15 ? Number(varint()) : head >> 4;
      const of = head & 15;
      return {
        of,
        items: Array.from({ length: count }, () => (of === TRUE || of === FALSE ? BigInt(byte()) : value(of))),
      };
    }
    if (type === STRUCT) return struct();
    throw new RangeError(`thrift: type ${type}`);
  };
  const struct = () => {
    const fields = [];
    let id = 0;
    for (let head = byte(); head !== 0; head = byte()) {
      id = head >> 4 === 0 ? Number(zigzag()) : id + (head >> 4);
      fields.push({ id, type: head & 15, value: value(head & 15) });
    }
    return { fields };
  };
  const tree = struct();
  return { tree, end: at };
}

/** The bytes of a struct. */
export function encodeStruct(tree) {
  const out = [];
  const varint = (n) => {
    let rest = BigInt.asUintN(64, n);
    for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
    out.push(Number(rest));
  };
  const zigzag = (n) => varint((BigInt.asIntN(64, n) << 1n) ^ (BigInt.asIntN(64, n) >> 63n));
  const value = (type, one) => {
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) out.push(Number(one & 255n));
    else if (type < DOUBLE) zigzag(one);
    else if (type === DOUBLE) out.push(...one);
    else if (type === BINARY) {
      varint(BigInt(one.length));
      out.push(...one);
    } else if (type === LIST || type === SET) {
      const { of, items } = one;
      out.push((items.length < 15 ? items.length << 4 : 0xf0) | of);
      if (items.length >= 15) varint(BigInt(items.length));
      for (const item of items) {
        if (of === TRUE || of === FALSE) out.push(Number(item));
        else value(of, item);
      }
    } else struct(one);
  };
  const struct = ({ fields }) => {
    let last = 0;
    for (const { id, type, value: one } of fields) {
      const step = id - last;
      if (step > 0 && step < 16) out.push((step << 4) | type);
      else {
        out.push(type);
        zigzag(BigInt(id));
      }
      value(type, one);
      last = id;
    }
    out.push(0);
  };
  struct(tree);
  return Buffer.from(out);
}

/** Every place of a tree that a value can be written to: [value, write, type]. */
export function placesOf(tree) {
  const places = [];
  const walk = (type, value, write, remove) => {
    places.push({ type, value, write, remove });
    if (type === STRUCT) {
      for (const field of value.fields) {
        const removeField = () => value.fields.splice(value.fields.indexOf(field), 1);
        walk(field.type, field.value, (other) => Object.assign(field, { value: other }), removeField);
      }
    } else if (type === LIST || type === SET) {
      for (const [i, item] of value.items.entries()) {
        walk(
          value.of,
          item,
          (other) => value.items.splice(i, 1, other),
          () => value.items.splice(i, 1),
        );
      }
    }
  };
  walk(
    STRUCT,
    tree,
    () => {},
    () => {},
  );
  return places;
}
