// A header into its name and its unit, as people write it: `E (kcal/mol)`, `energy [eV]`, `E / cm-1`, `level, K`,
// `Energy kcal/mol`, `energy_kcal_mol`, `E_hartree`.

import { findEnergyUnit } from '../units.ts';
import { namesEnergy } from './header-words.ts';

/** A header's name, and the unit that stands behind it or in brackets, which may be none that is known. */
export type Header = { name: string; unit: string | null };

/** Longer headers are compared by their beginnings. */
const LONGEST = 200;

/** The multiples of kT that some tables are in, beside the units that do not depend on the temperature. */
export const isKT = (text: string): boolean => /^\s*k_?(B|b)?\s*T\s*$/.test(text);

/** Whether a text names a unit of energy, kT among them. */
export function isUnit(text: string): boolean {
  return isKT(text) || findEnergyUnit(text) !== null;
}

/** The name and the unit of a header. A bracket is a unit, known or not; anything else only where it is known. */
export function splitHeader(header: string): Header {
  const text = header.trim().slice(0, LONGEST);
  const brackets = [...text.matchAll(/\(([^()]+)\)|\[([^[\]]+)\]/g)];
  const known = brackets.find(([, round, square]) => isUnit(round ?? square));
  const bracket =
    known ?? (brackets.at(-1)?.[0] && text.endsWith(brackets.at(-1)?.[0] as string) ? brackets.at(-1) : undefined);
  if (bracket) {
    const [all, round, square] = bracket;
    const name = `${text.slice(0, bracket.index)} ${text.slice(bracket.index + all.length)}`.replace(/[\s_,/]+$/, '');
    return { name: name.trim(), unit: round ?? square };
  }
  for (const separator of [' in ', ',', '/']) {
    const at = text.indexOf(separator);
    if (at <= 0) continue;
    const unit = text.slice(at + separator.length).trim();
    if (isUnit(unit)) return { name: text.slice(0, at).trim(), unit };
  }
  return splitWords(text) ?? { name: text, unit: null };
}

/** `energy_kcal_mol`, `Energy kcal/mol`: an energy's name and the words of a unit behind it, or what looks like one. */
function splitWords(text: string): Header | null {
  const words = text.split(/[\s_]+/);
  for (let first = 1; first < words.length; first += 1) {
    const name = words.slice(0, first).join(' ');
    const unit = words
      .slice(first)
      .filter((word) => word.toLowerCase() !== 'in')
      .join(' ');
    if (!namesEnergy(name) || !(isUnit(unit) || looksLikeUnit(unit))) continue;
    // E_K and E_J are as likely symbols of their own.
    if (unit.length > 1 || (name.length > 2 && /[JK]/.test(unit))) return { name, unit };
  }
  // A header that is a unit and nothing else; of one letter it is as likely a quantum number.
  return text.length > 1 && isUnit(text) ? { name: '', unit: text } : null;
}

/** Whether a text begins as units of energy do, or ends in "per mole": then it is no other word, and has to be understood. */
export function looksLikeUnit(text: string): boolean {
  return /^(kcals?|cals?|k?joules?|[kM]?J|m?eV|cm|hartrees?|m?Ha|m?E_?h|Ry|ryd\w*|[kMGT]?Hz|a\.?u\.?)(?![\w])|(\/|per\s+)mole?$|mol(-1|\^-1|⁻¹)$/i.test(
    text.trim(),
  );
}
