import type { Property } from '../../state/property.ts';
import { anyScoresProperties } from '../../state/scores.ts';

export const properties = {
  ...anyScoresProperties,
  format: { kind: 'choice', default: 'f32', values: ['f16', 'bf16', 'f32', 'f64'] },
  shift: { kind: 'number', default: 88, min: -100_000, max: 100_000 },
  gap: { kind: 'number', default: 40, min: 0, max: 700 },
} as const satisfies Record<string, Property>;
