// Words of a buffer, copied from the GPU.

import { type Context, guarded, refuseEnded } from './kernel.ts';
import { type GpuBuffer, READ, USAGE } from './webgpu.ts';

export async function readBack(
  context: Context,
  name: string,
  { buffer, offset }: { buffer: GpuBuffer; offset: number },
  words: number,
): Promise<ArrayBuffer> {
  const { device, pool } = context;
  const bytes = 4 * words;
  if (bytes === 0) return new ArrayBuffer(0);
  const staging = await guarded(name, context, () => {
    const leased = pool.lease(bytes, USAGE.mapRead | USAGE.copyTarget);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 4 * offset, leased, 0, bytes);
    device.queue.submit([encoder.finish()]);
    return leased;
  });
  return mapped(context, name, staging, bytes, (range) => range.slice(0));
}

/** The result of `use` on the first bytes of a staging buffer, which is then released. */
export async function mapped<T>(
  context: Context,
  name: string,
  staging: GpuBuffer,
  bytes: number,
  use: (range: ArrayBuffer) => T,
): Promise<T> {
  try {
    await staging.mapAsync(READ);
  } catch (error) {
    staging.destroy();
    refuseEnded(name, context);
    throw new Error(`${name}: the GPU gave no result: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return use(staging.getMappedRange(0, bytes));
  } finally {
    staging.unmap();
    context.pool.release(staging);
  }
}
