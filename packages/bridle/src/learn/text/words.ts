// A text as the code units that n-grams are slices of: its words in lower case and normal form C, each between two spaces,
// " what is my balance ". A word is a run of letters, marks and digits; an apostrophe inside it is left out. Everything
// else separates words. Characters beyond the basic plane, such as emojis, count as letters.

/** Words of a text, in `units`: word w is between the spaces at starts[w] and starts[w + 1]. */
export type Words = { units: Uint16Array; starts: Int32Array; count: number };

const SEPARATOR = 1;
const LETTER = 2;
const APOSTROPHE = 3;
/** What each code unit is, found out when it is first met. */
const kinds = new Uint8Array(65536);
const SPACE = 32;

function kindOf(unit: number): number {
  if (kinds[unit] === 0) {
    const isLetter = (unit & 0xf800) === 0xd800 || /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit));
    kinds[unit] = unit === 0x27 || unit === 0x2019 ? APOSTROPHE : isLetter ? LETTER : SEPARATOR;
  }
  return kinds[unit];
}

export function emptyWords(): Words {
  return { units: new Uint16Array(0), starts: new Int32Array(0), count: 0 };
}

/** Takes a text apart, into arrays that are used again. */
export function readWords(text: string, words: Words): void {
  const lower = text.normalize('NFC').toLowerCase();
  const size = 2 * lower.length + 2;
  if (words.units.length < size)
    Object.assign(words, { units: new Uint16Array(2 * size), starts: new Int32Array(size) });
  const { units, starts } = words;
  let length = 0;
  let count = 0;
  let inWord = false;
  for (let i = 0; i < lower.length; i += 1) {
    const unit = lower.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === LETTER) {
      if (!inWord) {
        starts[count] = length;
        count += 1;
        units[length] = SPACE;
        length += 1;
        inWord = true;
      }
      units[length] = unit;
      length += 1;
    } else if (kind === SEPARATOR || kindOf(lower.charCodeAt(i + 1)) !== LETTER) inWord = false;
  }
  starts[count] = length;
  units[length] = SPACE;
  words.count = count;
}

/** Whether there is a syllable or a letter of Hangul among units[start … end − 1]. */
export function hasHangul(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    if ((units[i] >= 0xac00 && units[i] <= 0xd7a3) || (units[i] >= 0x3131 && units[i] <= 0x318e)) return true;
  }
  return false;
}
