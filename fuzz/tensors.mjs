// Seeds, readings and checks of tensor files. The seeds are small files of every type, order and version, written by NumPy
// and safetensors. What is accepted must have as many numbers as its shape, and the same rows whole and block by block.

import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { openTensorFile, readTensorFile, rowBlocks } from 'bridle/tensor-files';

const FOLDER = new URL('../packages/bridle/test/tensor-files/fixtures/', import.meta.url);

export const TENSOR_TOKENS = [
  "'descr': '<f8'",
  "'descr': '|O'",
  "'descr': '<U3'",
  "'fortran_order': True",
  "'shape': (1000000000000,)",
  '(2, 3)',
  '(0,)',
  'PK\u0001\u0002',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  'PK\u0006\u0006',
  '"data_offsets":[0,8]',
  '"dtype":"BF16"',
  '"__proto__":{}',
  '99999999999999999999',
  '-1',
];

const TYPES = [undefined, 'bfloat16', 'float8_e4m3fn', 'float8_e5m2'];

/** The fixtures whose names match. */
export function tensorSeeds(names) {
  return readdirSync(FOLDER)
    .filter((name) => names.test(name))
    .map((name) => readFileSync(new URL(name, FOLDER)));
}

export async function readTensors(bytes, { random }) {
  const options = { type: TYPES[random.variant % TYPES.length] };
  const file = new Uint8Array(bytes);
  const whole = await readTensorFile(file, { ...options, texts: true });
  const blocks = new Map();
  if ([...whole.values()].some(({ data }) => Array.isArray(data))) return { whole, blocks };
  for (const tensor of await openTensorFile(file, options)) {
    const rank = tensor.dims.length;
    if (rank > 0) blocks.set(tensor.name, await sumsByBlock(tensor, random.variant % rank, 1 + (random.variant % 40)));
  }
  return { whole, blocks };
}

/** The sum of each row along an axis, whatever is in it. */
async function sumsByBlock(tensor, axis, entries) {
  const sums = [];
  for await (const { data, dims, rowAt } of rowBlocks(tensor, { axis, entries })) {
    const [outer, length, inner] = dims;
    for (let r = 0; r < outer * inner; r += 1) {
      let sum = 0;
      const base = Math.floor(r / inner) * length * inner + (r % inner);
      for (let k = 0; k < length; k += 1) sum += Number(data[base + k * inner]);
      sums[rowAt(r)] = sum;
    }
  }
  return { axis, sums };
}

export function judgeTensors({ whole, blocks }) {
  for (const [name, { data, dims }] of whole) {
    const size = dims.reduce((product, length) => product * length, 1);
    if (data.length !== size) return `"${name}" has ${data.length} numbers for the shape [${dims}]`;
    const found = blocks.get(name);
    if (!found || size === 0) continue;
    const { axis, sums } = found;
    const step = dims.slice(axis + 1).reduce((product, length) => product * length, 1);
    for (let r = 0; r < size / dims[axis]; r += 1) {
      let sum = 0;
      for (let k = 0; k < dims[axis]; k += 1) {
        sum += Number(data[Math.floor(r / step) * step * dims[axis] + (r % step) + k * step]);
      }
      if (!Object.is(sum, sums[r])) return `row ${r} of "${name}" is another one in blocks`;
    }
  }
  return null;
}

/** An archive of members, each a name and its bytes, with the right sizes and checksums. */
export function zipOf(members, deflated = false) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name: text, bytes } of members) {
    const body = deflated ? deflateRawSync(bytes, { level: 1 }) : bytes;
    const name = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(deflated ? 8 : 0, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    parts.push(Buffer.from('PK\u0003\u0004'), common, name, body);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, tail, name);
    at += 30 + name.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** The CRC-32 of zip. */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
