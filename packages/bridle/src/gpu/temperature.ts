// The temperature as the shaders take it: log2(e)·2/|T| cut into parts whose products with 12 bits are exact, its
// sign as a bit that turns the scores round, and the limits T = 0 and T = ∞ as flags.

import { kindOf } from '../core/arrays/tensor.ts';
import type { ParamName } from './shaders/memory.wgsl.ts';

const LARGEST = 2 ** 60;
const LARGEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;
/** e^(d/T) below 2^−160 does not change 1, and as a result it is 0, also among subnormal numbers. */
const NEGLIGIBLE = -160;

export function temperatureParams(name: string, temperature: unknown = 1): Partial<Record<ParamName, number>> {
  if (typeof temperature !== 'number') {
    throw new TypeError(`${name}: expected temperature to be a number, got ${kindOf(temperature)}`);
  }
  const size = Math.abs(temperature);
  const limit = size === 0 || size === Infinity;
  if (!(limit || (size >= 1 / LARGEST && size <= LARGEST))) {
    throw new RangeError(`${name}: expected |temperature| from 2⁻⁶⁰ to 2⁶⁰, 0 or ∞, got ${temperature}`);
  }
  const inverse = size === 0 ? 2 : 2 / size;
  const rate = inverse * Math.LOG2E;
  const rate1 = top12(Math.fround(rate));
  const rate2 = top12(Math.fround(rate - rate1));
  return {
    flip: temperature < 0 || Object.is(temperature, -0) ? 0x80000000 : 0,
    cold: size === 0 ? 1 : 0,
    hot: size === Infinity ? 1 : 0,
    rate,
    rate1,
    rate2,
    rate3: rate - rate1 - rate2,
    negligible: rate === 0 ? -LARGEST_FLOAT : NEGLIGIBLE / rate,
    inverse,
    inverseLow: inverse - Math.fround(inverse),
    lowest: inverse > 1 ? -LARGEST_FLOAT / inverse : -LARGEST_FLOAT,
    temperature: limit ? 0 : size,
    temperatureLow: limit ? 0 : size - Math.fround(size),
  };
}

/** The leading 12 bits of a float32. */
function top12(v: number): number {
  const word = new Float32Array([v]);
  new Uint32Array(word.buffer)[0] &= 0xfffff000;
  return word[0];
}
