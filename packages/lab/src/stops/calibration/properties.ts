import { choice, type Property } from '../../state/property.ts';
import { temperatureProperty } from '../../state/scores.ts';

export const properties = {
  ...temperatureProperty,
  threshold: { kind: 'number', default: 0.8, min: 0, max: 1 },
  thing: choice(['heart', 'letter', 'cross', 'board', 'grey', 'nothing']),
} as const satisfies Record<string, Property>;
