// A text as the code units that n-grams are slices of: its words in lower case and normal form C, each between two spaces,
// and marks of its two ends, " ^ what is my balance $ ". A word is a run of letters, marks and digits; an apostrophe inside
// it is left out. Everything else separates words. Characters beyond the basic plane, such as emojis, count as letters.

/**
 * Words of a text, in `units`: word w, from 1 to `count`, is between the spaces at starts[w] and starts[w + 1]; word 0 is
 * the mark of the beginning, word count + 1 that of the end.
 */
export type Words = { units: Uint16Array; starts: Int32Array; count: number };

const SEPARATOR = 1;
const LETTER = 2;
const APOSTROPHE = 3;
/** What each code unit is, found out when it is first met. */
const kinds = new Uint8Array(65536);
const SPACE = 32;
const BEGIN = 0x5e;
const END = 0x24;

function kindOf(unit: number): number {
  if (kinds[unit] === 0) {
    const isLetter = (unit & 0xf800) === 0xd800 || /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit));
    kinds[unit] = unit === 0x27 || unit === 0x2019 ? APOSTROPHE : isLetter ? LETTER : SEPARATOR;
  }
  return kinds[unit];
}

/** Takes a text apart. */
export function readWords(text: string): Words {
  const lower = text.normalize('NFC').toLowerCase();
  const units = new Uint16Array(2 * lower.length + 6);
  const starts = new Int32Array(lower.length + 4);
  let length = 0;
  let count = -1;
  let inWord = false;
  const put = (unit: number) => {
    units[length] = unit;
    length += 1;
  };
  const begin = (unit: number) => {
    count += 1;
    starts[count] = length;
    put(SPACE);
    put(unit);
  };
  begin(BEGIN);
  for (let i = 0; i < lower.length; i += 1) {
    const unit = lower.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === LETTER) {
      if (inWord) put(unit);
      else begin(unit);
      inWord = true;
    } else if (kind === SEPARATOR || kindOf(lower.charCodeAt(i + 1)) !== LETTER) inWord = false;
  }
  begin(END);
  starts[count + 1] = length;
  put(SPACE);
  return { units, starts, count: count - 1 };
}

/** Whether there is a syllable or a letter of Hangul among units[start … end − 1]. */
export function hasHangul(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    if ((units[i] >= 0xac00 && units[i] <= 0xd7a3) || (units[i] >= 0x3131 && units[i] <= 0x318e)) return true;
  }
  return false;
}
