// Buffers that are used again: a lease takes an idle one of its size or makes one, and the release makes it idle. The
// queue runs in order, so a buffer may be released as soon as the work that uses it is submitted.

import type { GpuBuffer, GpuDevice } from './webgpu.ts';

/** More idle bytes than this are not kept. */
const KEEP = 2 ** 28;
const SMALLEST = 256;

export class Pool {
  readonly #device: GpuDevice;
  readonly #idle = new Map<string, GpuBuffer[]>();
  readonly #keys = new WeakMap<GpuBuffer, string>();
  #idleBytes = 0;
  #keep = KEEP;

  constructor(device: GpuDevice) {
    this.#device = device;
  }

  /** A buffer of at least `bytes`, with undefined content. */
  lease(bytes: number, usage: number): GpuBuffer {
    // Eight sizes per power of two: few enough for buffers to be used again, and at most an eighth too large.
    const step = Math.max(2 ** (Math.floor(Math.log2(bytes)) - 3), SMALLEST);
    const size = Math.max(bytes, Math.min(Math.ceil(bytes / step) * step, this.#device.limits.maxBufferSize));
    const key = `${usage}:${size}`;
    const idle = this.#idle.get(key)?.pop();
    if (idle) {
      this.#idleBytes -= idle.size;
      return idle;
    }
    const buffer = this.#device.createBuffer({ size, usage, label: 'bridle' });
    this.#keys.set(buffer, key);
    return buffer;
  }

  release(buffer: GpuBuffer): void {
    const key = this.#keys.get(buffer);
    if (key === undefined || this.#idleBytes + buffer.size > this.#keep) {
      buffer.destroy();
      return;
    }
    this.#idleBytes += buffer.size;
    const idle = this.#idle.get(key);
    if (idle) idle.push(buffer);
    else this.#idle.set(key, [buffer]);
  }

  /** Destroys idle buffers, and from now on every buffer that is released. */
  close(): void {
    this.#keep = 0;
    for (const buffers of this.#idle.values()) for (const buffer of buffers) buffer.destroy();
    this.#idle.clear();
    this.#idleBytes = 0;
  }
}
