import type { Property } from '../../state/property.ts';
import { MOST_SCORES, scoresProperties, temperatureProperty } from '../../state/scores.ts';

export const properties = {
  ...scoresProperties,
  ...temperatureProperty,
  add: { kind: 'number', default: 1, min: -1000, max: 1000 },
  scale: { kind: 'number', default: 10, min: 0.001, max: 1000 },
  watched: { kind: 'number', default: 2, min: 0, max: MOST_SCORES - 1, whole: true },
} as const satisfies Record<string, Property>;
