// A device to work on: the caller's own, or a new one with the largest limits that the adapter has. In browsers
// WebGPU is `navigator.gpu`; elsewhere the package `webgpu` is tried, which is loaded only then and never bundled.

import { kindOf } from '../core/arrays/tensor.ts';
import { Gpu } from './gpu.ts';
import type { GpuAdapter, GpuAdapterInfo, GpuDevice } from './webgpu.ts';

type Entry = { requestAdapter(options?: object): Promise<GpuAdapter | null> };

/** Options of `openGpu`: the device to use. */
export type OpenOptions<Device extends GpuDevice = GpuDevice> = {
  /** A device that is already open, such as that of ONNX Runtime Web. `close` does not destroy it. */
  device?: Device | undefined;
  /** The adapter that gives the device; by default the one with the highest performance. */
  adapter?: GpuAdapter | undefined;
};

const LIMITS = ['maxBufferSize', 'maxStorageBufferBindingSize', 'maxComputeWorkgroupsPerDimension'] as const;
/** What the kernels need; every device has it, except in WebGPU's compatibility mode. */
const INVOCATIONS = 256;

/**
 * Opens a GPU for softmax and its family: the caller's `device`, or a new one. `gpu.adapter` describes it;
 * `gpu.close()` closes it, and destroys the device only if it was opened here.
 *
 * In Node the optional package `webgpu` gives the GPU; install it beside `bridle`.
 *
 * @throws Error where there is no WebGPU or no adapter, with a sentence that says what to do; TypeError for a value
 * that is not a device; RangeError for a device with fewer than 256 invocations to a workgroup.
 * @example
 * ```js
 * import { openGpu } from 'bridle/gpu';
 * const gpu = await openGpu();
 * await gpu.softmax([1000, 1000]); // → [0.5, 0.5]
 * gpu.close();
 * ```
 */
export async function openGpu<Device extends GpuDevice = GpuDevice>(
  options: OpenOptions<Device> = {},
): Promise<Gpu<Device>> {
  const { device } = options;
  if (device !== undefined) {
    if (!(typeof device === 'object' && device !== null && 'queue' in device && 'limits' in device)) {
      throw new TypeError(`openGpu: expected device to be a GPUDevice, got ${kindOf(device)}`);
    }
    return new Gpu(checked(device), infoOf(device.adapterInfo), false);
  }
  const adapter = options.adapter ?? (await findAdapter());
  const requiredLimits: Record<string, number> = {};
  for (const name of LIMITS) requiredLimits[name] = adapter.limits[name];
  const opened = (await adapter.requestDevice({ requiredLimits, label: 'bridle' })) as Device;
  return new Gpu(checked(opened), infoOf(adapter.info), true);
}

function checked<Device extends GpuDevice>(device: Device): Device {
  const { maxComputeInvocationsPerWorkgroup: got } = device.limits;
  if (got >= INVOCATIONS) return device;
  throw new RangeError(`openGpu: expected a device with ${INVOCATIONS} invocations to a workgroup, got ${got}`);
}

function infoOf(info: Partial<GpuAdapterInfo> | undefined): GpuAdapterInfo {
  const { vendor = '', architecture = '', device = '', description = '' } = info ?? {};
  return { vendor, architecture, device, description };
}

async function findAdapter(): Promise<GpuAdapter> {
  const scope = globalThis as { navigator?: { gpu?: Entry }; isSecureContext?: boolean; document?: unknown };
  const entry = scope.navigator?.gpu ?? (scope.document === undefined ? await fromPackage() : undefined);
  if (!entry) {
    const insecure = scope.isSecureContext === false;
    throw new Error(
      insecure
        ? 'openGpu: this page is not in a secure context, where browsers hide WebGPU; serve it over https or from localhost'
        : 'openGpu: there is no WebGPU here; use a browser that has it, or in Node install the package webgpu',
    );
  }
  const adapter = await entry.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    throw new Error('openGpu: WebGPU found no adapter here; check the graphics driver, or use bridle without a GPU');
  }
  return adapter;
}

/** The entry of the package must outlive its devices, so it is kept. */
let packaged: Promise<Entry | undefined> | undefined;

function fromPackage(): Promise<Entry | undefined> {
  // Named by a variable, so that bundlers and compilers do not require a package that most users do not need.
  const name = 'webgpu';
  packaged ??= import(/* @vite-ignore */ /* webpackIgnore: true */ name).then(
    ({ create }: { create: (flags: string[]) => Entry }) => create([]),
    () => {
      packaged = undefined;
      return undefined;
    },
  );
  return packaged;
}
