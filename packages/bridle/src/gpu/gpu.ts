// An open GPU: softmax and its family on it. Arrays are uploaded, and their results are arrays of the same kind;
// tensors on the GPU stay there. All arithmetic is in float32, in pairs hi + lo where one number is not enough, so
// results are rounded about once. The length of a row fixes the order of every sum, so the same device gives the same
// bits.

import type { Reduced } from '../core/arrays/reduced.ts';
import type { Scores } from '../core/arrays/tensor.ts';
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

/** Places in rows: Int32Array for typed arrays and tensors, arrays for arrays. */
type Places<X, Buffer extends GpuBuffer> = X extends GpuTensor
  ? GpuTensor<Buffer>
  : X extends { readonly dims: readonly number[] }
    ? { data: Int32Array; dims: number[] }
    : X extends readonly unknown[]
      ? GpuLike<X, Buffer>
      : Int32Array;

/**
 * An open GPU, as `openGpu` gives it; its functions return promises. The caller closes it.
 *
 * @example
 * ```js
 * import { openGpu } from 'bridle/gpu';
 * const gpu = await openGpu();
 * await gpu.logSumExp([0, 0]); // → 0.6931471824645996
 * gpu.close();
 * ```
 */
export class Gpu<Device extends GpuDevice = GpuDevice> {
  readonly device: Device;
  /** The GPU that it runs on, as far as the browser says. */
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

  /**
   * Softmax along an axis, as `softmax` of the core and by the same table of edges.
   *
   * x is any input of the core, rounded to float32 (integers above 2²⁴ too), or `{ buffer, dims, type }` on the GPU,
   * float32 or float16, row-major from element `offset` on, in a buffer with the usage STORAGE. The result is of the
   * same kind; on the GPU it is in `out`, which may be x, or in a new buffer that belongs to the caller. Rows have up
   * to 2²⁴ entries; inputs larger than the device can bind are divided into slabs. Shape, `axis`, `temperature` and
   * `mask` as in the core; no `weights` or `segments`.
   *
   * Error ≤ 1.5 ulp of float32 at any length, subnormal results included; float16 is rounded once more. Where a GPU
   * flushes subnormal scores to 0, so does this function.
   *
   * @throws TypeError and RangeError as the core, for a temperature that is neither 0, ∞ nor within 2^±60, for a tensor
   * that does not fit its buffer or the device; Error where the device is lost, closed, or refuses the work.
   * @example
   * ```js
   * import { openGpu } from 'bridle/gpu';
   * const gpu = await openGpu();
   * await gpu.softmax(Float32Array.of(1, 1, 3)); // → Float32Array [0.10650698095560074, 0.10650698095560074, 0.7869860529899597]
   * await gpu.softmax([[1, 2], [3, 4]], { axis: 0, temperature: 0 }); // → [[0, 0], [1, 1]]
   * gpu.close();
   * ```
   */
  softmax<X extends Input<Device>>(x: X, options: Options<Device> = {}): Promise<GpuLike<X, BufferOf<Device>>> {
    return mapRows(this.#context, 'softmax', x, options) as Promise<GpuLike<X, BufferOf<Device>>>;
  }

  /**
   * The logarithm of softmax, as `logSoftmax` of the core: not the logarithm of a rounded probability. Input, options
   * and errors as `softmax`. Error ≤ 1.5 ulp of float32, also where a log-probability is −1e−40.
   *
   * @example
   * ```js
   * import { openGpu } from 'bridle/gpu';
   * const gpu = await openGpu();
   * await gpu.logSoftmax([0, -40]); // → [-4.24835413113866e-18, -40]
   * gpu.close();
   * ```
   */
  logSoftmax<X extends Input<Device>>(x: X, options: Options<Device> = {}): Promise<GpuLike<X, BufferOf<Device>>> {
    return mapRows(this.#context, 'logSoftmax', x, options) as Promise<GpuLike<X, BufferOf<Device>>>;
  }

  /**
   * T·ln Σ e^(x/T) along an axis, as `logSumExp` of the core. Input, options and errors as `softmax`. Error ≤ 1 ulp of
   * the larger of |result| and |maximum|: where the two terms cancel, the digits beyond those of float32 scores are
   * lost.
   *
   * @example
   * ```js
   * import { openGpu } from 'bridle/gpu';
   * const gpu = await openGpu();
   * await gpu.logSumExp([[0, -40], [1000, 1000]]); // → [4.24835413113866e-18, 1000.6931762695312]
   * gpu.close();
   * ```
   */
  logSumExp<X extends Input<Device>>(x: X, options: Options<Device> = {}): Promise<GpuReduced<X, BufferOf<Device>>> {
    return reduceRows(this.#context, x, options) as Promise<GpuReduced<X, BufferOf<Device>>>;
  }

  /**
   * Cross-entropy of softmax(logits) against a class for each row, in nats, as `crossEntropy` of the core with classes.
   *
   * The classes are an array, or int32 or uint32 on the GPU. A class that a row does not have throws; on the GPU it
   * makes the loss of the row NaN. `reduction` 'mean', the default, and 'sum' give a number; 'none' gives each row's
   * loss, in float32, as an array or on the GPU like the logits. Rows of class `ignoreIndex` are left out. (A mean with
   * `ignoreIndex` and classes on the GPU reads the classes back to count them.) Error ≤ 1.5 ulp of float32 for each
   * row; sums are in float64.
   *
   * @throws As `softmax`; RangeError for classes that do not fit.
   * @example
   * ```js
   * import { openGpu } from 'bridle/gpu';
   * const gpu = await openGpu();
   * await gpu.crossEntropy([0, -40], 0); // → 4.24835413113866e-18
   * await gpu.crossEntropy([[2, 0], [0, 1]], [0, 1], { reduction: 'none' }); // → [0.12692801654338837, 0.3132616877555847]
   * gpu.close();
   * ```
   */
  crossEntropy<X extends Input<Device>, O extends LossOptions<BufferOf<Device>> = object>(
    logits: X,
    target: Classes<BufferOf<Device>>,
    options?: O,
  ): Promise<Losses<X, O, BufferOf<Device>>> {
    const losses = crossEntropy(this.#context, logits, target, options ?? {}, false);
    return losses as Promise<Losses<X, O, BufferOf<Device>>>;
  }

  /**
   * The cross-entropy and its gradient with respect to the logits, (p − q)/(N·T), in one pass over them. N is the
   * number of rows left in for 'mean', otherwise 1. `out` receives the gradient. Otherwise as `crossEntropy`.
   *
   * The gradient's error is ≤ 2 ulp of float32, also where a confident p rounds to 1.
   *
   * @throws As `crossEntropy`.
   * @example
   * ```js
   * import { openGpu } from 'bridle/gpu';
   * const gpu = await openGpu();
   * await gpu.crossEntropyGradient([0, 0], 1); // → { loss: 0.6931471824645996, gradient: [0.5, -0.5] }
   * gpu.close();
   * ```
   */
  crossEntropyGradient<X extends Input<Device>, O extends LossOptions<BufferOf<Device>> = object>(
    logits: X,
    target: Classes<BufferOf<Device>>,
    options?: O,
  ): Promise<{ loss: Losses<X, O, BufferOf<Device>>; gradient: GpuLike<X, BufferOf<Device>> }> {
    const both = crossEntropy(this.#context, logits, target, options ?? {}, true);
    return both as Promise<{ loss: Losses<X, O, BufferOf<Device>>; gradient: GpuLike<X, BufferOf<Device>> }>;
  }

  /**
   * The k largest entries of each row along an axis, the largest first, and their places in the row; exact. Ties go to
   * the lowest place. NaN and masked entries are never taken; where fewer than k are left, the rest are −∞ at place −1.
   * Values are of the kind of x, places are 32-bit integers. k is at most 1,024.
   *
   * @throws RangeError for a k that is not a whole number from 1 to the row's length or 1,024; otherwise as `softmax`.
   * @example
   * ```js
   * import { openGpu } from 'bridle/gpu';
   * const gpu = await openGpu();
   * await gpu.topK([1, 2, 2, 2, 3], 3); // → { values: [3, 2, 2], indices: [4, 1, 2] }
   * gpu.close();
   * ```
   */
  topK<X extends Input<Device>>(
    x: X,
    k: number,
    options: TopKOptions<BufferOf<Device>> = {},
  ): Promise<{ values: GpuLike<X, BufferOf<Device>>; indices: Places<X, BufferOf<Device>> }> {
    const best = topK(this.#context, x, k, options);
    return best as Promise<{ values: GpuLike<X, BufferOf<Device>>; indices: Places<X, BufferOf<Device>> }>;
  }

  /** Closes it: later calls throw. Destroys the device only if `openGpu` opened it; results on the GPU go with it. */
  close(): void {
    this.#context.ended ??= 'this GPU was closed; open a new one';
    this.#context.pool.close();
    if (this.#owned) this.device.destroy();
  }
}
