import { readFileSync } from 'node:fs';
import { type ByteSource, npyHeader, openTensorFile, readTensor, rowBlocks, type TensorInFile, writeNpy, writeNpz, writeSafetensors } from 'bridle/tensor-files'; // biome-ignore format: one line
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** All rows along an axis by their numbers, put together from blocks. */
async function rowsOf(tensor: TensorInFile, axis: number, entries: number): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const { data, dims, rowAt } of rowBlocks(tensor, { axis, entries })) {
    const [outer, length, inner] = dims;
    for (let r = 0; r < outer * inner; r += 1) {
      const base = Math.floor(r / inner) * length * inner + (r % inner);
      expect(rows[rowAt(r)]).toBe(undefined);
      rows[rowAt(r)] = Array.from({ length }, (_, k) => Number(data[base + k * inner]));
    }
  }
  return rows;
}

/** The same from the whole tensor. */
async function rowsOfWhole(tensor: TensorInFile, axis: number): Promise<number[][]> {
  const { data, dims } = await readTensor(tensor);
  const step = dims.slice(axis + 1).reduce((a, b) => a * b, 1);
  const count = data.length / dims[axis];
  return Array.from({ length: count }, (_, r) => {
    const base = Math.floor(r / step) * step * dims[axis] + (r % step);
    return Array.from({ length: dims[axis] }, (_, k) => Number(data[base + k * step]));
  });
}

describe('rowBlocks', () => {
  const numbers = (n: number) => Float32Array.from({ length: n }, (_, i) => i);
  const shape = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

  test('gives every row once, of any shape, order and axis, whatever the size of a block', async () => {
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.nat(3),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        async (dims, a, entries, fortran) => {
          const axis = a % dims.length;
          const data = numbers(dims.reduce((x, y) => x * y, 1));
          const bytes = new Uint8Array(Buffer.concat([npyHeader('float32', dims, fortran), Buffer.from(data.buffer)]));
          const [tensor] = await openTensorFile(bytes);
          expect(tensor.fortran).toBe(fortran);
          expect(await rowsOf(tensor, axis, entries)).toEqual(await rowsOfWhole(tensor, axis));
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  test('says where the entries of a block lie in the file, so that results can be written there', async () => {
    const bytes = writeNpy({ data: numbers(24), dims: [2, 3, 4] });
    const [tensor] = await openTensorFile(bytes);
    for (const axis of [0, 1, 2]) {
      const copy = new Float32Array(24).fill(-1);
      for await (const { data, runs } of rowBlocks(tensor, { axis, entries: 7 })) {
        runs((inFile, inBlock, count) => copy.set((data as Float32Array).subarray(inBlock, inBlock + count), inFile));
      }
      expect(copy).toEqual(numbers(24));
    }
  });

  test('never asks a source for more than a block, and the header for 64 kB', async () => {
    const bytes = writeSafetensors(new Map([['a', { data: numbers(100_000), dims: [1000, 100] }]]));
    let largest = 0;
    const source: ByteSource = {
      size: bytes.length,
      read: (start, end) => {
        expect(start >= 0 && end <= bytes.length).toBe(true);
        largest = Math.max(largest, end - start);
        return bytes.subarray(start, end);
      },
    };
    const [tensor] = await openTensorFile(source);
    expect(largest).toBeLessThanOrEqual(2 ** 16 + 12);
    largest = 0;
    let rows = 0;
    for await (const { dims } of rowBlocks(tensor, { axis: 0, entries: 5000 })) rows += dims[2];
    expect(rows).toBe(100);
    expect(largest).toBe(5 * 4);
  });

  test('reads a deflated array in order, and unpacks it where the axis asks for another', async () => {
    const [tensor] = await openTensorFile(
      new Uint8Array(readFileSync(new URL('fixtures/deflated.npz', import.meta.url))),
    );
    expect(tensor).toMatchObject({ name: 'logits', dims: [8, 5], read: null });
    for (const axis of [0, 1]) expect(await rowsOf(tensor, axis, 9)).toEqual(await rowsOfWhole(tensor, axis));
  });

  test('compares the checksum of a .npz entry once its rows have been read', async () => {
    const bytes = writeNpz(new Map([['a', { data: numbers(40), dims: [8, 5] }]]));
    bytes[bytes.length - 150] ^= 1;
    const [tensor] = await openTensorFile(bytes);
    await expect(rowsOf(tensor, 1, 5)).rejects.toMatchObject({ code: 'bad-checksum' });
  });

  test('has no blocks for a tensor without entries, and refuses an axis that is not there', async () => {
    const [none] = await openTensorFile(writeNpy({ data: numbers(0), dims: [0, 3] }));
    expect(await rowsOf(none, 1, 5)).toEqual([]);
    await expect(rowBlocks(none, { axis: 2 }).next()).rejects.toThrow(RangeError);
  });
});
