import type { Property } from '../../state/property.ts';
import { temperatureProperty } from '../../state/scores.ts';
import { doubtful } from './examples.ts';

export const properties = {
  ...temperatureProperty,
  picture: { kind: 'numbers', default: doubtful, min: 0, max: 16, most: 64, empty: true },
} as const satisfies Record<string, Property>;
