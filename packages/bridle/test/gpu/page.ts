// What tests of the GPU do inside the page: make rows, run them on the GPU and in the core, and measure how far apart
// the results are, in units of the last place of float32. The truth is the core in float64, on the same values.

import { crossEntropy, logSoftmax, logSumExp, type Options, softmax } from 'bridle';
import type { Gpu } from 'bridle/gpu';
import { seededRandom } from '../../src/core/random.ts';

export { seededRandom };

const word = new Float32Array(1);
const bits = new Uint32Array(word.buffer);

/** How far `got` is from `want` in units of float32's last place at `scale`; ∞ where one is NaN or infinite alone. */
export function ulps(got: number, want: number, scale = want): number {
  if (Math.abs(want) >= 2 ** 128 * (1 - 2 ** -25)) return got === Math.sign(want) * Infinity ? 0 : Infinity;
  if (Number.isNaN(want) || Number.isNaN(got)) return Number.isNaN(want) && Number.isNaN(got) ? 0 : Infinity;
  word[0] = Math.abs(scale);
  return Math.abs(got - want) / 2 ** (Math.max(bits[0] >>> 23, 1) - 150);
}

export function largest(got: ArrayLike<number>, want: ArrayLike<number>, scale: ArrayLike<number> = want): number {
  if (got.length !== want.length) throw new Error(`expected ${want.length} results, got ${got.length}`);
  let worst = 0;
  for (let i = 0; i < want.length; i += 1) worst = Math.max(worst, ulps(got[i], want[i], scale[i]));
  return worst;
}

/** Rows by name, each of them hard in its own way; what a naive kernel makes of them is tested too. */
export const families: Record<string, (random: () => number, i: number, n: number) => number> = {
  normal: (random) => 3 * Math.sqrt(12) * (random() + random() + random() - 1.5),
  'uniform from −80 to 20': (random) => -80 + 100 * random(),
  'spread over the range of the exponential': (random) => -150 * random(),
  'large, near each other': (random) => 1e6 * (1 + 1e-4 * random()),
  'to ±1e30': (random) => 1e30 * (random() - 0.5),
  'to the largest floats': (random) => 3.4e38 * (2 * random() - 1),
  ascending: (_, i, n) => (200 * i) / n,
  descending: (_, i, n) => (-200 * i) / n,
  constant: () => 0.1,
  subnormal: (random) => 1e-38 * random() * random() * random(),
};

export function makeRows(family: string, rows: number, n: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: rows * n }, (_, i) => families[family](random, i % n, n));
}

export type Errors = Record<'softmax' | 'logSoftmax' | 'logSumExp' | 'crossEntropy' | 'gradient', number>;

/** The largest error of each function on a batch of rows. */
export async function errorsOf(
  gpu: Gpu,
  data: Float32Array,
  dims: number[],
  options: Pick<Options, 'axis' | 'temperature' | 'mask'> = {},
  seed = 1,
): Promise<Errors> {
  const x = { data, dims };
  const truth = { data: Float64Array.from(data), dims };
  const axis = options.axis ?? dims.length - 1;
  const n = dims[axis];
  const random = seededRandom(seed);
  const classes = Array.from({ length: data.length / n }, () => Math.floor(n * random()));
  const each = { ...options, reduction: 'none' } as const;
  // All at once, so that their shaders compile side by side.
  const [probabilities, logs, sums, both] = await Promise.all([
    gpu.softmax(x, options),
    gpu.logSoftmax(x, options),
    gpu.logSumExp(x, options),
    gpu.crossEntropyGradient(x, classes, each),
  ]);
  const wantedSums = logSumExp(truth, options).data;
  // Where the maximum and the logarithm cancel, the error is that of the maximum.
  const { temperature = 1 } = options;
  const tops = logSumExp(truth, { ...options, temperature: temperature < 0 ? -0 : 0 }).data;
  const scales = wantedSums.map((sum, r) => Math.max(Math.abs(sum), Math.abs(tops[r])));
  return {
    softmax: largest(probabilities.data, softmax(truth, options).data),
    logSoftmax: largest(logs.data, logSoftmax(truth, options).data),
    logSumExp: largest(sums.data, wantedSums, scales),
    crossEntropy: largest(both.loss.data, crossEntropy(truth, classes, each).data),
    gradient: largest(both.gradient.data, crossEntropy.gradient(truth, classes, each).data),
  };
}

type Device = Gpu['device'];
type Buffer = ReturnType<Device['createBuffer']>;
type Floats =
  | Float32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>;

const [COPY_SOURCE, COPY_TARGET, STORAGE, MAP_READ] = [4, 8, 128, 1];

/** A buffer with these numbers; `usage` besides being read and written by copies. */
export function upload(device: Device, data: Floats, usage = STORAGE): Buffer {
  const padded = new Uint8Array(Math.max(Math.ceil(data.byteLength / 4) * 4, 4));
  padded.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const buffer = device.createBuffer({ size: padded.byteLength, usage: usage | COPY_SOURCE | COPY_TARGET });
  device.queue.writeBuffer(buffer, 0, padded);
  return buffer;
}

export async function download(device: Device, buffer: Buffer): Promise<ArrayBuffer> {
  const staging = device.createBuffer({ size: buffer.size, usage: MAP_READ | COPY_TARGET });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(1);
  const bytes = staging.getMappedRange().slice(0);
  staging.destroy();
  return bytes;
}

/** A device whose limits and calls are as given, everything else as it is: the tests' way to a small or a watched GPU. */
export function altered(device: Device, changes: { limits?: object; createBuffer?: Device['createBuffer'] }): Device {
  const { limits } = device;
  const all: Record<string, number> = {};
  for (const name in limits) all[name] = limits[name as keyof typeof limits];
  const own: Record<PropertyKey, unknown> = { ...changes, limits: { ...all, ...changes.limits } };
  return new Proxy(device, {
    get: (target, key) => {
      if (key in own) return own[key];
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** What a promise gives, or the error it ends in, as a sentence. */
export const outcome = (one: Promise<unknown>): Promise<string> =>
  one.then(String, (error: Error) => `${error.name}: ${error.message}`);

/** The textbook's softmax of rows of two, e^x/Σe^x by WGSL's own exp, or its logarithm. */
export async function naive(device: Device, rows: number[][], logarithm: boolean): Promise<number[][]> {
  const code = `
    @group(0) @binding(0) var<storage, read_write> x: array<vec2f>;
    @compute @workgroup_size(1) fn main(@builtin(workgroup_id) id: vec3u) {
      let e = exp(x[id.x]);
      let p = e / (e.x + e.y);
      x[id.x] = ${logarithm ? 'log(p)' : 'p'};
    }`;
  const buffer = upload(device, Float32Array.from(rows.flat()));
  const layout = device.createBindGroupLayout({
    entries: [{ binding: 0, visibility: 4, buffer: { type: 'storage' } }],
  });
  const pipeline = await device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const resource = { buffer, offset: 0, size: 8 * rows.length };
  pass.setBindGroup(0, device.createBindGroup({ layout, entries: [{ binding: 0, resource }] }));
  pass.dispatchWorkgroups(rows.length, 1);
  pass.end();
  device.queue.submit([encoder.finish()]);
  const values = new Float32Array(await download(device, buffer));
  return rows.map((_, r) => [values[2 * r], values[2 * r + 1]]);
}

/** What the module of an example shows. */
export async function shownBy(path: string): Promise<unknown> {
  return plain(((await import(path)) as { shown: unknown }).shown);
}

/** A value in which every typed array is its name and its numbers, so that it can leave the page. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return { [value.constructor.name]: Array.from(value as Float32Array) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
