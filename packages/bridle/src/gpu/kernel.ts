// Compiled shaders, one for each text, and the errors of a device as sentences.

import { Pool } from './pool.ts';
import { BINDINGS, type BindingName } from './shaders/memory.wgsl.ts';
import { COMPUTE, type GpuDevice } from './webgpu.ts';

/** A device with what is kept on it: compiled shaders and idle buffers. */
export type Context = {
  device: GpuDevice;
  pool: Pool;
  kernels: Map<string, Promise<Kernel>>;
  /** Why the device can no longer be used, or null. */
  ended: string | null;
};

export type Kernel = { pipeline: object; layout: object };

export function contextOf(device: GpuDevice): Context {
  const context: Context = { device, pool: new Pool(device), kernels: new Map(), ended: null };
  device.lost.then(({ reason, message }) => {
    context.ended ??= `the GPU device was lost (${message || reason || 'no reason given'}); open a new one`;
  });
  return context;
}

/** A shader by a name for its parts; its text is only made to compile it. */
export type Shader = { key: string; code: () => string; bindings: ReadonlyMap<BindingName, 'read' | 'write'> };

/** The kernel of a shader, compiled at its first use. */
export function kernelOf({ device, kernels }: Context, shader: Shader): Promise<Kernel> {
  let kernel = kernels.get(shader.key);
  if (!kernel) {
    kernel = compile(device, shader);
    kernels.set(shader.key, kernel);
    kernel.catch(() => kernels.delete(shader.key));
  }
  return kernel;
}

async function compile(device: GpuDevice, { code, bindings }: Shader): Promise<Kernel> {
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: BINDINGS.params, visibility: COMPUTE, buffer: { type: 'uniform' } },
      ...[...bindings].map(([name, access]) => ({
        binding: BINDINGS[name],
        visibility: COMPUTE,
        buffer: { type: access === 'write' ? ('storage' as const) : ('read-only-storage' as const) },
      })),
    ],
  });
  const pipeline = await device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code: code(), label: 'bridle' }), entryPoint: 'main' },
  });
  return { pipeline, layout };
}

/** Throws if the device is lost or closed. */
export function refuseEnded(name: string, { ended }: Context): void {
  if (ended !== null) throw new Error(`${name}: ${ended}`);
}

/** Does synchronous work with the device; an error of the device is thrown in the name of the caller. */
export async function guarded<T>(name: string, context: Context, work: () => T): Promise<T> {
  const { device } = context;
  refuseEnded(name, context);
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let popped: Promise<({ readonly message: string } | null)[]>;
  let result: T;
  try {
    result = work();
  } finally {
    popped = Promise.all([device.popErrorScope(), device.popErrorScope()]);
    popped.catch(() => {}); // a lost device is reported below
  }
  const [validation, memory] = await popped.catch(() => [null, null]);
  refuseEnded(name, context);
  if (validation) throw new Error(`${name}: the GPU refused the work: ${validation.message}`);
  if (memory) throw new Error(`${name}: the GPU is out of memory: ${memory.message}`);
  return result;
}
