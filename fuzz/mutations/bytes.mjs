// Mutations of any file, whatever its format: each takes the bytes and gives others.

/** Lengths and offsets that parsers get wrong: 0, 1, the ends of their ranges, and what overflows when it is multiplied. */
const INTEGERS = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

export const byteMutations = {
  flipBits: (random, bytes) => {
    const out = Buffer.from(bytes);
    for (let n = random.few(16); n > 0 && out.length > 0; n -= 1) out[random.below(out.length)] ^= 1 << random.below(8);
    return out;
  },
  setBytes: (random, bytes) => {
    const out = Buffer.from(bytes);
    for (let n = random.few(8); n > 0 && out.length > 0; n -= 1)
      out[random.below(out.length)] = random.pick([0, 10, 13, 32, 34, 44, 127, 128, 255, random.below(256)]);
    return out;
  },
  insertBytes: (random, bytes) => insert(bytes, random.below(bytes.length + 1), random.bytes(random.few(32))),
  removeRange: (random, bytes) => {
    const [start, end] = rangeIn(random, bytes);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  duplicateRange: (random, bytes) => {
    const [start, end] = rangeIn(random, bytes);
    const part = bytes.subarray(start, end);
    const times = random.chance(0.05) ? Math.min(2000, Math.floor(100_000 / (part.length + 1))) : random.few(4);
    return insert(bytes, random.chance(0.7) ? end : random.below(bytes.length + 1), repeated(part, times));
  },
  truncate: (random, bytes) => bytes.subarray(0, random.below(bytes.length + 1)),
  removeStart: (random, bytes) => bytes.subarray(random.below(bytes.length + 1)),
  splice: (random, bytes, { others }) => {
    const other = random.pick(others);
    const tail = other.subarray(random.below(other.length + 1));
    return Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), tail]);
  },
  setInteger: (random, bytes) => {
    if (bytes.length < 4) return bytes;
    const out = Buffer.from(bytes);
    out.writeUInt32LE(random.pick(INTEGERS), random.below(out.length - 3));
    return out;
  },
  insertToken: (random, bytes, { tokens }) => insert(bytes, random.below(bytes.length + 1), tokenIn(random, tokens)),
  overwriteByToken: (random, bytes, { tokens }) => {
    const token = tokenIn(random, tokens);
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at + token.length)]);
  },
};

function insert(bytes, at, part) {
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
}

function rangeIn(random, bytes) {
  const start = random.below(bytes.length + 1);
  const length = random.chance(0.7) ? random.below(24) : random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + length)];
}

function repeated(part, times) {
  return Buffer.concat(Array.from({ length: times }, () => part));
}

function tokenIn(random, tokens) {
  const token = random.pick(tokens);
  return typeof token === 'string' ? Buffer.from(token) : token;
}
