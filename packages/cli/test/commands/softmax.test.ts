import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { softmax } from 'bridle';
import { readNpy, writeNpy, writeNpz } from 'bridle/tensor-files';
import { describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-softmax-'));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const rows = [[2, 1, 0], [0, 3, 0], [1, 1, 1], [0, 0, 2], [5, 0, 0], [1, 0, 0]]; // biome-ignore format: a matrix
const data = Float32Array.from(rows.flat());
const logits = file('logits.npy', writeNpy({ data, dims: [6, 3] }));
const pair = file('pair.npz', writeNpz(new Map<string, { data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>; dims: number[] }>([['logits', { data, dims: [6, 3] }], ['y', { data: Int32Array.of(0, 1, 2, 2, 0, 1), dims: [6] }]]))); // biome-ignore format: one line

describe('bridle softmax', () => {
  test('prints what is in the file and its first rows', async () => {
    const { code, out, err } = await call(['softmax', logits, '--top-k', '2']);
    expect(out).toBe(`\
logits                6 rows of 3 classes
tensor                6 × 3, float32, rows along axis 1
temperature           1
mean entropy          0.669729 nats
mean top probability  70.96%

row 1  0: 66.52%  1: 24.47%
row 2  1: 90.94%  0: 4.53%
row 3  0: 33.33%  1: 33.33%
row 4  2: 78.70%  0: 10.65%
row 5  0: 98.67%  1: 0.66%
`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('measures against labels, and fits a temperature, in Korean too', async () => {
    const { code, out } = await call([
      'softmax',
      pair,
      '--tensor',
      'logits',
      '--labels',
      'y',
      '--fit-temperature',
      '--lang',
      'ko',
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/온도 +\d\.\d+, 레이블에 맞춤/);
    const json = JSON.parse(
      (await call(['softmax', pair, '--tensor', 'logits', '--labels', 'y', '--fit-temperature', '--json'])).out,
    );
    expect(json.quality.logLoss).toBeLessThan(json.fit.before.logLoss);
    expect(json.quality.rows).toBe(6);
    expect(json.tensor).toEqual({ name: 'logits', dims: [6, 3], type: 'float32', axis: 1 });
  });

  test('writes probabilities', async () => {
    const out = join(folder, 'p.npy');
    const { code, err } = await call(['softmax', logits, '--out', out, '--axis', '0', '--temperature', '2']);
    expect({ code, err }).toEqual({ code: 0, err: `wrote probabilities to ${out}\n` });
    const want = softmax({ data, dims: [6, 3] }, { axis: 0, temperature: 2 });
    expect(readNpy(new Uint8Array(readFileSync(out)))).toEqual({ ...want, type: 'float32' });
  });

  test.each([
    [['table.csv'], /is no tensor file/],
    [[logits, '--fit-temperature'], /--fit-temperature needs --labels/],
    [[logits, '--log'], /--log is about what is written: add --out/],
    [[pair], /several tensors \(logits, y\); choose one with --tensor\.$/],
    [[pair, '--tensor', 'x'], /there is no tensor "x"; the file has: logits, y \(--tensor\)\.$/],
    [[logits, '--axis', '2'], /the shape is 6 × 3, which has no axis 2; choose one from 0 to 1/],
    [[logits, '--axis', '0.5'], /--axis/],
    [[pair, '--tensor', 'logits', '--labels', 'z'], /"z" is neither a tensor of this file \(others: y\)/],
    [[join(folder, 'none.npy')], /none\.npy/],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { code, out, err } = await call(['softmax', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('bridle check', () => {
  test('reads tensor files along any axis', async () => {
    const { out } = await call(['check', logits, '--axis', '0']);
    expect(out).toMatch(/^scores {14}3 rows of 6 values\n/);
    const { formats, tensor } = JSON.parse((await call(['check', pair, '--tensor', 'logits', '--json'])).out);
    expect([formats.f16.naive.verdict, tensor.name]).toEqual(['ok', 'logits']);
  });

  test('says what float8 does to large scores', async () => {
    const float8 = fileURLToPath(
      new URL('../../../bridle/test/tensor-files/fixtures/float8_e4m3fn.npy', import.meta.url),
    );
    const { out } = await call(['check', float8, '--type', 'float8_e4m3fn']);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'ends at 448: PyTorch and ONNX save larger scores as 448, ml_dtypes as NaN.',
    );
    expect((await call(['check', logits])).out).not.toContain('448');
  });

  test('refuses the options of tensor files for other input', async () => {
    const { code, err } = await call(['check', '1', '2', '--tensor', 'a', '--lang', 'ko']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'bridle: --tensor는 .npy, .npz, .safetensors 파일에만 쓸 수 있습니다.\n',
    });
  });
});
