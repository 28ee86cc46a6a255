// --temperature: one, a list, or a range from:to:step, in kelvin.

import { CallError } from '../errors.ts';
import type { Messages } from '../messages/en/messages.ts';
import { printable } from '../output/text.ts';
import { parseNumber } from './numbers.ts';

const MOST = 10_000;

/** A reader of temperatures; 0 and infinities are limits, NaN is refused. */
export function temperaturesOption(messages: Messages): (text: string) => number[] {
  return (text) => {
    const found = text.includes(':') ? range(text.split(':').map(parseNumber)) : text.split(',').map(parseNumber);
    const known = found.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
    if (known.length > 0 && known.length === found.length && found.length <= MOST) return known;
    throw new CallError(messages.boltzmann.calls.badTemperature(printable(text)));
  };
}

function range([from, to, step, ...rest]: (number | undefined)[]): (number | undefined)[] {
  if (from === undefined || to === undefined || step === undefined || rest.length > 0) return [];
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(Number.isFinite(from) && count >= 1 && count <= MOST)) return [];
  return Array.from({ length: count }, (_, i) => from + i * step);
}
