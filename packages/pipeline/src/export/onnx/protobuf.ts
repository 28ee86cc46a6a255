// Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding), as much as ONNX needs: varints and
// length-delimited fields. Messages are written field by field, and read back as lists of fields by number.

/** One field's bytes: a whole number, a text, bytes, or a message made by `message`. */
export function field(number: number, value: number | bigint | string | Uint8Array): Uint8Array {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Buffer.from([...varint(BigInt(number) << 3n), ...varint(BigInt(value))]);
  }
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([Buffer.from([...varint((BigInt(number) << 3n) | 2n), ...varint(BigInt(bytes.length))]), bytes]);
}

/** The bytes of a message. */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

/** The values of each field of a message, in their order; numbers of 4 or 8 bytes as those bytes. */
export type Fields = Map<number, (bigint | Buffer)[]>;

/** Reads a message; RangeError where its bytes are none. */
export function readMessage(bytes: Buffer): Fields {
  const fields: Fields = new Map();
  let at = 0;
  const next = () => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('protobuf: a number is cut off');
  };
  while (at < bytes.length) {
    const tag = next();
    const number = Number(tag >> 3n);
    const kind = Number(tag & 7n);
    let value: bigint | Buffer;
    if (kind === 0) value = next();
    else if (kind === 2) {
      const length = Number(next());
      if (at + length > bytes.length) throw new RangeError('protobuf: a field is cut off');
      value = bytes.subarray(at, at + length);
      at += length;
    } else if (kind === 1 || kind === 5) {
      const length = kind === 1 ? 8 : 4;
      if (at + length > bytes.length) throw new RangeError('protobuf: a field is cut off');
      value = bytes.subarray(at, at + length);
      at += length;
    } else throw new RangeError(`protobuf: a field of the kind ${kind}`);
    const known = fields.get(number);
    if (known) known.push(value);
    else fields.set(number, [value]);
  }
  return fields;
}
