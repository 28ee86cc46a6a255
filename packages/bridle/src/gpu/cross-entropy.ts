// The cross-entropy against classes on a GPU, alone or with its gradient in the same pass over the logits. Row losses
// are summed here, in float64; the mean divides by the rows that are left in.

import { addTo, type PairSum } from '../core/arithmetic/pair-sum.ts';
import { refuse } from '../core/arrays/refuse.ts';
import { rowMajorData, type Scores } from '../core/arrays/tensor.ts';
import {
  alongRows,
  type Destination,
  destination,
  type Extra,
  filled,
  floats,
  type GpuOptions,
  shapeOf,
} from './along-rows.ts';
import type { Context } from './kernel.ts';
import {
  type GpuTensor,
  isGpuTensor,
  type Operand,
  quoted,
  readBuffer,
  readScores,
  type Source,
  sizeOf,
} from './operands.ts';
import { readBack } from './read-back.ts';
import { temperatureParams } from './temperature.ts';
import type { GpuBuffer } from './webgpu.ts';

/** A class for each row, in row-major order of the other dimensions; a number where there is one row. */
export type Classes<Buffer extends GpuBuffer = GpuBuffer> = number | Scores | GpuTensor<Buffer>;

/** Options of the cross-entropy on the GPU. */
export type LossOptions<Buffer extends GpuBuffer = GpuBuffer> = GpuOptions<Buffer> & {
  /** Rows with this class are left out: loss 0, gradient 0. Default: none. */
  ignoreIndex?: number | undefined;
  /** Default 'mean': the sum over the rows left in, divided by their number. */
  reduction?: 'mean' | 'sum' | 'none' | undefined;
};

type Targets = { operand: Operand; ignoreIndex: number | undefined; kept: number };

export async function crossEntropy(
  context: Context,
  x: Scores | GpuTensor,
  target: Classes,
  options: LossOptions,
  withGradient: boolean,
): Promise<unknown> {
  const name = withGradient ? 'crossEntropyGradient' : 'crossEntropy';
  refuse(name, options, 'classWeights', 'sampleWeights', 'labelSmoothing');
  const reduction = reductionOf(name, options.reduction);
  if (!withGradient && options.out !== undefined && reduction !== 'none') {
    throw new TypeError(`${name}: expected reduction 'none' with out`);
  }
  const source = readScores(name, x);
  const { count, length, dims } = shapeOf(name, source, options.axis);
  const targets = await readTargets(context, name, target, count, length, options.ignoreIndex, reduction === 'mean');
  const losses = lossesOf(context, name, source, dims, withGradient ? undefined : options.out, reduction, targets.kept);
  const gradient = withGradient ? destination(context, name, source, source.dims, options.out) : null;
  const norm = reduction === 'mean' ? targets.kept : 1;
  const extra: Extra = {
    inputs: { targets: { operand: targets.operand, per: 1 } },
    outputs: { losses: { sink: losses.sink, per: 1 } },
    params: { ...weightParams(name, options.temperature, norm), ...ignoreParams(targets.ignoreIndex) },
  };
  const operation = withGradient ? 'gradient' : 'crossEntropy';
  const work = alongRows(context, name, operation, source, options, gradient?.sink ?? null, extra);
  await filled(work, losses, ...(gradient ? [gradient] : []));
  return gradient ? { loss: losses.result(), gradient: gradient.result() } : losses.result();
}

function reductionOf(name: string, reduction: unknown = 'mean'): 'mean' | 'sum' | 'none' {
  if (reduction === 'mean' || reduction === 'sum' || reduction === 'none') return reduction;
  throw new RangeError(`${name}: expected reduction 'mean', 'sum' or 'none', got ${quoted(reduction)}`);
}

/** Where the losses go: to the result for 'none', otherwise to this machine, where they are reduced to a number. */
function lossesOf(
  context: Context,
  name: string,
  source: Source,
  dims: readonly number[],
  out: GpuOptions['out'],
  reduction: 'mean' | 'sum' | 'none',
  kept: number,
): Destination {
  if (reduction === 'none') return destination(context, name, source, dims, out, 'float32');
  const losses = new Float32Array(sizeOf(dims));
  return { sink: floats(losses), result: () => total(losses) / (reduction === 'mean' ? kept : 1) };
}

function total(losses: Float32Array): number {
  const sum: PairSum = { hi: 0, lo: 0 };
  for (const loss of losses) addTo(sum, loss, 0);
  return sum.hi;
}

/** 1/(N·T) as two words of float32; at T = 0 only its sign counts. */
function weightParams(name: string, temperature: number | undefined, norm: number) {
  const { flip, cold, hot } = temperatureParams(name, temperature);
  const size = cold || hot ? 1 : Math.abs(temperature ?? 1);
  const weight = hot ? 0 : (flip ? -1 : 1) / (Math.max(norm, 1) * size);
  return { weight, weightLow: weight - Math.fround(weight) };
}

function ignoreParams(ignoreIndex: number | undefined) {
  return ignoreIndex === undefined ? {} : { ignoring: 1, ignored: ignoreIndex };
}

async function readTargets(
  context: Context,
  name: string,
  target: Classes,
  count: number,
  length: number,
  ignoreIndex: number | undefined,
  counting: boolean,
): Promise<Targets> {
  if (ignoreIndex !== undefined && ignoreIndex !== (ignoreIndex | 0)) {
    throw new RangeError(`${name}: expected ignoreIndex to be a whole number of 32 bits, got ${ignoreIndex}`);
  }
  if (isGpuTensor(target)) {
    const { type } = target;
    if (type !== 'int32' && type !== 'uint32') {
      throw new TypeError(`${name}: expected classes of type 'int32' or 'uint32', got ${quoted(type)}`);
    }
    const got = sizeOf(target.dims);
    if (got !== count) throw new RangeError(`${name}: expected ${count} classes, got ${got}`);
    const operand = readBuffer(name, 'target', target, 32);
    if (ignoreIndex === undefined || !counting) return { operand, ignoreIndex, kept: count };
    const classes = new Int32Array(await readBack(context, name, operand, count));
    return { operand, ignoreIndex, kept: classes.reduce((kept, one) => kept + Number(one !== ignoreIndex), 0) };
  }
  const given = rowMajorData(name, typeof target === 'number' ? [target] : target);
  if (given.length !== count) throw new RangeError(`${name}: expected ${count} classes, got ${given.length}`);
  const classes = Int32Array.from(given);
  let kept = count;
  for (let row = 0; row < count; row += 1) {
    if (given[row] === ignoreIndex) kept -= 1;
    else if (!(classes[row] === given[row] && classes[row] >= 0 && classes[row] < length)) {
      throw new RangeError(`${name}: expected a class from 0 to ${length - 1}, got ${given[row]} in row ${row}`);
    }
  }
  const cut = (start: number, end: number) => classes.subarray(start, end);
  return { operand: { at: 'cpu', bits: 32, cut }, ignoreIndex, kept };
}
