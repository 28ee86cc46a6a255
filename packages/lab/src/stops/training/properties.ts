import type { Property } from '../../state/property.ts';
import { blobs, MOST_CLASSES, MOST_POINTS, SIDE } from './points.ts';

export const properties = {
  points: { kind: 'numbers', default: blobs, min: 0, max: SIDE, most: 3 * MOST_POINTS, empty: true },
  rate: { kind: 'number', default: 0.3, min: 0.001, max: 1000 },
  standard: { kind: 'flag', default: false },
  squares: { kind: 'flag', default: false },
  step: { kind: 'number', default: 200, min: 0, max: 200, whole: true },
  lane: {
    kind: 'choice',
    default: 'f32stable',
    values: ['f16naive', 'f32naive', 'f64naive', 'f16stable', 'f32stable', 'f64stable', 'newton'],
  },
  brush: { kind: 'number', default: 0, min: 0, max: MOST_CLASSES - 1, whole: true },
  point: { kind: 'number', default: 60, min: 1, max: MOST_POINTS, whole: true },
} as const satisfies Record<string, Property>;
