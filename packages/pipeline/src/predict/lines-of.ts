// Lines of text out of bytes as they come: all lines that a chunk completes together, so that they are answered together
// and at once. A line that is too long is given as null, and is never held whole.

const LF = 0x0a;

/** Each list of lines is what one chunk completes; the last line needs no end. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array | string>,
  longest: number,
): AsyncGenerator<(string | null)[]> {
  let held: Uint8Array[] = [];
  let size = 0;
  const hold = (part: Uint8Array) => {
    size += part.length;
    if (size > longest) held = [];
    else held.push(part.slice());
  };
  const taken = (): string | null => {
    const bytes = Buffer.concat(held);
    const line = size > longest ? null : bytes.toString().replace(/\r$/, '');
    held = [];
    size = 0;
    return line;
  };
  for await (const given of chunks) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given;
    const lines: (string | null)[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      hold(chunk.subarray(start, end));
      lines.push(taken());
      start = end + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [taken()];
}
