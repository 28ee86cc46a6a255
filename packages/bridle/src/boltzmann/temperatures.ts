// One temperature, a list, or an even range, in kelvin.

/** Evenly spaced temperatures from `from` up to and, where a step lands on it, including `to`. */
export type TemperatureRange = { from: number; to: number; step: number };

/** In kelvin. 0 means the limit from above, −0 that from below; negative ones are population inversions. */
export type Temperatures = number | ArrayLike<number> | TemperatureRange;

const MOST = 1_000_000;

/** The temperatures as a list; NaN and empty lists are refused. */
export function temperatureList(name: string, given: Temperatures): number[] {
  const list = typeof given === 'number' ? [given] : isRange(given) ? fromRange(name, given) : fromList(name, given);
  for (const temperature of list) {
    if (typeof temperature !== 'number' || Number.isNaN(temperature)) {
      throw new RangeError(`${name}: expected a temperature in kelvin, got ${temperature}`);
    }
  }
  return list;
}

function isRange(given: object): given is TemperatureRange {
  return given !== null && typeof given === 'object' && 'from' in given && 'to' in given && 'step' in given;
}

function fromList(name: string, given: ArrayLike<number>): number[] {
  if (!Array.isArray(given) && !(ArrayBuffer.isView(given) && 'length' in given)) {
    const kind = given === null ? 'null' : typeof given;
    throw new TypeError(`${name}: expected temperature to be a number, a list or { from, to, step }, got ${kind}`);
  }
  if (given.length === 0) throw new RangeError(`${name}: expected a temperature, got none`);
  return Array.from(given);
}

function fromRange(name: string, { from, to, step }: TemperatureRange): number[] {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(count >= 1 && count <= MOST && Number.isFinite(from))) {
    throw new RangeError(
      `${name}: expected a range of 1 to ${MOST} temperatures, got from ${from} to ${to} by ${step}`,
    );
  }
  return Array.from({ length: count }, (_, i) => from + i * step);
}
