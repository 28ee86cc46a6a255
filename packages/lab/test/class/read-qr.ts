// Reads a QR code of level M back from its modules, for tests: written from the standard's side of the reader, and apart
// from the encoder. It looks the blocks up, checks each by its syndromes, and takes nothing for granted but the format.

/** For level M, by version: data bytes of each block, and the check bytes of every block. */
const LEVEL_M: Record<number, { blocks: readonly number[]; checks: number }> = {
  1: { blocks: [16], checks: 10 },
  2: { blocks: [28], checks: 16 },
  3: { blocks: [44], checks: 26 },
  4: { blocks: [32, 32], checks: 18 },
  5: { blocks: [43, 43], checks: 24 },
  6: { blocks: [27, 27, 27, 27], checks: 16 },
  7: { blocks: [31, 31, 31, 31], checks: 18 },
  10: { blocks: [43, 43, 43, 43, 44], checks: 26 },
  14: { blocks: [40, 40, 40, 40, 41, 41, 41, 41, 41], checks: 24 },
};

/** The middles of the alignment patterns. */
const ALIGNMENT: Record<number, readonly number[]> = {
  1: [],
  2: [6, 18],
  3: [6, 22],
  4: [6, 26],
  5: [6, 30],
  6: [6, 34],
  7: [6, 22, 38],
  10: [6, 28, 50],
  14: [6, 26, 46, 66],
};

const POWERS: number[] = [1];
for (let i = 1; i < 255; i += 1) POWERS.push((POWERS[i - 1] << 1) ^ (POWERS[i - 1] > 127 ? 0x11d : 0));
const product = (a: number, b: number) => (a && b ? POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 255] : 0);

const masks: ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i * j) % 3) + ((i + j) % 2)) % 2 === 0,
];

export function readQr(dark: readonly (readonly boolean[])[]): string {
  const size = dark.length;
  const version = (size - 17) / 4;
  const { blocks, checks } = LEVEL_M[version];
  const mask = masks[maskOf(dark)];
  const bits: number[] = [];
  for (let pair = 0, column = size - 1; column > 0; column -= 2, pair += 1) {
    if (column === 6) column = 5;
    for (let step = 0; step < size; step += 1) {
      const row = pair % 2 === 0 ? size - 1 - step : step;
      for (const j of [column, column - 1]) {
        if (!isData(row, j, size, version)) continue;
        bits.push(Number(dark[row][j] !== mask(row, j)));
      }
    }
  }
  const bytes = Array.from({ length: Math.floor(bits.length / 8) }, (_, k) =>
    Number.parseInt(bits.slice(8 * k, 8 * k + 8).join(''), 2),
  );
  const parts: number[][] = blocks.map(() => []);
  const longest = Math.max(...blocks);
  let at = 0;
  for (let k = 0; k < longest; k += 1) {
    blocks.forEach((length, b) => {
      if (k < length) parts[b].push(bytes[at++]);
    });
  }
  const data = parts.flat();
  for (let k = 0; k < checks; k += 1) for (const part of parts) part.push(bytes[at++]);
  for (const part of parts) {
    for (let root = 0; root < checks; root += 1) {
      const syndrome = part.reduce((sum, byte) => product(sum, POWERS[root]) ^ byte, 0);
      if (syndrome !== 0) throw new Error(`A block has the syndrome ${syndrome}.`);
    }
  }
  const stream = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  if (!stream.startsWith('0100')) throw new Error('Not in the byte mode.');
  const count = version < 10 ? 8 : 16;
  const length = Number.parseInt(stream.slice(4, 4 + count), 2);
  const text = Array.from({ length }, (_, k) =>
    Number.parseInt(stream.slice(4 + count + 8 * k, 12 + count + 8 * k), 2),
  );
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text));
}

/** Both copies of the format must say level M and the same mask, with the right check bits. */
function maskOf(dark: readonly (readonly boolean[])[]): number {
  const n = dark.length;
  // From the highest bit to the lowest, as [row, column].
  const first = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column]),
    ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8]),
  ];
  const second = [
    ...[1, 2, 3, 4, 5, 6, 7].map((up) => [n - up, 8]),
    ...[8, 7, 6, 5, 4, 3, 2, 1].map((left) => [8, n - left]),
  ];
  const [a, b] = [first, second].map((places) =>
    places.reduce((value, [row, column]) => 2 * value + Number(dark[row][column]), 0),
  );
  if (a !== b) throw new Error('The two copies of the format differ.');
  const format = a ^ 0b101010000010010;
  let rest = format;
  for (let bit = 14; bit >= 10; bit -= 1) if (rest & (1 << bit)) rest ^= 0b10100110111 << (bit - 10);
  if (rest !== 0 || format >> 13 !== 0) throw new Error('The format is not one of level M.');
  return (format >> 10) & 7;
}

function isData(row: number, column: number, size: number, version: number): boolean {
  const inFinder = (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
  if (inFinder || row === 6 || column === 6) return false;
  const inVersion = (row < 6 && column >= size - 11) || (column < 6 && row >= size - 11);
  if (version >= 7 && inVersion) return false;
  const middles = ALIGNMENT[version];
  const near = (at: number) => middles.find((middle) => Math.abs(middle - at) <= 2);
  const [i, j] = [near(row), near(column)];
  if (i === undefined || j === undefined) return true;
  const last = middles[middles.length - 1];
  return (i === 6 && (j === 6 || j === last)) || (i === last && j === 6);
}
