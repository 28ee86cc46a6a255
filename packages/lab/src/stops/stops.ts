// The table of stops. A stop is a folder of that name beside this file, loaded when it is first shown.

import type { StopId } from './stop-ids.ts';
import type { Stop } from './stop-types.ts';

export const loadStop: Record<StopId, () => Promise<{ stop: Stop }>> = {
  energy: () => import('./energy/stop.ts'),
  timeline: () => import('./timeline/stop.ts'),
  definition: () => import('./definition/stop.ts'),
  share: () => import('./share/stop.ts'),
  overflow: () => import('./overflow/stop.ts'),
  training: () => import('./training/stop.ts'),
  digits: () => import('./digits/stop.ts'),
  calibration: () => import('./calibration/stop.ts'),
  word: () => import('./word/stop.ts'),
};
