// A text as a QR code (ISO/IEC 18004): bytes in UTF-8, error correction of level M, the smallest version that holds them,
// and the mask of the least penalty. Its own, so that the lab stays without dependencies at run time.

import { checkBytes } from './reed-solomon.ts';

/** For level M, by version from 1 to 40: the check bytes of a block, and the number of blocks. */
const CHECKS = [
  ...[10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
  ...[26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
];
const BLOCKS = [
  ...[1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  ...[17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
];
const VERSIONS = CHECKS.length;

/** The modules of the code, row by row, true where dark; undefined for a text that is too long for any version. */
export function qrCode(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= VERSIONS; version += 1) {
    const room = dataBytes(version);
    const header = version < 10 ? 2 : 3; // bytes: the mode and the length, and the half byte that is left
    if (bytes.length + header <= room) return drawn(version, withChecks(dataOf(bytes, version, room), version));
  }
  return undefined;
}

const sizeOf = (version: number) => 4 * version + 17;

/** The bytes that the modules of a version hold, data and checks. */
function allBytes(version: number): number {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const alignment = version < 2 ? 0 : (25 * aligned - 10) * aligned - 55;
  return Math.floor(((16 * version + 128) * version + 64 - alignment - (version < 7 ? 0 : 36)) / 8);
}

const dataBytes = (version: number) => allBytes(version) - CHECKS[version - 1] * BLOCKS[version - 1];

/** Mode, length, the bytes themselves, an end, and padding. */
function dataOf(bytes: Uint8Array, version: number, room: number): number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i -= 1) bits.push((value >>> i) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, 8 * room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const data = Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(8 * i, 8 * i + 8).reduce((byte, bit) => 2 * byte + bit, 0),
  );
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  return data;
}

/** The data in blocks, each with its check bytes, and the blocks interleaved. */
function withChecks(data: readonly number[], version: number): number[] {
  const [checks, count] = [CHECKS[version - 1], BLOCKS[version - 1]];
  const short = Math.floor(data.length / count);
  const shortBlocks = count - (data.length % count);
  const blocks = Array.from({ length: count }, (_, b) => {
    const from = b * short + Math.max(0, b - shortBlocks);
    return data.slice(from, from + short + (b < shortBlocks ? 0 : 1));
  });
  const ends = blocks.map((block) => checkBytes(block, checks));
  const across = (lists: readonly number[][], length: number) =>
    Array.from({ length }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
  return [...across(blocks, short + 1), ...across(ends, checks)];
}

type Grid = { size: number; dark: boolean[][]; fixed: boolean[][] };

function drawn(version: number, bytes: readonly number[]): boolean[][] {
  const size = sizeOf(version);
  const blank = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const grid: Grid = { size, dark: blank(), fixed: blank() };
  drawPatterns(grid, version);
  drawFormat(grid, 0); // keeps its place free of data
  drawBytes(grid, bytes);
  const masked = MASKS.map((mask, i) => {
    const copy: Grid = {
      ...grid,
      dark: grid.dark.map((row, y) => row.map((on, x) => on !== (!grid.fixed[y][x] && mask(x, y)))),
    };
    drawFormat(copy, i);
    return copy.dark;
  });
  const penalties = masked.map(penaltyOf);
  return masked[penalties.indexOf(Math.min(...penalties))];
}

function set({ dark, fixed }: Grid, x: number, y: number, on: boolean): void {
  if (dark[y]?.[x] === undefined) return;
  dark[y][x] = on;
  fixed[y][x] = true;
}

function drawPatterns(grid: Grid, version: number): void {
  const { size } = grid;
  for (let i = 0; i < size; i += 1) {
    set(grid, 6, i, i % 2 === 0);
    set(grid, i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ]) {
    square(grid, cx, cy, 4, (ring) => ring !== 2 && ring !== 4);
  }
  const places = alignments(version);
  const last = places.length - 1;
  places.forEach((y, i) => {
    places.forEach((x, j) => {
      const finder = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
      if (!finder) square(grid, x, y, 2, (ring) => ring !== 1);
    });
  });
  if (version >= 7) drawVersion(grid, version);
}

/** A square of rings around a middle, the outermost at the radius. */
function square(grid: Grid, cx: number, cy: number, radius: number, on: (ring: number) => boolean): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      set(grid, cx + dx, cy + dy, on(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const above = Array.from({ length: count - 1 }, (_, i) => sizeOf(version) - 7 - i * step);
  return [6, ...above.reverse()];
}

/** A value followed by the remainder of its division by a binary polynomial of that degree. */
function checked(value: number, polynomial: number, degree: number): number {
  let rest = value;
  for (let i = 0; i < degree; i += 1) rest = (rest << 1) ^ ((rest >>> (degree - 1)) * polynomial);
  return (value << degree) | rest;
}

function drawVersion(grid: Grid, version: number): void {
  const bits = checked(version, 0x1f25, 12);
  for (let i = 0; i < 18; i += 1) {
    const [a, b] = [grid.size - 11 + (i % 3), Math.floor(i / 3)];
    set(grid, a, b, ((bits >>> i) & 1) === 1);
    set(grid, b, a, ((bits >>> i) & 1) === 1);
  }
}

/** Level M (00) and the mask, twice, and the dark module. */
function drawFormat(grid: Grid, mask: number): void {
  const bits = checked(mask, 0x537, 10) ^ 0x5412;
  const on = (i: number) => ((bits >>> i) & 1) === 1;
  const { size } = grid;
  for (let i = 0; i < 15; i += 1) {
    // Down the eighth column and along the eighth row around the first finder, past the timing patterns.
    if (i < 8) set(grid, 8, i < 6 ? i : i + 1, on(i));
    else set(grid, i === 8 ? 7 : 14 - i, 8, on(i));
    if (i < 8) set(grid, size - 1 - i, 8, on(i));
    else set(grid, 8, size - 15 + i, on(i));
  }
  set(grid, 8, size - 8, true);
}

/** The bits in columns of two, up and down from the right. */
function drawBytes({ size, dark, fixed }: Grid, bytes: readonly number[]): void {
  let at = 0;
  for (let right = size - 1, up = true; right >= 1; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i += 1) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (fixed[y][x] || at >= 8 * bytes.length) continue;
        dark[y][x] = ((bytes[at >>> 3] >>> (7 - (at & 7))) & 1) === 1;
        at += 1;
      }
    }
  }
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Runs, blocks, what looks like a finder, and an uneven share of dark modules, as the standard weighs them. */
function penaltyOf(dark: boolean[][]): number {
  const size = dark.length;
  const rows = dark.map((row) => row.map(Number).join(''));
  const columns = rows.map((_, x) => rows.map((row) => row[x]).join(''));
  let penalty = 0;
  for (const line of [...rows, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    // A finder's 1011101 with four light modules before or after it; matches may overlap.
    penalty += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      if (dark[y][x] === dark[y - 1][x] && dark[y][x] === dark[y][x - 1] && dark[y][x] === dark[y - 1][x - 1])
        penalty += 3;
    }
  }
  const part = rows.join('').replaceAll('0', '').length / size ** 2;
  return penalty + 10 * Math.floor(Math.abs(part - 0.5) * 20);
}
