// Numbers for people: percentages that never round a small probability to 0 % or a large one to 100 %, changes in
// percentage points, counts with thousands separated. The exact numbers are in --json.

/** A probability: `20.00%`, `<0.01%` for what is small but not 0, `>99.99%` for what is near but not 1. */
export function percent(p: number): string {
  if (Number.isNaN(p)) return 'NaN';
  if (p === 0) return '0%';
  if (p === 1) return '100%';
  if (p < 0.00005) return '<0.01%';
  if (p >= 0.99995) return '>99.99%';
  return `${(100 * p).toFixed(2)}%`;
}

/** A change of a probability in percentage points, signed; `unit` is how the language writes them. */
export function points(change: number, unit: string): string {
  if (Number.isNaN(change)) return 'NaN';
  const size = Math.abs(100 * change);
  const sign = change > 0 ? '+' : change < 0 ? '-' : '±';
  const figure = size === 0 ? '0' : size < 0.005 ? size.toExponential(0) : size.toFixed(2);
  return `${sign}${figure}${unit}`;
}

/** A number to `digits` significant digits without trailing zeros; infinities as ∞. */
export function figure(value: number, digits = 6): string {
  if (value === Infinity) return '∞';
  if (value === -Infinity) return '-∞';
  const shortest = String(value);
  if (shortest.length <= digits + 2) return shortest;
  return trimZeros(value.toPrecision(digits));
}

/** A number with its sign, for log-odds: three decimals, or as many digits as a large one needs. */
export function signed(value: number): string {
  const text = Math.abs(value) < 1000 ? value.toFixed(3) : figure(value);
  return value > 0 ? `+${text}` : text;
}

/** A measure of quality with four decimals, or three digits where it is smaller. */
export function measure(value: number): string {
  return value === 0 || value >= 0.001 ? value.toFixed(4) : value.toExponential(2);
}

/** A count with thousands separated; of weights that are no whole numbers, one decimal or two digits. */
export function count(n: number): string {
  const text = Number.isInteger(n) ? String(n) : n < 1 ? figure(n, 2) : n.toFixed(1);
  return text.replace(/\B(?=(\d{3})+(\.|$))/g, ',');
}

/** A time in seconds: `12 ms`, `0.4 s`, `12 s`, `3:07`, `1:02:09`. */
export function elapsed(seconds: number): string {
  if (seconds < 0.1) return `${Math.ceil(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const whole = Math.floor(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A size in bytes, such as 4.2 GB. */
export function bytes(size: number): string {
  const [unit, name] = size >= 1e9 ? [1e9, 'GB'] : size >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
  return `${trimZeros((size / unit).toPrecision(3))} ${name}`;
}

function trimZeros(text: string): string {
  const [mantissa, exponent] = text.split('e');
  const trimmed = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return exponent === undefined ? trimmed : `${trimmed}e${exponent.replace('+', '')}`;
}
