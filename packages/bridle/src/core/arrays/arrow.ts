// Columns of Apache Arrow, known by their shape and not by their class: the chunks of a column of numbers become one
// array. Its float16 columns hold bits, which are decoded here; as a bare Uint16Array nothing would tell them from
// whole numbers.

import { decodeHalf } from './half.ts';

/** What is read of apache-arrow's `Vector`, such as `table.getChild('score')`. */
export type ArrowVector = {
  readonly type: { readonly typeId: number };
  readonly length: number;
  readonly nullCount: number;
  /** The chunks. */
  readonly data: readonly { readonly length: number; readonly values: unknown }[];
};

type Values = Float32Array | Float64Array | BigInt64Array | BigUint64Array;

/** Arrow's numbers of the types of whole numbers and floats. */
const INT = 2;
const FLOAT = 3;

export function isArrow(x: unknown): x is ArrowVector {
  if (typeof x !== 'object' || x === null || !('data' in x && 'type' in x && 'length' in x && !('dims' in x)))
    return false;
  const { type, data } = x;
  return Array.isArray(data) && typeof type === 'object' && type !== null && 'typeId' in type;
}

/** The column's numbers in order, one chunk without a copy; TypeError for other types and for nulls. */
export function arrowValues(name: string, x: ArrowVector): Values {
  const { typeId } = x.type;
  if (typeId !== INT && typeId !== FLOAT) {
    throw new TypeError(`${name}: expected an Arrow column of numbers, got ${String(x.type)}`);
  }
  if (x.nullCount > 0) {
    throw new TypeError(`${name}: expected an Arrow column without nulls, got ${x.nullCount} of ${x.length}`);
  }
  const chunks = x.data.map(({ values, length }, i) => {
    if (!(ArrayBuffer.isView(values) && 'subarray' in values)) {
      throw new TypeError(`${name}: expected a typed array in chunk ${i} of the Arrow column`);
    }
    return (values as Float64Array).subarray(0, length);
  });
  const values = chunks.length === 1 ? chunks[0] : joined(chunks);
  if (values.length !== x.length) {
    throw new RangeError(`${name}: expected ${x.length} entries in the Arrow column's chunks, got ${values.length}`);
  }
  return typeId === FLOAT && values instanceof Uint16Array ? decodeHalf(values) : values;
}

function joined(chunks: readonly Float64Array[]): Float64Array {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const all = new ((chunks[0]?.constructor ?? Float64Array) as typeof Float64Array)(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
