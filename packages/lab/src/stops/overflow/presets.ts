// States worth a look: each breaks in another way.

import type { Preset } from '../stop-types.ts';

export const scores: readonly number[] = [1, 1, 3];

export const presets = [
  { id: 'start', state: { scores, shift: 88, format: 'f32' } },
  { id: 'half', state: { scores, shift: 11, format: 'f16' } },
  { id: 'double', state: { scores, shift: 707, format: 'f64' } },
  { id: 'sum', state: { scores: [10.5, 10.5, 11], shift: 0, format: 'f16' } },
  { id: 'nothing', state: { scores, shift: -800, format: 'f64' } },
  { id: 'lossy', state: { scores: [0, 80, 110], shift: 0, format: 'f32' } },
  { id: 'masked', state: { scores: [-Infinity, -Infinity, -Infinity], shift: 0, format: 'f32' } },
  { id: 'infinite', state: { scores: [1, 1, Infinity], shift: 0, format: 'f32' } },
  { id: 'coarse', state: { scores, shift: 5000, format: 'f16' } },
] as const satisfies readonly Preset[];
