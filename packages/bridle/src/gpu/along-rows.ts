// Softmax, log-softmax, log-sum-exp and the cross-entropy as jobs: the stages for a row of this length, and the
// destination of its results.

import { refuse } from '../core/arrays/refuse.ts';
import { axisOf, type RowOptions } from '../core/arrays/row-call.ts';
import { type Like, makeLike, type Out, type Scores, type Store, store, wrap } from '../core/arrays/tensor.ts';
import type { Context } from './kernel.ts';
import {
  type GpuTensor,
  isGpuTensor,
  quoted,
  readBuffer,
  readMask,
  readScores,
  type Sink,
  type Source,
  sizeOf,
} from './operands.ts';
import type { MaskBits, Storage } from './shaders/memory.wgsl.ts';
import type { Operation } from './shaders/results.wgsl.ts';
import { type RowShader, rowBindings, rowShader, WORKGROUP } from './shaders/rows.wgsl.ts';
import { type GpuTask, runTask, type Shape, type Stage } from './task.ts';
import { temperatureParams } from './temperature.ts';
import { type GpuBuffer, USAGE } from './webgpu.ts';

/** The options of everything along an axis on a GPU: those of the core, less `weights` and `segments`. */
export type GpuOptions<Buffer extends GpuBuffer = GpuBuffer> = Pick<RowOptions, 'axis' | 'temperature'> & {
  /** 0 or false takes an entry out. As many as x has entries, or one for each place in a row; here or on the GPU. */
  mask?: RowOptions['mask'] | GpuTensor<Buffer>;
  /** Receives the result, which is then also returned: an array for arrays, a tensor on the GPU for those; may be x. */
  out?: Out | GpuTensor<Buffer> | undefined;
};

/** Arrays give arrays of their kind, tensors on the GPU give tensors on the GPU. */
export type GpuLike<X, Buffer extends GpuBuffer> = X extends {
  readonly buffer: GpuBuffer;
  readonly dims: readonly number[];
}
  ? GpuTensor<Buffer>
  : Like<X>;

/** Entries that an invocation holds: few in short rows, so that more of them share the work. */
const FEW = 4;
const EACH = 16;
/** Entries that a workgroup holds at most. */
const CHUNK = WORKGROUP * EACH;

export function shapeOf(name: string, source: Source, axis: number | undefined): Shape & { dims: number[] } {
  const { dims, size } = source;
  const along = axisOf(name, dims.length, axis);
  const length = dims[along];
  const others = dims.filter((_, d) => d !== along);
  const count = sizeOf(others);
  if (length > 2 ** 24) throw new RangeError(`${name}: expected rows of at most 2²⁴ entries, got ${length}`);
  const inner = size === 0 ? 1 : sizeOf(dims.slice(along + 1));
  return { count, length, inner, dims: others };
}

/** The stages of an operation, and the bytes that they hand on for each row. */
function stagesOf(operation: Operation, { length, inner }: Shape, storage: Storage, maskBits: MaskBits) {
  const sideBySide = inner > 1;
  // Lanes that take pairs of half floats may begin one place before the row.
  const span = storage === 'float16' && !sideBySide ? length + 1 : length;
  const each = span <= FEW * WORKGROUP ? FEW : EACH;
  const laneBits = Math.min(Math.ceil(Math.log2(Math.max(span / each, 1))), Math.log2(WORKGROUP));
  const chunks = Math.max(Math.ceil(span / CHUNK), 1);
  const stage = (name: RowShader['stage'], groups: Stage['groups']): Stage => {
    const shader: RowShader = { stage: name, operation, storage, maskBits, each, sideBySide };
    return { key: JSON.stringify(shader), code: () => rowShader(shader), bindings: rowBindings(shader), groups };
  };
  if (chunks === 1) {
    const stages = [stage('whole', (rows) => Math.ceil((rows * 2 ** laneBits) / WORKGROUP))];
    return { stages, scratch: {}, chunks, laneBits };
  }
  const stages = [stage('part', (rows) => rows * chunks), stage('merge', (rows) => rows)];
  if (operation !== 'logSumExp' && operation !== 'crossEntropy') stages.push(stage('map', (rows) => rows * chunks));
  return { stages, scratch: { partials: 16 * chunks, states: 16 }, chunks, laneBits };
}

export type Extra = {
  inputs?: GpuTask['inputs'];
  outputs?: GpuTask['outputs'];
  params?: GpuTask['params'];
};

/** Runs an operation along the rows of a source into a sink. */
export async function alongRows(
  context: Context,
  name: string,
  operation: Operation,
  source: Source,
  options: GpuOptions,
  out: Sink | null,
  extra: Extra = {},
): Promise<void> {
  refuse(name, options, 'weights', 'segments');
  const shape = shapeOf(name, source, options.axis);
  const { length } = shape;
  const mask = options.mask === undefined ? null : readMask(name, options.mask, source.size, length);
  const { stages, scratch, chunks, laneBits } = stagesOf(operation, shape, source.storage, mask?.bits ?? 0);
  await runTask(context, {
    name,
    shape,
    stages,
    scratch,
    params: {
      ...temperatureParams(name, options.temperature),
      chunks,
      laneBits,
      maskWhole: mask?.whole ? 1 : 0,
      ...extra.params,
    },
    inputs: {
      x: { operand: source.operand, per: length },
      ...(mask && { mask: { operand: mask.operand, per: mask.whole ? length : 0 } }),
      ...extra.inputs,
    },
    outputs: { ...(out && { out: { sink: out, per: operation === 'logSumExp' ? 1 : length } }), ...extra.outputs },
  });
}

/** Where results go, the value that is returned once they are there, and the buffer created for them, if any. */
export type Destination = { sink: Sink; result: () => unknown; made?: GpuBuffer };

/** Waits for the work that fills destinations; if it fails, destroys their new buffers. */
export async function filled(work: Promise<void>, ...destinations: Destination[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    for (const { made } of destinations) made?.destroy();
    throw error;
  }
}

/** Where a result of `dims` goes: `out`, or a new array or buffer like the source's. */
export function destination(
  context: Context,
  name: string,
  source: Source,
  dims: readonly number[],
  out: GpuOptions['out'],
  storage: Storage = source.storage,
): Destination {
  const size = sizeOf(dims);
  if (source.cpu) {
    if (isGpuTensor(out)) throw new TypeError(`${name}: expected out to be an array, as x is, got a tensor on the GPU`);
    const places = out === undefined ? makeLike(source.cpu, size) : store(name, out, size);
    const { cpu } = source;
    const isNumber = cpu.kind !== 'tensor' && dims.length === 0;
    return { sink: floats(places), result: () => out ?? (isNumber ? places[0] : wrap(cpu, places, dims)) };
  }
  if (out === undefined) return newTensor(context, dims, storage);
  if (!isGpuTensor(out)) throw new TypeError(`${name}: expected out to be a tensor on the GPU, as x is`);
  if (out.type !== storage) throw new TypeError(`${name}: expected out of type '${storage}', got ${quoted(out.type)}`);
  if (sizeOf(out.dims) !== size)
    throw new RangeError(`${name}: expected out of ${size} entries, got ${sizeOf(out.dims)}`);
  return { sink: readBuffer(name, 'out', out, storage === 'float16' ? 16 : 32), result: () => out };
}

/** A tensor in a buffer of its own, which belongs to the caller. */
export function newTensor(
  { device }: Context,
  dims: readonly number[],
  type: 'float32' | 'float16' | 'int32',
): Destination {
  const bits = type === 'float16' ? 16 : 32;
  const size = Math.max(Math.ceil((sizeOf(dims) * bits) / 32) * 4, 4);
  const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
  const buffer = device.createBuffer({ size, usage, label: 'bridle result' });
  const sink: Sink = { at: 'gpu', buffer, offset: 0, bits };
  return { sink, result: (): GpuTensor => ({ buffer, dims: [...dims], type }), made: buffer };
}

/** Places of an array for results in float32. */
export function floats(places: Store): Sink {
  return { at: 'cpu', store: places, read: (bytes) => new Float32Array(bytes) };
}

/** Softmax or its logarithm: an entry for each entry. */
export async function mapRows(
  context: Context,
  operation: 'softmax' | 'logSoftmax',
  x: Scores | GpuTensor,
  options: GpuOptions,
): Promise<unknown> {
  const source = readScores(operation, x);
  const to = destination(context, operation, source, source.dims, options.out);
  await filled(alongRows(context, operation, operation, source, options, to.sink), to);
  return to.result();
}

/** Log-sum-exp: a number for each row, and for a flat array a number. */
export async function reduceRows(context: Context, x: Scores | GpuTensor, options: GpuOptions): Promise<unknown> {
  const name = 'logSumExp';
  const source = readScores(name, x);
  const { dims } = shapeOf(name, source, options.axis);
  const to = destination(context, name, source, dims, options.out);
  await filled(alongRows(context, name, name, source, options, to.sink), to);
  return to.result();
}
