// The one driver of every call: cuts the rows into slabs that the device can bind, uploads what is not yet on the GPU,
// dispatches the stages in order, and brings back what belongs to an array. What is leased is released as soon as the
// work is submitted, whatever happens.

import type { Store } from '../core/tensor.ts';
import { type Context, guarded, type Kernel, kernelOf, refuseEnded } from './kernel.ts';
import { bindWindow, bufferWindow, type Operand, type Reader, type Sink } from './operands.ts';
import { mapped } from './read-back.ts';
import { BINDINGS, type BindingName, FLOATS, PARAMS, type ParamName } from './shaders/memory.wgsl.ts';
import type { Bindings } from './shaders/rows.wgsl.ts';
import { type Binding, type GpuBuffer, USAGE } from './webgpu.ts';

/** Rows of `length` entries, `inner` of them side by side; `count` is a multiple of `inner`. */
export type Shape = { count: number; length: number; inner: number };

export type Stage = {
  code: string;
  bindings: Bindings;
  /** Workgroups for so many rows. */
  groups: (rows: number) => number;
};

export type Job = {
  name: string;
  shape: Shape;
  stages: Stage[];
  params: Partial<Record<ParamName, number>>;
  /** `per`: how many elements of it belong to a row; 0 where all rows share all `length` of them. */
  inputs: Partial<Record<BindingName, { operand: Operand; per: number }>>;
  outputs: Partial<Record<BindingName, { sink: Sink; per: number }>>;
  /** Bytes for each row of what stages hand on. */
  scratch: Partial<Record<BindingName, number>>;
};

export async function runJob(context: Context, job: Job): Promise<void> {
  refuseEnded(job.name, context);
  const { count } = job.shape;
  const slab = slabRows(context, job);
  if (count === 0) return;
  const kernels = await Promise.all(job.stages.map(({ code, bindings }) => kernelOf(context, code, bindings)));
  for (let row = 0; row < count; row += slab) {
    const rows = Math.min(slab, count - row);
    const staged = await guarded(job.name, context, () => submitSlab(context, job, kernels, row, rows));
    await Promise.all(staged.map((one) => bringBack(job.name, context, one)));
  }
}

/** How many rows fit the device at once; RangeError where not even those that lie side by side do. */
function slabRows({ device }: Context, { name, shape, inputs, outputs, scratch }: Job): number {
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

type Staged = { buffer: GpuBuffer; elements: number; store: Store; start: number; read: Reader };

function submitSlab(context: Context, job: Job, kernels: Kernel[], row: number, rows: number): Staged[] {
  const { device, pool } = context;
  const leased: GpuBuffer[] = [];
  const staged: Staged[] = [];
  const encoder = device.createCommandEncoder();
  const lease = (bytes: number, usage: number) => {
    const buffer = pool.lease(bytes, usage);
    leased.push(buffer);
    return buffer;
  };
  const bound = new Map<BindingName, Binding>();
  const params: Job['params'] = { rows, length: job.shape.length, inner: job.shape.inner, chunks: 1, ...job.params };
  const bind = (name: BindingName, binding: Binding, first: number) => {
    bound.set(name, binding);
    params[`${name}First` as ParamName] = first;
  };
  try {
    const target = job.outputs.out?.sink;
    const avoid = target?.at === 'gpu' ? target.buffer : null;
    for (const [name, { operand, per }] of Object.entries(job.inputs) as [
      BindingName,
      { operand: Operand; per: number },
    ][]) {
      const [start, end] = per === 0 ? [0, job.shape.length] : [row * per, (row + rows) * per];
      const { binding, first } = bindWindow({ device, pool, leased, encoder }, operand, start, end, avoid);
      bind(name, binding, first);
    }
    const copies: (() => void)[] = [];
    for (const [name, { sink, per }] of Object.entries(job.outputs) as [BindingName, { sink: Sink; per: number }][]) {
      const [start, elements] = [row * per, rows * per];
      if (sink.at === 'gpu' && elements > 0) {
        const { binding, first } = bufferWindow(device, sink, start, start + elements);
        bind(name, binding, first);
        continue;
      }
      const size = Math.max(4 * elements, 4);
      const result = lease(size, USAGE.storage | USAGE.copySource);
      bind(name, { buffer: result, offset: 0, size }, 0);
      if (sink.at === 'gpu') continue;
      const buffer = pool.lease(size, USAGE.mapRead | USAGE.copyTarget);
      staged.push({ buffer, elements, store: sink.store, start, read: sink.read });
      copies.push(() => encoder.copyBufferToBuffer(result, 0, buffer, 0, size));
    }
    for (const [name, bytes] of Object.entries(job.scratch) as [BindingName, number][]) {
      const size = rows * bytes;
      bound.set(name, { buffer: lease(size, USAGE.storage), offset: 0, size });
    }
    const uniforms = pack(params);
    const buffer = lease(uniforms.byteLength, USAGE.uniform | USAGE.copyTarget);
    device.queue.writeBuffer(buffer, 0, uniforms);
    bound.set('params', { buffer, offset: 0, size: uniforms.byteLength });
    const pass = encoder.beginComputePass();
    job.stages.forEach((stage, i) => {
      pass.setPipeline(kernels[i].pipeline);
      const names: BindingName[] = ['params', ...stage.bindings.keys()];
      const entries = names.map((name) => ({ binding: BINDINGS[name], resource: bound.get(name) as Binding }));
      pass.setBindGroup(0, device.createBindGroup({ layout: kernels[i].layout, entries }));
      const groups = stage.groups(rows);
      const across = Math.min(groups, device.limits.maxComputeWorkgroupsPerDimension);
      pass.dispatchWorkgroups(across, Math.ceil(groups / across));
    });
    pass.end();
    for (const copy of copies) copy();
    device.queue.submit([encoder.finish()]);
  } finally {
    for (const buffer of leased) pool.release(buffer);
  }
  return staged;
}

function pack(params: Job['params']): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(PARAMS.length);
  const floats = new Float32Array(words.buffer);
  PARAMS.forEach((name, i) => {
    (FLOATS.has(name) ? floats : words)[i] = params[name] ?? 0;
  });
  return words;
}

/** Reads a staging buffer into its place of the results. */
function bringBack(name: string, context: Context, { buffer, elements, store, start, read }: Staged): Promise<void> {
  return mapped(context, name, buffer, Math.max(4 * elements, 4), (range) => {
    const values = read(range);
    if (store instanceof Float32Array || store instanceof Int32Array) store.set(values.subarray(0, elements), start);
    else for (let i = 0; i < elements; i += 1) store[start + i] = values[i];
  });
}
