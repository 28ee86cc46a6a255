import { choice, type Property } from '../../state/property.ts';
import { scoresProperties } from '../../state/scores.ts';

export const properties = {
  ...scoresProperties,
  reading: choice(['boltzmann', 'luce', 'bridle']),
} as const satisfies Record<string, Property>;
