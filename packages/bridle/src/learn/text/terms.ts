// A set of terms, short runs of code units, that are found by their hash without making a string of each: an open-addressed
// table of their numbers beside the units of all. The hash is FNV-1a over code units, so it can grow with an n-gram.

export type Terms = {
  count: number;
  /** The term's number plus 1 at the place of its hash, or a later one; 0 where there is none. */
  slots: Int32Array;
  hashes: Int32Array;
  /** Term t is units[offsets[t]] … units[offsets[t + 1] − 1]. */
  offsets: Int32Array;
  units: Uint16Array;
};

export const HASH_START = 0x811c9dc5 | 0;

/** The hash with one more unit. */
export function hashWith(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** The bits of a hash, spread: those of short runs differ mostly in a few. */
export function spread(hash: number): number {
  const x = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** No terms, with room for some. */
export function emptyTerms(): Terms {
  return {
    count: 0,
    slots: new Int32Array(1024),
    hashes: new Int32Array(512),
    offsets: new Int32Array(513),
    units: new Uint16Array(4096),
  };
}

/** The terms of a list, numbered as they stand in it. */
export function termsOf(list: readonly string[]): Terms {
  const count = list.length;
  const offsets = new Int32Array(count + 1);
  for (let term = 0; term < count; term += 1) offsets[term + 1] = offsets[term] + list[term].length;
  const units = new Uint16Array(offsets[count]);
  const hashes = new Int32Array(count);
  let slots = 2;
  while (slots < 2 * count) slots *= 2;
  const terms = { count, slots: new Int32Array(slots), hashes, offsets, units };
  list.forEach((text, term) => {
    let hash = HASH_START;
    for (let i = 0; i < text.length; i += 1) {
      units[offsets[term] + i] = text.charCodeAt(i);
      hash = hashWith(hash, text.charCodeAt(i));
    }
    hashes[term] = hash;
    place(terms, term);
  });
  return terms;
}

/** The number of the term units[start … end − 1], or −1. */
export function findTerm(terms: Terms, units: Uint16Array, start: number, end: number, hash: number): number {
  const { slots, hashes } = terms;
  const mask = slots.length - 1;
  for (let place = spread(hash) & mask; ; place = (place + 1) & mask) {
    const term = slots[place] - 1;
    if (term < 0) return -1;
    if (hashes[term] === hash && isTerm(terms, term, units, start, end)) return term;
  }
}

function isTerm(terms: Terms, term: number, units: Uint16Array, start: number, end: number): boolean {
  const from = terms.offsets[term];
  if (terms.offsets[term + 1] - from !== end - start) return false;
  for (let i = start; i < end; i += 1) if (terms.units[from + i - start] !== units[i]) return false;
  return true;
}

/** The number of a term, which is added if it is new. */
export function addTerm(terms: Terms, units: Uint16Array, start: number, end: number, hash: number): number {
  const found = findTerm(terms, units, start, end, hash);
  if (found >= 0) return found;
  const { count } = terms;
  if (count + 1 >= terms.hashes.length) grow(terms);
  const from = terms.offsets[count];
  if (from + end - start > terms.units.length) {
    const larger = new Uint16Array(2 * (terms.units.length + end - start));
    larger.set(terms.units);
    terms.units = larger;
  }
  for (let i = start; i < end; i += 1) terms.units[from + i - start] = units[i];
  terms.offsets[count + 1] = from + end - start;
  terms.hashes[count] = hash;
  place(terms, count);
  terms.count = count + 1;
  return count;
}

function place({ slots, hashes }: Terms, term: number): void {
  const mask = slots.length - 1;
  let at = spread(hashes[term]) & mask;
  while (slots[at] !== 0) at = (at + 1) & mask;
  slots[at] = term + 1;
}

/** Twice the room, the table at most half full. */
function grow(terms: Terms): void {
  const size = 2 * terms.hashes.length;
  const [hashes, offsets] = [new Int32Array(size), new Int32Array(size + 1)];
  hashes.set(terms.hashes);
  offsets.set(terms.offsets);
  Object.assign(terms, { hashes, offsets, slots: new Int32Array(2 * size) });
  for (let term = 0; term < terms.count; term += 1) place(terms, term);
}

/** The text of a term. */
export function termText({ units, offsets }: Terms, term: number): string {
  return String.fromCharCode(...units.subarray(offsets[term], offsets[term + 1]));
}
