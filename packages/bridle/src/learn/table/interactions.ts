// How a product of columns is written: `a:b`, `x^2`, `a:x^3`. A name that has a colon, a caret, a comma or a quote is written
// in double quotes, quotes in it twice, as in CSV: `"a:b":c`.

import { RecipeError } from './recipe-error.ts';

/** A column of a product, and how often it is a factor. */
export type Factor = { name: string; power: number };

/** A name in quotes or plain, its power, and the colon before the next one. */
const FACTOR = /\s*(?:"((?:[^"]|"")*)"|([^\s":^,](?:[^":^,]*[^\s":^,])?))\s*(?:\^\s*([2-9])\s*)?(:|$)/y;
/** Of one product. */
const MOST = 3;

/**
 * The columns of a product and their powers.
 *
 * @throws RecipeError 'bad-interaction' for a text that is no product of two or three columns, or power from 2 to 9 of one.
 * @example
 * ```ts
 * import { parseInteraction } from 'bridle/learn';
 * parseInteraction('a:x^2'); // → [{ name: 'a', power: 1 }, { name: 'x', power: 2 }]
 * ```
 */
export function parseInteraction(text: string): Factor[] {
  const factors: Factor[] = [];
  FACTOR.lastIndex = 0;
  for (let colon = ':'; colon === ':'; ) {
    const found = FACTOR.exec(text) ?? refuse(text);
    const [, quoted, plain, power = '1', next] = found;
    const name = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    if (factors.some((factor) => factor.name === name)) refuse(text);
    factors.push({ name, power: Number(power) });
    colon = next;
  }
  if (factors.length > MOST || (factors.length === 1 && factors[0].power === 1)) refuse(text);
  return factors;
}

/** A product as it is written. */
export function interactionName(factors: readonly Factor[]): string {
  return factors.map(({ name, power }) => factorName(needsQuotes(name) ? quoted(name) : name, power)).join(':');
}

/** `x`, or `x^2`. */
export function factorName(name: string, power: number): string {
  return power === 1 ? name : `${name}^${power}`;
}

const needsQuotes = (name: string) => /[":^,]|^\s|\s$|^$/.test(name);
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function refuse(found: string): never {
  throw new RecipeError(
    'bad-interaction',
    `"${found}" is no product of columns: write a:b for two or three different columns, x^2 to x^9 for a power, and a name with ":", "^" or "," in double quotes.`,
    { found },
  );
}
