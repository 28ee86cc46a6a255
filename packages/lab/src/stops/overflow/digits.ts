// A number of a format digit by digit: the shortest decimal that names it there, and how many of its leading digits
// agree with what is true.

import { powerOfTen } from '../../ui/format.ts';

const MINUS = '−';

/** The digits that are right, and those that are not. */
export type Digits = { right: string; wrong: string };

/** `round` is the format's own rounding; a number that is none, infinite or 0 is all one piece. */
export function digits(x: number, truth: number, round: (x: number) => number): Digits {
  if (!Number.isFinite(x) || x === 0) return { right: special(x), wrong: '' };
  const [mantissa, power] = shortest(x, round).split('e');
  const exponent = Number(power);
  const figures = mantissa.replace(/[-.]/g, '');
  const written = exponent >= -4 && exponent < 9;
  const kept = agreeing(x, truth, exponent, written ? Math.max(figures.length, exponent + 1) : figures.length);
  const sign = x < 0 ? MINUS : '';
  if (written) return split(sign, positional(figures, exponent), kept);
  const point = figures.length > 1 ? `${figures[0]}.${figures.slice(1)}` : figures;
  const { right, wrong } = split(sign, point, kept);
  const scale = `×${powerOfTen(exponent)}`;
  return wrong === '' ? { right: right + scale, wrong } : { right, wrong: wrong + scale };
}

function special(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  return x === 0 ? '0' : x > 0 ? '∞' : `${MINUS}∞`;
}

/** In the form d.ddde±n. */
function shortest(x: number, round: (x: number) => number): string {
  for (let places = 0; places < 17; places += 1) {
    const text = x.toExponential(places);
    if (round(Number(text)) === x) return text;
  }
  return x.toExponential(17);
}

/** How many leading digits are those of the truth, give or take half of the last of them. */
function agreeing(x: number, truth: number, exponent: number, most: number): number {
  if (x === truth) return most;
  let kept = 0;
  while (kept < most && Math.abs(x - truth) <= Number(`0.5e${exponent - kept}`)) kept += 1;
  return kept;
}

function positional(figures: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${figures}`;
  const whole = figures.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return figures.length > exponent + 1 ? `${whole}.${figures.slice(exponent + 1)}` : whole;
}

/** Splits after `kept` digits; zeros in front are none. */
function split(sign: string, text: string, kept: number): Digits {
  if (kept === 0) return { right: '', wrong: sign + text };
  let left = kept;
  let at = text.search(/[1-9]/);
  while (at < text.length && left > 0) {
    if (text[at] !== '.') left -= 1;
    at += 1;
  }
  return { right: sign + text.slice(0, at), wrong: text.slice(at) };
}
