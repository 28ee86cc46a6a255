// The block of numbers that describes one product with lists to the kernels: i32 fields, by their places, as in job.ts.

/** Addresses of the lists: their first entries, the entries' places in `from` as bytes, and values of float64. */
export const OFFSETS = 0;
export const PLACES = 1;
export const VALUES = 2;

/** Addresses of the rows that are combined and of the results, and the bytes of a row of either. */
export const FROM = 3;
export const TO = 4;
export const WIDTH = 5;

/** The first list of each part, and the last one's end. */
export const ENDS = 6;

/** Parts at most. */
export const PARTS = 16;
export const FIELDS = 24;
