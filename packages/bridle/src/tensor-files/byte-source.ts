// Where a reader takes bytes from: an array, or anything that gives a range of them when asked, such as a file that is
// larger than memory.

/** Gives bytes `start` to `end` (exclusive) of `size`; readers ask for no others. */
export type ByteSource = {
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array> | Uint8Array;
};

/** The source of bytes that are there already. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

/** Bytes `start` to `end` in parts of at most a mebibyte. */
export async function* partsOf(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += PART) yield source.read(at, Math.min(end, at + PART));
}

const PART = 2 ** 20;

/** A function that takes the next n bytes of parts, fewer at their end. */
export function taker(parts: AsyncGenerator<Uint8Array>): (n: number) => Promise<Uint8Array> {
  let rest = new Uint8Array(0);
  return async (n) => {
    const taken: Uint8Array[] = [];
    let count = 0;
    while (count < n) {
      if (rest.length === 0) {
        const next = await parts.next();
        if (next.done) break;
        rest = next.value as Uint8Array<ArrayBuffer>;
        continue;
      }
      const part = rest.subarray(0, n - count);
      rest = rest.subarray(part.length);
      taken.push(part);
      count += part.length;
    }
    return joined(taken, count);
  };
}

/** The first n bytes of parts, or fewer where they end; the rest is not read. */
export async function firstOf(parts: AsyncGenerator<Uint8Array>, n: number): Promise<Uint8Array> {
  try {
    return await taker(parts)(n);
  } finally {
    await parts.return(undefined);
  }
}

/** All parts as one array, which takes no more memory than what comes. */
export async function collected(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let count = 0;
  for await (const part of parts) {
    all.push(part);
    count += part.length;
  }
  return joined(all, count);
}

function joined(parts: readonly Uint8Array[], count: number): Uint8Array {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(count);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
