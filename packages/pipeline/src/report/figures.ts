// Numbers for people to read, the same in every language.

/** A share as a percentage with one decimal, such as 97.4%; a share that is not exactly 0 or 1 is never 0% or 100%. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1%';
  if (share >= 0.9995 && share < 1) return '>99.9%';
  return `${(100 * share).toFixed(1)}%`;
}

/** A count with thousands separated; of weights that are no whole numbers, one decimal or two digits. */
export function count(n: number): string {
  const text = Number.isInteger(n) ? String(n) : n < 1 ? significant(n, 2) : n.toFixed(1);
  return text.replace(/\B(?=(\d{3})+(\.|$))/g, ',');
}

/** A measure with four decimals, or with three significant digits below 0.001. */
export function decimal(x: number): string {
  if (x !== 0 && Math.abs(x) < 0.001) return significant(x, 3);
  return x.toFixed(4).replace('-', '−');
}

/** A number with at most `digits` significant digits, with a power of ten if it is very small or large: 3.1 × 10⁻¹². */
export function significant(x: number, digits: number): string {
  if (x === 0) return '0';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return plain(x.toFixed(Math.max(0, digits - 1 - power)));
  const raised = exponent.replace('+', '').replace(/./g, (c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]));
  return `${plain(mantissa)} × 10${raised}`;
}

/** Without trailing zeros, and with a typographic minus. */
function plain(text: string): string {
  return (text.includes('.') ? text.replace(/\.?0+$/, '') : text).replace('-', '−');
}
