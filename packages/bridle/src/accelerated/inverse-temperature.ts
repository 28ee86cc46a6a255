// 1/|T| as a double-double, the form in which the kernels take a temperature.

/** 1/|T| as beta + betaLow, and whether T is negative. */
export type InverseTemperature = { beta: number; betaLow: number; negative: boolean };

const UNIT: InverseTemperature = { beta: 1, betaLow: 0, negative: false };

/** 1/|T|; null for the limits, and where products with it could leave the range of float64. */
export function inverseTemperature(temperature: number): InverseTemperature | null {
  if (temperature === 1) return UNIT;
  const size = Math.abs(temperature);
  if (!(size > 1e-100 && size < 1e100)) return null;
  const beta = 1 / size;
  return { beta, betaLow: remainder(size, beta) / size, negative: temperature < 0 };
}

/** 1 − a·b, exactly, for b near 1/a: halves of 26 bits have exact products (Dekker 1971). */
function remainder(a: number, b: number): number {
  const split = (v: number) => {
    const c = 134217729 * v;
    const top = c - (c - v);
    return [top, v - top];
  };
  const [aTop, aLow] = split(a);
  const [bTop, bLow] = split(b);
  return 1 - aTop * bTop - aTop * bLow - aLow * bTop - aLow * bLow;
}
