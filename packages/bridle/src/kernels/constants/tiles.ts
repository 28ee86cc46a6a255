// The layout of the training kernels' tiles, for the kernels and for the TypeScript that packs tiles. TypeScript and
// AssemblyScript both read this file, so it holds plain literals only: no types, which the two name differently, and no
// imports.

/** Bytes of a column in a tile: 64 float64 or 128 float32, and one cache line that is not used. */
export const COLUMN = 576;

/** Bytes of a column that hold numbers. */
export const USED = 512;
