// Pictures that were held out of the training, for the beginning and the presets; the numbers are their rows in the set.

/** Row 677: a nine that the model is not sure of. */
export const doubtful: readonly number[] = [
  0, 0, 0, 0, 8, 14, 10, 0, 0, 0, 0, 9, 7, 9, 12, 0, 0, 0, 9, 8, 0, 12, 9, 0, 0, 4, 16, 8, 12, 16, 2, 0, 0, 5, 16, 16,
  10, 15, 0, 0, 0, 0, 4, 0, 5, 11, 0, 0, 0, 0, 0, 0, 8, 9, 0, 0, 0, 0, 0, 0, 10, 10, 0, 0,
];

/** Row 118: a seven beyond doubt. */
export const sure: readonly number[] = [
  0, 0, 9, 12, 15, 15, 2, 0, 0, 1, 15, 14, 11, 16, 7, 0, 0, 0, 2, 0, 2, 16, 4, 0, 0, 0, 2, 4, 10, 15, 2, 0, 0, 0, 13,
  16, 16, 16, 9, 0, 0, 0, 13, 16, 10, 1, 0, 0, 0, 0, 6, 16, 1, 0, 0, 0, 0, 0, 11, 9, 0, 0, 0, 0,
];

/** Row 1553: an eight that it takes for a one, and says so with certainty. */
export const fooling: readonly number[] = [
  0, 0, 1, 8, 13, 1, 0, 0, 0, 0, 6, 16, 16, 9, 0, 0, 0, 1, 15, 16, 16, 10, 0, 0, 0, 6, 15, 14, 6, 0, 0, 0, 0, 3, 7, 6,
  6, 0, 0, 0, 0, 1, 10, 2, 11, 0, 0, 0, 0, 0, 4, 11, 13, 2, 0, 0, 0, 0, 0, 5, 12, 5, 0, 0,
];
