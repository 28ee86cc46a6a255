// The driver of every call: divides the rows into slabs that the device can bind, uploads arrays, dispatches the stages
// in order, and reads back the results of arrays. Leased buffers are released as soon as the work is submitted, also
// after an error.

import type { Store } from '../core/arrays/tensor.ts';
import { type Context, guarded, type Kernel, kernelOf, refuseEnded, type Shader } from './kernel.ts';
import { bufferWindow, type Operand, operandWindow, type Reader, type Sink } from './operands.ts';
import { mapped } from './read-back.ts';
import { BINDINGS, type BindingName, PARAMS, type ParamName } from './shaders/memory.wgsl.ts';
import { type Binding, type CommandEncoder, type GpuBuffer, USAGE } from './webgpu.ts';

/** Rows of `length` entries, `inner` of them side by side; `count` is a multiple of `inner`. */
export type Shape = { count: number; length: number; inner: number };

export type Stage = Shader & {
  /** Workgroups for so many rows. */
  groups: (rows: number) => number;
};

export type GpuTask = {
  name: string;
  shape: Shape;
  stages: Stage[];
  params: Partial<Record<ParamName, number>>;
  /** `per`: how many elements of it belong to a row; 0 where all rows share all `length` of them. */
  inputs: Partial<Record<BindingName, { operand: Operand; per: number }>>;
  outputs: Partial<Record<BindingName, { sink: Sink; per: number }>>;
  /** Bytes per row that each stage passes to the next. */
  scratch: Partial<Record<BindingName, number>>;
};

export async function runTask(context: Context, task: GpuTask): Promise<void> {
  const { name, shape, stages } = task;
  refuseEnded(name, context);
  const most = slabRows(context, task);
  if (shape.count === 0) return;
  const kernels = await Promise.all(stages.map((stage) => kernelOf(context, stage))).catch((error) => {
    refuseEnded(name, context);
    throw new Error(`${name}: the GPU could not compile its shader: ${error.message}`);
  });
  for (let row = 0; row < shape.count; row += most) {
    const staged: Staged[] = [];
    try {
      await guarded(name, context, () =>
        submitSlab(context, task, kernels, row, Math.min(most, shape.count - row), staged),
      );
    } catch (error) {
      for (const { buffer } of staged) context.pool.release(buffer);
      throw error;
    }
    await Promise.all(staged.map((one) => bringBack(name, context, one)));
  }
}

/** How many rows fit the device at once; RangeError where not even those that lie side by side do. */
function slabRows({ device }: Context, { name, shape, inputs, outputs, scratch }: GpuTask): number {
  const { maxStorageBufferBindingSize, maxBufferSize, minStorageBufferOffsetAlignment } = device.limits;
  const largest = Math.min(maxStorageBufferBindingSize, maxBufferSize) - minStorageBufferOffsetAlignment;
  const perRow = Math.max(
    ...Object.values(inputs).map(({ operand, per }) => (operand.bits / 8) * per),
    ...Object.values(outputs).map(({ sink, per }) => (sink.at === 'gpu' ? sink.bits / 8 : 4) * per),
    ...Object.values(scratch),
  );
  const side = Math.floor(largest / Math.max(perRow * shape.inner, 1));
  if (side === 0) {
    const entries = Math.floor(largest / 4);
    const got = shape.length * shape.inner;
    throw new RangeError(
      `${name}: expected rows of at most ${entries} entries side by side on this device, got ${got}`,
    );
  }
  return side * shape.inner;
}

/** A result on its way to an array: the buffer that it can be read from, and its place in the array. */
type Staged = { buffer: GpuBuffer; elements: number; store: Store; start: number; read: Reader };

/** The parts of a slab of rows while it is assembled. */
type Slab = {
  row: number;
  rows: number;
  encoder: CommandEncoder;
  lease: (bytes: number, usage: number) => GpuBuffer;
  bound: Map<BindingName, Binding>;
  params: GpuTask['params'];
};

function submitSlab(
  context: Context,
  task: GpuTask,
  kernels: Kernel[],
  row: number,
  rows: number,
  staged: Staged[],
): void {
  const { device, pool } = context;
  const { length, inner } = task.shape;
  const leased: GpuBuffer[] = [];
  const lease: Slab['lease'] = (bytes, usage) => {
    const buffer = pool.lease(bytes, usage);
    leased.push(buffer);
    return buffer;
  };
  const encoder = device.createCommandEncoder();
  const params = { rows, length, inner, chunks: 1, ...task.params };
  const slab: Slab = { row, rows, encoder, lease, bound: new Map(), params };
  try {
    bindInputs(context, task, slab);
    const results = bindOutputs(context, task, slab, staged);
    for (const [name, bytes] of entriesOf(task.scratch)) {
      slab.bound.set(name, { buffer: lease(rows * bytes, USAGE.storage), offset: 0, size: rows * bytes });
    }
    dispatch(context, task, kernels, slab);
    results.forEach((result, i) => {
      encoder.copyBufferToBuffer(result, 0, staged[i].buffer, 0, 4 * staged[i].elements);
    });
    device.queue.submit([encoder.finish()]);
  } finally {
    for (const buffer of leased) pool.release(buffer);
  }
}

function bindInputs({ device }: Context, { inputs, outputs, shape }: GpuTask, slab: Slab): void {
  const { row, rows, encoder, lease } = slab;
  // A buffer cannot be bound for reading and writing at once, so parts that are read and written are copied first.
  const written = new Set(Object.values(outputs).map(({ sink }) => (sink.at === 'gpu' ? sink.buffer : null)));
  for (const [name, { operand, per }] of entriesOf(inputs)) {
    const [start, end] = per === 0 ? [0, shape.length] : [row * per, (row + rows) * per];
    let { binding, first } = operandWindow(device, operand, start, end, lease);
    if (written.has(binding.buffer)) {
      const { buffer, offset, size } = binding;
      const copy = lease(size, USAGE.storage | USAGE.copyTarget);
      encoder.copyBufferToBuffer(buffer, offset, copy, 0, size);
      binding = { buffer: copy, offset: 0, size };
    }
    slab.bound.set(name, binding);
    slab.params[`${name}First` as ParamName] = first;
  }
}

/** Binds the places of results on the GPU; for arrays, buffers to copy from, whose staging buffers are added. */
function bindOutputs({ device, pool }: Context, { outputs }: GpuTask, slab: Slab, staged: Staged[]): GpuBuffer[] {
  const { row, rows, lease } = slab;
  const results: GpuBuffer[] = [];
  for (const [name, { sink, per }] of entriesOf(outputs)) {
    const [start, elements] = [row * per, rows * per];
    if (elements > 0 && sink.at === 'gpu') {
      const { binding, first } = bufferWindow(device, sink, start, start + elements);
      slab.bound.set(name, binding);
      slab.params[`${name}First` as ParamName] = first;
      continue;
    }
    const size = Math.max(4 * elements, 4);
    const result = lease(size, USAGE.storage | USAGE.copySource);
    slab.bound.set(name, { buffer: result, offset: 0, size });
    if (elements === 0 || sink.at === 'gpu') continue;
    const buffer = pool.lease(size, USAGE.mapRead | USAGE.copyTarget);
    staged.push({ buffer, elements, store: sink.store, start, read: sink.read });
    results.push(result);
  }
  return results;
}

function dispatch(
  { device }: Context,
  task: GpuTask,
  kernels: Kernel[],
  { encoder, lease, bound, params, rows }: Slab,
): void {
  const uniforms = pack(params);
  const buffer = lease(uniforms.byteLength, USAGE.uniform | USAGE.copyTarget);
  device.queue.writeBuffer(buffer, 0, uniforms);
  bound.set('params', { buffer, offset: 0, size: uniforms.byteLength });
  const pass = encoder.beginComputePass();
  task.stages.forEach((stage, i) => {
    pass.setPipeline(kernels[i].pipeline);
    const names: BindingName[] = ['params', ...stage.bindings.keys()];
    const entries = names.map((name) => ({ binding: BINDINGS[name], resource: bound.get(name) as Binding }));
    pass.setBindGroup(0, device.createBindGroup({ layout: kernels[i].layout, entries }));
    const groups = stage.groups(rows);
    const across = Math.min(groups, device.limits.maxComputeWorkgroupsPerDimension);
    pass.dispatchWorkgroups(across, Math.ceil(groups / across));
  });
  pass.end();
}

function entriesOf<T>(map: Partial<Record<BindingName, T>>): [BindingName, T][] {
  return Object.entries(map) as [BindingName, T][];
}

function pack(params: GpuTask['params']): Uint32Array<ArrayBuffer> {
  const names = Object.keys(PARAMS) as ParamName[];
  const words = new Uint32Array(names.length);
  const floats = new Float32Array(words.buffer);
  names.forEach((name, i) => {
    (PARAMS[name] === 'f32' ? floats : words)[i] = params[name] ?? 0;
  });
  return words;
}

/** Reads a staging buffer into its place of the results. */
function bringBack(name: string, context: Context, { buffer, elements, store, start, read }: Staged): Promise<void> {
  return mapped(context, name, buffer, 4 * elements, (range) => {
    const values = read(range);
    if (store instanceof Float32Array || store instanceof Int32Array) store.set(values, start);
    else for (let i = 0; i < elements; i += 1) store[start + i] = values[i];
  });
}
