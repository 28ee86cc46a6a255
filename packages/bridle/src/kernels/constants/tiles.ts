// The layout of the training kernels' tiles, for the kernels and for the TypeScript that packs tiles. TypeScript and
// AssemblyScript both read this file, so it holds plain literals only: no types, which the two name differently, and no
// imports.

/** Rows of a tile. */
export const TILE = 64;

/** Bytes that hold one float64 for each row of a tile. */
export const USED = 512;

/** Bytes of a column of X in a tile: its cells, and one cache line that is not used. */
export const COLUMN = 576;
export const COLUMN32 = 320;

/** Tiles whose entries share the lists by feature: 512 rows. */
export const BAND = 8;
