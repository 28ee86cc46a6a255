export type { GpuOptions } from './along-rows.ts';
export type { Classes, LossOptions } from './cross-entropy.ts';
export type { Gpu } from './gpu.ts';
export { type OpenOptions, openGpu } from './open.ts';
export type { GpuTensor } from './operands.ts';
export type { GpuAdapter, GpuAdapterInfo, GpuBuffer, GpuDevice } from './webgpu.ts';
