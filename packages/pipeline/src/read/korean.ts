// CP949, the encoding of Korean Windows (EUC-KR with the syllables that KS X 1001 lacks). The TextDecoder of Node 20 calls
// EUC-KR what leaves these 8,822 syllables out and reads each of them as two other characters without an error, so they
// are decoded here: they stand in the order of Unicode in the places that EUC-KR does not use.

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
/** In place of a pair of bytes that means nothing. */
const NONE = 0;

/** A decoder of bytes that arrive in chunks; throws a TypeError where they are not CP949. */
export function koreanDecoder(): (bytes: Uint8Array | undefined) => string {
  const table = pairs();
  let lead = 0;
  return (bytes) => {
    if (bytes === undefined) {
      if (lead !== 0) throw new TypeError('not CP949');
      return '';
    }
    const units = new Uint16Array(bytes.length);
    let length = 0;
    for (const byte of bytes) {
      if (lead === 0 && byte < 0x80) units[length++] = byte;
      else if (lead === 0) lead = byte;
      else {
        const unit = table[(lead << 8) | byte];
        if (unit === NONE) throw new TypeError('not CP949');
        units[length++] = unit;
        lead = 0;
      }
    }
    return Buffer.from(units.buffer, 0, 2 * length).toString('utf16le');
  };
}

/** Looks at chunks of bytes for Korean in CP949: every pair of bytes has a meaning, and most are common syllables. */
export function koreanScan(): { take: (bytes: Uint8Array) => boolean; isKorean: () => boolean } {
  const table = pairs();
  let lead = 0;
  let valid = true;
  let common = 0; // the syllables of KS X 1001
  let others = 0;
  const take = (bytes: Uint8Array) => {
    for (let i = 0; valid && i < bytes.length; i += 1) {
      const byte = bytes[i];
      if (lead === 0) {
        if (byte >= 0x80) lead = byte;
        continue;
      }
      valid = table[(lead << 8) | byte] !== NONE;
      if (lead >= 0xb0 && lead <= 0xc8 && byte >= 0xa1) common += 1;
      else others += 1;
      lead = 0;
    }
    return valid;
  };
  return { take, isKorean: () => valid && common > 0 && common >= 2 * others };
}

let known: Uint16Array | undefined;

/** The UTF-16 unit of each pair of bytes. */
function pairs(): Uint16Array {
  known ??= table();
  return known;
}

function table(): Uint16Array {
  const units = new Uint16Array(1 << 16);
  const decoder = new TextDecoder('euc-kr');
  const standard = new Set<number>();
  for (let lead = 0xa1; lead <= 0xfe; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const unit = text.charCodeAt(0);
      if (text.length !== 1 || unit === 0xfffd || isPrivate(unit)) continue;
      units[(lead << 8) | trail] = unit;
      standard.add(unit);
    }
  }
  units[0xa2e6] = 0x20ac; // €
  units[0xa2e7] = 0xae; // ®
  let syllable = FIRST_SYLLABLE;
  for (const place of extension()) {
    while (standard.has(syllable)) syllable += 1;
    if (syllable > LAST_SYLLABLE) break;
    units[place] = syllable;
    syllable += 1;
  }
  return units;
}

/** A character whose meaning users agree on among themselves. */
function isPrivate(unit: number): boolean {
  return unit >= 0xe000 && unit <= 0xf8ff;
}

/** The pairs of bytes that CP949 adds, in order. */
function* extension(): Generator<number> {
  for (let lead = 0x81; lead <= 0xc6; lead += 1) {
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail += 1) {
      const isLetterGap = (trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81);
      if (!isLetterGap) yield (lead << 8) | trail;
    }
  }
}
