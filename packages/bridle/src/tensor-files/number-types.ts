// The types of numbers in tensor files, and their decoding from bytes in either byte order. Types that JavaScript has no
// array for (float16, bfloat16 and the two float8) become Float32Array, which holds each of their values exactly.

/** Names as ONNX Runtime and PyTorch use them. float8_e4m3fn has no infinities and ends at 448; float8_e5m2 at 57,344. */
export type NumberType = keyof typeof BYTES;

/** The arrays that numbers of tensor files are read into and written from. */
export type NumberArray =
  | Float64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** Bytes of one number. */
export const BYTES = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  float8_e4m3fn: 1,
  float8_e5m2: 1,
  int64: 8,
  uint64: 8,
  int32: 4,
  uint32: 4,
  int16: 2,
  uint16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
} as const;

/** The numbers in `bytes`, whose length is a multiple of the type's. */
export function decodeNumbers(bytes: Uint8Array, type: NumberType, littleEndian = true): NumberArray {
  const size = BYTES[type];
  const buffer = ordered(bytes, size, littleEndian);
  switch (type) {
    case 'float64':
      return new Float64Array(buffer);
    case 'float32':
      return new Float32Array(buffer);
    case 'float16':
      return looked(new Uint16Array(buffer), halves());
    case 'bfloat16':
      return bfloats(new Uint16Array(buffer));
    case 'float8_e4m3fn':
      return looked(new Uint8Array(buffer), e4m3fn());
    case 'float8_e5m2':
      return looked(new Uint8Array(buffer), e5m2());
    case 'int64':
      return new BigInt64Array(buffer);
    case 'uint64':
      return new BigUint64Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'int8':
      return new Int8Array(buffer);
    case 'uint8':
      return new Uint8Array(buffer);
    case 'bool':
      return new Uint8Array(buffer).map((byte) => (byte === 0 ? 0 : 1));
  }
}

/** The numbers as bytes, little-endian; the inverse of `decodeNumbers` for the types that have arrays. */
export function encodeNumbers(numbers: NumberArray): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return new Uint8Array(ordered(bytes, numbers.BYTES_PER_ELEMENT, true));
}

const MACHINE_IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** A copy, aligned for any type, in the byte order of this machine. */
function ordered(bytes: Uint8Array, size: number, littleEndian: boolean): ArrayBuffer {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  if (littleEndian !== MACHINE_IS_LITTLE && size > 1) {
    for (let at = 0; at < copy.length; at += size) copy.subarray(at, at + size).reverse();
  }
  return copy.buffer;
}

function looked(codes: Uint16Array | Uint8Array, values: Float32Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) out[i] = values[codes[i]];
  return out;
}

/** bfloat16 is the upper half of a float32. */
function bfloats(codes: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) bits[i] = codes[i] << 16;
  return new Float32Array(bits.buffer);
}

/** A function that makes a table once, when it is first asked for. */
function once(make: () => Float32Array): () => Float32Array {
  let made: Float32Array | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The values of all codes of a small float: a sign, `exponentBits` and `fractionBits`. */
function valuesOf(exponentBits: number, fractionBits: number): Float32Array {
  const bits = 1 + exponentBits + fractionBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const fractions = 2 ** fractionBits;
  return Float32Array.from({ length: 2 ** bits }, (_, code) => {
    const sign = code >> (bits - 1) ? -1 : 1;
    const exponent = (code >> fractionBits) & (2 ** exponentBits - 1);
    const fraction = (code & (fractions - 1)) / fractions;
    if (exponent === 2 ** exponentBits - 1) return fraction ? Number.NaN : sign * Infinity;
    return sign * (exponent ? (1 + fraction) * 2 ** (exponent - bias) : fraction * 2 ** (1 - bias));
  });
}

const halves = once(() => valuesOf(5, 10));
const e5m2 = once(() => valuesOf(5, 2));

/** The highest exponent holds numbers, and only the last code of each sign is NaN (Micikevicius et al. 2022). */
const e4m3fn = once(() => {
  const values = valuesOf(4, 3);
  for (const sign of [0, 128]) {
    for (let fraction = 0; fraction < 7; fraction += 1) {
      values[sign + 0x78 + fraction] = (sign ? -1 : 1) * (1 + fraction / 8) * 256;
    }
  }
  return values;
});
