// One random generator for each input, seeded with the campaign's seed, the reader's name and the input's index, so that any
// input can be made again without those before it. sfc32 (C. Doty-Humphrey, PractRand), seeded by FNV-1a.

/** The generator of input `index` of a reader. */
export function randomOf(seed, name, index) {
  let [a, b, c] = [hash(`${seed}/${name}/${index}`), hash(`${index}:${seed}`), hash(`${name}#${index}`)];
  let d = 1;
  const word = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i += 1) word();
  const below = (n) => Math.floor((word() / 2 ** 32) * n);
  return {
    index,
    /** A number that stays the same for this input, for what mutate and read must choose alike. */
    variant: word(),
    word,
    /** A whole number from 0 to n − 1. */
    below,
    chance: (p) => word() < p * 2 ** 32,
    pick: (list) => list[below(list.length)],
    /** Whole numbers from 1 on, each half as likely as the one before, at most `most`. */
    few: (most) => {
      let n = 1;
      while (n < most && word() & 1) n += 1;
      return n;
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => word() & 255)),
  };
}

function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
