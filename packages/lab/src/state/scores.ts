// The scores and their names, which go with the reader from stop to stop, and the temperature that two stops share.

import type { Property } from './property.ts';

export const MOST_SCORES = 50;

export const scoresProperties = {
  scores: { kind: 'numbers', default: [1, 1, 3], min: -10_000, max: 10_000, most: MOST_SCORES },
  names: { kind: 'words', default: [], most: MOST_SCORES, longest: 40 },
} as const satisfies Record<string, Property>;

/** Where floating point is the subject, any score may be entered, ±∞ and NaN among them. */
export const anyScoresProperties = {
  ...scoresProperties,
  scores: { ...scoresProperties.scores, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, nan: true },
} as const satisfies Record<string, Property>;

export const temperatureProperty = {
  temperature: { kind: 'number', default: 1, min: 0, max: Number.POSITIVE_INFINITY },
} as const satisfies Record<string, Property>;
