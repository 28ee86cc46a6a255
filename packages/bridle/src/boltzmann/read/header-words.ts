// What the headers of levels are called: words for energies, for what has the unit of an energy but is none, for
// degeneracies and for names. Compared without case, blanks and stops.

/** Without case, blanks and stops; the sign of an increment as the Greek letter that it stands for. */
export function wordOf(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll('∆', 'Δ')
    .toLowerCase()
    .replace(/[\s_.#:-]/g, '');
}

const KIND =
  '(rel|relative|tot|total|scf|pot|potential|el|elec|electronic|final|sp|singlepoint|dft|xtb|free|gibbs|gibbsfree)';
const ENERGY = new RegExp(`^${KIND}?(energy|energies|energie|energía|energia)${KIND}?$`);
const SYMBOL = new RegExp(`^([δ]|delta|d)?([eguh]|en)${KIND}?$|^${KIND}(e|g)$`);
const OTHER_ENERGIES = ['termvalue', 'energylevel', 'enthalpy', 'helmholtz', 'gibbs', 'qhg', 'qhh', 'espc', 'hspc'];
const KOREAN_ENERGY = /^(상대|전체|총|퍼텐셜|전자|자유|깁스)?(자유)?에너지(준위)?$|^엔탈피$/;

/**
 * Whether a header names energies: `E`, `Erel`, `Etot`, `ΔG`, `SCF energy`, `에너지`. G and H are free energy and enthalpy as
 * capitals only: a small g is a degeneracy.
 */
export function namesEnergy(name: string): boolean {
  const word = wordOf(name);
  if (SYMBOL.test(word)) return !/^[guh]/.test(word) || /^[GUH]/.test(name.trim());
  return ENERGY.test(word) || OTHER_ENERGIES.includes(word) || KOREAN_ENERGY.test(word);
}

const OTHERS =
  /uncert|error|^err|err$|^unc|unc$|stdev|stderr|^s[de]$|^std|std$|deviation|sigma|σ|±|\+\/-|toleran|temp|온도|오차|불확|편차|^t$|gnorm|grad|width|fwhm|lifetime|zpe|zeropoint|shift|cutoff|barrier|^kt$|^rt$/;

/** Whether a header names what may have the unit of an energy but is no energy of a level: uncertainties, temperatures, widths. */
export function namesNoEnergy(name: string): boolean {
  return OTHERS.test(wordOf(name));
}

const GS = ['g', 'gi', 'gj', 'gk', 'gn', 'gtot', 'gtotal', 'glevel', 'gstate'];
const DEGENERACIES = [
  ...['degeneracy', 'degeneracies', 'degen', 'ndegen', 'statisticalweight'],
  ...['statweight', 'statwt', '2j+1', '(2j+1)', '축퇴도', '축퇴', '겹침수'],
];

/**
 * Whether a header names degeneracies: `g`, `degeneracy`, `2J+1`, `축퇴도`, … The capital G is Gibbs' energy, and a weight may be a
 * population.
 *
 * @example
 * ```ts
 * import { namesDegeneracy } from 'bridle/boltzmann';
 * namesDegeneracy('g_tot'); // → true
 * namesDegeneracy('weight'); // → false
 * ```
 */
export function namesDegeneracy(name: string): boolean {
  const word = wordOf(name);
  return DEGENERACIES.includes(word) || (GS.includes(word) && /^g/.test(name.trim()));
}

/** Whether a header may or may not name degeneracies: degrees and spin multiplicities are written so too. */
export function mayNameDegeneracy(name: string): boolean {
  return ['deg', 'multiplicity', 'mult'].includes(wordOf(name));
}

const NAMES = [
  ...['name', 'names', 'label', 'labels', 'level', 'state', 'conformer', 'conf', 'id', 'structure', 'configuration'],
  ...[
    'species',
    'molecule',
    'compound',
    'file',
    'filename',
    'title',
    '이름',
    '준위',
    '상태',
    '형태',
    '구조',
    '이성질체',
    '배좌',
  ],
];

/** Whether a header names the names of levels. */
export function namesNames(name: string): boolean {
  return NAMES.includes(wordOf(name));
}
