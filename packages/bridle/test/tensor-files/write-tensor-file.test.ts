import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readNpy, readSafetensors, readTensorFile, writeNpy, writeNpz, writeSafetensors } from 'bridle/tensor-files';
import { expect, test } from 'vitest';

const file = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

test('writeNpy writes the bytes that NumPy writes', () => {
  for (const kind of ['f4', 'f8', 'i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8']) {
    const bytes = file(`little-${kind}.npy`);
    expect(writeNpy(readNpy(bytes)), kind).toEqual(bytes);
  }
});

test('what is written is read again: names, shapes and bits', async () => {
  const tensors = new Map([
    ['logits', { data: Float64Array.from({ length: 6 }, (_, i) => 1 / (i - 3.5)), dims: [2, 3] }],
    ['정답', { data: Int32Array.of(1, 2), dims: [2] }],
    ['scalar', { data: Float32Array.of(0.1), dims: [] }],
  ]);
  for (const read of [await readTensorFile(writeNpz(tensors)), readSafetensors(writeSafetensors(tensors))]) {
    expect([...read.keys()].sort()).toEqual(['logits', 'scalar', '정답']);
    for (const [name, { data, dims }] of tensors) expect(read.get(name)).toMatchObject({ data, dims });
  }
});

test('a shape that is not that of the data is refused', () => {
  for (const write of [
    () => writeNpy({ data: new Float32Array(3), dims: [2] }),
    () => writeNpz(new Map([['a', { data: new Float32Array(3), dims: [2, 2] }]])),
  ]) {
    // biome-ignore format: one line
    expect(write).toThrow(RangeError);
  }
});

test('unzip finds nothing wrong with a .npz, where there is one', ({ skip }) => {
  const check = 'import sys,io,zipfile; print(zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).testzip())';
  const input = writeNpz(new Map([['가', { data: Float32Array.of(1, 2, 3), dims: [3] }]]));
  const { status, stdout, error } = spawnSync('python3', ['-c', check], { input, encoding: 'utf8' });
  skip(error !== undefined, 'python3 is not installed, whose zipfile reads the archive');
  expect([status, stdout.trim()]).toEqual([0, 'None']);
});
