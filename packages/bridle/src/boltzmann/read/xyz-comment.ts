// The energy on the comment line of an XYZ frame, as programs and people write it: `-40.5`, `Epot = -40.5 Eh`,
// `E: -10.2 kcal mol-1`, `energy[kJ/mol]=12`, `dE=0.9 kcal/mol`, `energy_hartree=-40.5`.

import { isUnit, looksLikeUnit, splitHeader } from './header-unit.ts';
import { namesEnergy } from './header-words.ts';
import { type LevelUnit, unitOf } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import { numberOf } from './read-numbers.ts';

/** An energy with the key before it ('' for the number that the line begins with) and its unit, where the comment says one. */
export type CommentEnergy = { key: string; energy: number; unit: LevelUnit | null };

type Facts = { line: number; frame: number };

const LONGEST = 10_000;

/** A number with all its marks, whatever they mean, and what stands behind it up to the next key, bar or semicolon. */
const NUMBER = String.raw`([+\-−]?[\d.,]*\d[\d.,]*(?:[eEdD][+-]?\d+)?)([^|;=:]*)`;
const BRACKET = String.raw`\([^()]{0,40}\)|\[[^[\]]{0,40}\]`;
const KEY = String.raw`[\p{L}∆][\p{L}\w./-]{0,40}(?: \p{L}{1,20})?`;
// No two runs of blanks stand side by side: a line of nothing else is looked through once.
const KEYED = new RegExp(String.raw`(?:^|[\s|,;])(${KEY})\s*(?:(${BRACKET})\s*)?(?:([:=])\s*)?${NUMBER}`, 'gu');
const FIRST = new RegExp(String.raw`^\s*(?:(${BRACKET})\s*)?${NUMBER}`);

/**
 * The energy of a comment. `wanted` is the key to take; without it there has to be one energy, or several of one value.
 *
 * @throws LevelsError for none, for several, for a number whose decimal mark is unclear, and for what looks like a unit and is none.
 */
export function energyOnComment(comment: string, wanted: string | undefined, facts: Facts): CommentEnergy {
  const text = comment.slice(0, LONGEST);
  const named = keyed(text, wanted, facts);
  if (named.length > 1 && named.some(({ energy }) => energy !== named[0].energy)) {
    const [first, second] = [named[0].key, named.find(({ energy }) => energy !== named[0].energy)?.key ?? ''];
    throw new LevelsError(
      'two-energy-columns',
      `expected one energy on the comment line of frame ${facts.frame}, found '${first}' and '${second}'`,
      {
        ...{ ...facts, first, second },
      },
    );
  }
  if (named.length > 0) return named.find(({ unit }) => unit !== null) ?? named[0];
  if (wanted !== undefined) {
    throw new LevelsError(
      'no-such-column',
      `expected '${shown(wanted)}' on the comment line of frame ${facts.frame}, found '${shown(comment)}'`,
      {
        ...{ ...facts, column: shown(wanted), found: shown(comment) },
      },
    );
  }
  const first = leading(text, facts);
  if (first !== null) return first;
  throw new LevelsError(
    'no-energy',
    `expected an energy on the comment line of frame ${facts.frame}, found '${shown(comment)}'`,
    {
      ...{ ...facts, found: shown(comment) },
    },
  );
}

/** Every number behind a key that names an energy, or behind the one that is wanted. */
function keyed(text: string, wanted: string | undefined, facts: Facts): CommentEnergy[] {
  const found: CommentEnergy[] = [];
  let from = 0;
  for (;;) {
    KEYED.lastIndex = from;
    const match = KEYED.exec(text);
    if (match === null) return found;
    const [, words, bracket = '', sign = '', digits, rest] = match;
    from = match.index + match[0].length - rest.length;
    const { name, unit } = splitHeader(`${words.trim()} ${bracket}`.trim());
    // `SCF energy (RHF)`: the last words before the number may be the key, with or without those before.
    const key = [name, words.trim(), words.trim().split(' ').at(-1) ?? ''].find((word) => {
      return wanted === undefined ? namesEnergy(word) : word === wanted.trim();
    });
    // Without a sign only the words for energy are keys: `G 3` or `H 0` may be anything.
    if (key === undefined || (sign === '' && wanted === undefined && !/^e$|energ|에너지/i.test(key))) continue;
    if (unit !== null && !isUnit(unit) && looksLikeUnit(unit)) unitOf(unit, facts.line);
    const own = unit !== null && isUnit(unit) ? unitOf(unit, facts.line) : null;
    const behind = numberWithUnit(digits, rest, facts);
    if (behind !== null) found.push({ key, energy: behind.energy, unit: behind.unit ?? own });
  }
}

/** The number that the line begins with; but `0 1` is charge and multiplicity, and `3 of 12` a count. */
function leading(text: string, facts: Facts): CommentEnergy | null {
  const [, bracket, digits = '', rest = ''] = FIRST.exec(text) ?? [];
  if (digits === '') return null;
  const behind = numberWithUnit(digits, rest, facts);
  if (behind === null) return null;
  const own = bracket !== undefined && isUnit(bracket.slice(1, -1)) ? unitOf(bracket.slice(1, -1), facts.line) : null;
  const unit = behind.unit ?? own;
  const counted = unit === null && /^\d+$/.test(digits) && text.trim() !== digits;
  return counted ? null : { key: '', energy: behind.energy, unit };
}

/** The number and the unit behind it, of as many words as make one. Null where a word is glued to the number that is none. */
function numberWithUnit(digits: string, rest: string, facts: Facts): { energy: number; unit: LevelUnit | null } | null {
  const energy = numberOf(decimalOf(digits, facts));
  if (Number.isNaN(energy)) return null;
  const bare = rest
    .slice(0, 80)
    .replace(/^\s*[([]([^()[\]]*)[)\]]/, ' $1 ')
    .split(/,\s|!/)[0];
  const words = bare.trim().split(/\s+/).slice(0, 4);
  for (let n = words.length; n >= 1; n -= 1) {
    const text = words.slice(0, n).join(' ');
    if (text !== '' && isUnit(text)) return { energy, unit: unitOf(text, facts.line) };
  }
  const [word] = words;
  if (word !== '' && looksLikeUnit(word)) unitOf(word, facts.line);
  const glued = word !== '' && /^[\p{L}]/u.test(rest);
  return glued ? null : { energy, unit: null };
}

/** Digits with a decimal point. A comma with three digits behind it may group; together with a point before it, it ends the number. */
function decimalOf(digits: string, facts: Facts): string {
  const text = digits.replace(/[.,]+$/, '');
  if (!text.includes(',')) return text;
  if (/^[+\-−]?\d*\.\d+,/.test(text) && !/^[+\-−]?\d{1,3}(\.\d{3})+,/.test(text))
    return text.slice(0, text.indexOf(','));
  if (/^[+\-−]?\d+,\d+(e.*)?$/i.test(text) && !/^[+\-−]?[1-9]\d{0,2},\d{3}$/.test(text)) return text.replace(',', '.');
  const found = shown(digits);
  throw new LevelsError(
    'unclear-number',
    `expected a number whose decimal mark is clear, found '${found}'; write it with a point and without grouping`,
    {
      ...{ line: facts.line, found },
    },
  );
}
