// The k largest entries of each row on a GPU, with their places.

import { refuse } from '../core/arrays/refuse.ts';
import { kindOf, type Scores, type Store, wrap } from '../core/arrays/tensor.ts';
import { type Destination, destination, filled, type GpuOptions, newTensor, shapeOf } from './along-rows.ts';
import type { Context } from './kernel.ts';
import { type GpuTensor, readMask, readScores, type Sink, type Source, sizeOf } from './operands.ts';
import { CHUNK, LARGEST_K, type TopKShader, topKBindings, topKShader } from './shaders/top-k.wgsl.ts';
import { runTask, type Stage } from './task.ts';
import type { GpuBuffer } from './webgpu.ts';

export type TopKOptions<Buffer extends GpuBuffer = GpuBuffer> = Pick<GpuOptions<Buffer>, 'axis' | 'mask'>;

export async function topK(context: Context, x: Scores | GpuTensor, k: number, options: TopKOptions): Promise<unknown> {
  const name = 'topK';
  refuse(name, options, 'temperature', 'weights', 'segments', 'out');
  const source = readScores(name, x);
  const shape = shapeOf(name, source, options.axis);
  if (typeof k !== 'number') throw new TypeError(`${name}: expected k to be a number, got ${kindOf(k)}`);
  const most = Math.min(shape.length, LARGEST_K);
  if (!(Number.isInteger(k) && k >= 1 && k <= most)) {
    throw new RangeError(`${name}: expected a whole k from 1 to ${most}, got ${k}`);
  }
  const mask = options.mask === undefined ? null : readMask(name, options.mask, source.size, shape.length);
  const dims = source.dims.map((length, d) => (d === axisIndex(source, options.axis) ? k : length));
  const values = destination(context, name, source, dims, undefined);
  const indices = placesOf(context, source, dims);
  const chunks = Math.ceil(shape.length / CHUNK);
  const stage = (part: TopKShader['stage'], groups: Stage['groups']): Stage => {
    const shader: TopKShader = { stage: part, storage: source.storage, maskBits: mask?.bits ?? 0 };
    const key = `topK ${JSON.stringify(shader)}`;
    return { key, code: () => topKShader(shader), bindings: topKBindings(shader), groups };
  };
  const work = runTask(context, {
    name,
    shape,
    stages:
      chunks === 1
        ? [stage('whole', (rows) => rows)]
        : [stage('part', (rows) => rows * chunks), stage('merge', (rows) => rows)],
    params: { chunks, count: k, sorted: 2 ** Math.ceil(Math.log2(k)), maskWhole: mask?.whole ? 1 : 0 },
    inputs: {
      x: { operand: source.operand, per: shape.length },
      ...(mask && { mask: { operand: mask.operand, per: mask.whole ? shape.length : 0 } }),
    },
    outputs: { out: { sink: values.sink, per: k }, indices: { sink: indices.sink, per: k } },
    scratch: chunks === 1 ? {} : { partials: 8 * k * chunks },
  });
  await filled(work, values, indices);
  return { values: values.result(), indices: indices.result() };
}

function axisIndex({ dims }: Source, axis = -1): number {
  return axis < 0 ? axis + dims.length : axis;
}

function placesOf(context: Context, { cpu }: Source, dims: readonly number[]): Destination {
  if (!cpu) return newTensor(context, dims, 'int32');
  const isList = Array.isArray(cpu.like);
  const places: Store = isList ? new Array<number>(sizeOf(dims)).fill(0) : new Int32Array(sizeOf(dims));
  const sink: Sink = { at: 'cpu', store: places, read: (bytes) => new Int32Array(bytes) };
  return { sink, result: () => wrap(cpu, places, dims) };
}
