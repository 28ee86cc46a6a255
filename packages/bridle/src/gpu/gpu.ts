// An open GPU: softmax and its family on it. Arrays go up and results come down in the kind that came in; tensors on
// the GPU stay there. Everything is computed in float32, whatever comes in.

import type { Reduced } from '../core/reduced.ts';
import type { Scores } from '../core/tensor.ts';
import { type GpuLike, type GpuOptions, mapRows, reduceRows } from './along-rows.ts';
import { type Classes, crossEntropy, type LossOptions } from './cross-entropy.ts';
import { type Context, contextOf } from './kernel.ts';
import type { GpuTensor } from './operands.ts';
import { type TopKOptions, topK } from './top-k.ts';
import type { GpuAdapterInfo, GpuBuffer, GpuDevice } from './webgpu.ts';

type BufferOf<Device extends GpuDevice> = ReturnType<Device['createBuffer']>;
type Input<Device extends GpuDevice> = Scores | GpuTensor<BufferOf<Device>>;
type Options<Device extends GpuDevice> = GpuOptions<BufferOf<Device>>;
type GpuReduced<X, Buffer extends GpuBuffer> = X extends GpuTensor ? GpuTensor<Buffer> : Reduced<X, object>;
type Losses<X, O, Buffer extends GpuBuffer> = O extends { reduction: 'none' } ? GpuReduced<X, Buffer> : number;

/** Places in rows: a tensor's as Int32Array, nested arrays' in nested arrays. */
type Places<X, Buffer extends GpuBuffer> = X extends GpuTensor
  ? GpuTensor<Buffer>
  : X extends { readonly dims: readonly number[] }
    ? { data: Int32Array; dims: number[] }
    : X extends readonly unknown[]
      ? GpuLike<X, Buffer>
      : Int32Array;

export class Gpu<Device extends GpuDevice = GpuDevice> {
  readonly device: Device;
  /** What it runs on, as far as the browser tells. */
  readonly adapter: GpuAdapterInfo;
  readonly #context: Context;
  readonly #owned: boolean;

  /** @internal Open with `openGpu`. */
  constructor(device: Device, adapter: GpuAdapterInfo, owned: boolean) {
    this.device = device;
    this.adapter = adapter;
    this.#context = contextOf(device);
    this.#owned = owned;
  }

  softmax<X extends Input<Device>>(x: X, options: Options<Device> = {}): Promise<GpuLike<X, BufferOf<Device>>> {
    return mapRows(this.#context, 'softmax', x, options) as Promise<GpuLike<X, BufferOf<Device>>>;
  }

  logSoftmax<X extends Input<Device>>(x: X, options: Options<Device> = {}): Promise<GpuLike<X, BufferOf<Device>>> {
    return mapRows(this.#context, 'logSoftmax', x, options) as Promise<GpuLike<X, BufferOf<Device>>>;
  }

  logSumExp<X extends Input<Device>>(x: X, options: Options<Device> = {}): Promise<GpuReduced<X, BufferOf<Device>>> {
    return reduceRows(this.#context, x, options) as Promise<GpuReduced<X, BufferOf<Device>>>;
  }

  crossEntropy<X extends Input<Device>, O extends LossOptions<BufferOf<Device>> = object>(
    logits: X,
    target: Classes<BufferOf<Device>>,
    options?: O,
  ): Promise<Losses<X, O, BufferOf<Device>>> {
    const losses = crossEntropy(this.#context, logits, target, options ?? {}, false);
    return losses as Promise<Losses<X, O, BufferOf<Device>>>;
  }

  crossEntropyGradient<X extends Input<Device>, O extends LossOptions<BufferOf<Device>> = object>(
    logits: X,
    target: Classes<BufferOf<Device>>,
    options?: O,
  ): Promise<{ loss: Losses<X, O, BufferOf<Device>>; gradient: GpuLike<X, BufferOf<Device>> }> {
    const both = crossEntropy(this.#context, logits, target, options ?? {}, true);
    return both as Promise<{ loss: Losses<X, O, BufferOf<Device>>; gradient: GpuLike<X, BufferOf<Device>> }>;
  }

  topK<X extends Input<Device>>(
    x: X,
    k: number,
    options: TopKOptions<BufferOf<Device>> = {},
  ): Promise<{ values: GpuLike<X, BufferOf<Device>>; indices: Places<X, BufferOf<Device>> }> {
    const best = topK(this.#context, x, k, options);
    return best as Promise<{ values: GpuLike<X, BufferOf<Device>>; indices: Places<X, BufferOf<Device>> }>;
  }

  close(): void {
    this.#context.ended ??= 'this GPU was closed; open a new one';
    this.#context.pool.clear();
    if (this.#owned) this.device.destroy();
  }
}
