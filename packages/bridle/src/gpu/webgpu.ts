// The part of WebGPU that is used, as structural types: the library needs no typings, and a GPUDevice or GPUBuffer of
// the DOM's types, of `@webgpu/types` or of the package `webgpu` can be passed unchanged. (Parameters are as wide as
// theirs, so that the types are assignable in both directions.)

/** The part of WebGPU's GPUBuffer that is used. */
export interface GpuBuffer {
  readonly size: number;
  mapAsync(mode: number, offset?: number, size?: number): Promise<unknown>;
  getMappedRange(offset?: number, size?: number): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

/** The GPU as the browser names it; strings may be empty. */
export interface GpuAdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

interface Limits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  readonly minStorageBufferOffsetAlignment: number;
  readonly maxComputeWorkgroupsPerDimension: number;
  readonly maxComputeInvocationsPerWorkgroup: number;
}

export type Binding = { buffer: GpuBuffer; offset: number; size: number };

interface ComputePass {
  setPipeline(pipeline: object): void;
  setBindGroup(index: number, group: object | null | undefined): void;
  dispatchWorkgroups(x: number, y: number): void;
  end(): void;
}

export interface CommandEncoder {
  beginComputePass(): ComputePass;
  copyBufferToBuffer(source: GpuBuffer, from: number, target: GpuBuffer, to: number, size: number): void;
  finish(): object;
}

/** The part of WebGPU's GPUDevice that is used. */
export interface GpuDevice {
  readonly limits: Limits;
  readonly adapterInfo?: GpuAdapterInfo;
  readonly lost: Promise<{ readonly reason?: string; readonly message: string }>;
  readonly queue: {
    submit(commands: Iterable<object>): void;
    writeBuffer(buffer: GpuBuffer, offset: number, data: ArrayBufferView<ArrayBuffer>): void;
  };
  createBuffer(descriptor: { size: number; usage: number; label?: string }): GpuBuffer;
  createShaderModule(descriptor: { code: string; label?: string }): object;
  createBindGroupLayout(descriptor: {
    entries: { binding: number; visibility: number; buffer: { type: 'uniform' | 'storage' | 'read-only-storage' } }[];
  }): object;
  createPipelineLayout(descriptor: { bindGroupLayouts: Iterable<object | null | undefined> }): object;
  createComputePipelineAsync(descriptor: {
    layout: object | 'auto';
    compute: { module: object; entryPoint?: string | undefined };
  }): Promise<object>;
  createBindGroup(descriptor: { layout: object; entries: Iterable<{ binding: number; resource: object }> }): object;
  createCommandEncoder(): CommandEncoder;
  pushErrorScope(filter: 'validation' | 'out-of-memory'): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
  destroy(): void;
}

/** The part of WebGPU's GPUAdapter that is used. */
export interface GpuAdapter {
  readonly info: GpuAdapterInfo;
  readonly limits: Limits;
  requestDevice(descriptor: { requiredLimits: Record<string, number>; label?: string }): Promise<GpuDevice>;
}

/** GPUBufferUsage, GPUMapMode and GPUShaderStage, which are globals in browsers only. */
export const USAGE = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;
export const READ = 1;
export const COMPUTE = 4;
