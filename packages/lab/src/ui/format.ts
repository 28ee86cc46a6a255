// How numbers are shown, the same everywhere: probabilities in percent, the very small and the very near to one in a form
// that does not round them away, powers of ten with real superscripts, a true minus sign. Tables and exports carry all
// digits instead.

const MINUS = '−';
/** No line breaks between a number and its unit. */
const SPACE = '\u00A0';

/** A probability: 78.7 %, 99.9991 %, 0.0042 %, 4.12×10⁻⁹, 1 − 4.12×10⁻⁹. */
export function probability(p: number): string {
  if (Number.isNaN(p)) return 'NaN';
  const rest = 1 - p;
  if (rest > 0 && rest < 5e-6) return `1 ${MINUS} ${small(rest)}`;
  if (p > 0 && p < 5e-6) return small(p);
  return `${percent(p)}${SPACE}%`;
}

/** A change of a probability in percentage points, with its sign: +12.2, −0.016, 0; exactly none is 0. */
export function change(d: number): string {
  const text = points(d);
  return d > 0 ? `+${text}` : text;
}

/** How large a change of a probability is, in percentage points. */
export function points(d: number): string {
  if (d === 0) return '0';
  return Math.abs(d) < 5e-6 ? small(100 * d) : sign(percent(d));
}

/** In hundredths: one decimal, or as many as it takes to differ from 0 and from 100, up to two figures. */
function percent(p: number): string {
  const size = Math.abs(p);
  if (size > 0 && size < 5e-4) return String(Number((100 * p).toPrecision(2)));
  let places = 1;
  while (size < 1 && Number((100 * size).toFixed(places)) === 100) places += 1;
  const text = (100 * p).toFixed(places);
  return p === 0 || p === 1 ? String(100 * p) : text;
}

/** Any other number: up to four decimals, no trailing zeros; whole numbers from 10,000 on with commas. */
export function plain(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(x);
  if (Number.isInteger(x) && size <= Number.MAX_SAFE_INTEGER) return sign(size < 10_000 ? String(x) : grouped(x));
  if (size < 5e-5 || size >= 1e7) return small(x);
  return sign(String(Number(x.toFixed(4))));
}

/** A number to about a ten-thousandth of a scale, as an energy is to kT; at least as plain has it. */
export function atScale(x: number, scale: number): string {
  const places = 4 - Number(scale.toExponential().split('e')[1]);
  return places > 4 && places <= 12 ? sign(String(Number(x.toFixed(places)))) : plain(x);
}

const grouped = (x: number) => String(x).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** What a box for typing shows: a number as it was typed, whole; one with the digits of a computation, to four decimals. */
export function typed(x: number): string {
  const text = String(x);
  if (!Number.isFinite(x) || text.replace(/e.*/, '').replaceAll(/\D/g, '').length > 15) return plain(x);
  return sign(text);
}

/** A power of ten, as the ticks of a logarithmic axis are: 1, 10, 10⁻⁵. */
export function powerOfTen(exponent: number): string {
  return exponent === 0 ? '1' : exponent === 1 ? '10' : `10${superscript(exponent)}`;
}

/** A tick of a logarithmic axis that is a power of ten, as one. */
export const decade = (tick: number) => powerOfTen(Number(tick.toExponential(0).split('e')[1]));

const SUPERSCRIPTS: Record<string, string> = { '-': '⁻', '+': '' };

/** A whole number as an exponent. */
function superscript(exponent: number): string {
  return [...String(exponent)].map((letter) => SUPERSCRIPTS[letter] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(letter)]).join('');
}

function small(x: number): string {
  const [mantissa, exponent] = x.toExponential(2).split('e').map(Number);
  if (Math.abs(mantissa) === 1) return `${mantissa < 0 ? MINUS : ''}${powerOfTen(exponent)}`;
  return `${sign(String(mantissa))}×${powerOfTen(exponent)}`;
}

const sign = (text: string) => text.replaceAll('-', MINUS);

const LATIN_WIDTH = 0.58;

/** The end of a text, cut to what fits. */
export function fitEnd(text: string, width: number, size: number): string {
  const reversed = [...text].reverse().join('');
  return [...fit(reversed, width, size)].reverse().join('');
}

/** The text in at most two lines of `width` pixels at `size` pixels, broken between words; the second is cut. */
export function twoLines(text: string, width: number, size: number): string[] {
  const words = text.split(' ');
  let taken = 1;
  while (taken < words.length && fits(words.slice(0, taken + 1).join(' '), width, size)) taken += 1;
  const rest = words.slice(taken).join(' ');
  const first = fit(words.slice(0, taken).join(' '), width, size);
  return rest === '' ? [first] : [first, fit(rest, width, size)];
}

const fits = (text: string, width: number, size: number) => fit(text, width, size) === text;

/** The text cut to what fits in `width` pixels at `size` pixels; Hangul and Han are a full em wide. */
export function fit(text: string, width: number, size: number): string {
  let room = width / size;
  let kept = '';
  for (const letter of text) {
    room -= letter.codePointAt(0)! > 0x2e80 ? 1 : LATIN_WIDTH;
    if (room < 0) return `${kept.slice(0, -1).trimEnd()}…`;
    kept += letter;
  }
  return kept;
}
