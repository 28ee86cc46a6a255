// How numbers are shown, the same everywhere: probabilities with six decimals, the very small and the very near to one
// in a form that does not round them away, a true minus sign. Tables and exports carry all digits instead.

const MINUS = '−';

/** A probability: 0.786986, 4.12e−9, 1 − 4.12e−9. */
export function probability(p: number): string {
  if (Number.isNaN(p)) return 'NaN';
  if (p === 0 || p === 1) return String(p);
  const rest = 1 - p;
  if (rest > 0 && rest < 5e-7) return `1 ${MINUS} ${small(rest)}`;
  return p < 5e-7 ? small(p) : p.toFixed(6);
}

/** Any other number: up to four decimals, no trailing zeros. */
export function plain(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(x);
  if (size !== 0 && (size < 5e-5 || size >= 1e7)) return small(x);
  return sign(String(Number(x.toFixed(4))));
}

/** A change of a probability, with its sign: +0.122457, −0.055556, 0. */
export function change(d: number): string {
  if (d === 0) return '0';
  const text = Math.abs(d) < 5e-7 ? small(d) : sign(d.toFixed(6));
  return d > 0 ? `+${text}` : text;
}

const small = (x: number) => sign(x.toExponential(2));
const sign = (text: string) => text.replaceAll('-', MINUS);

const LATIN_WIDTH = 0.58;

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
