import type { calibration } from '../../strings/en/calibration.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof calibration>(
  import.meta.glob('../../strings/*/calibration.ts', { eager: true, import: 'calibration' }),
);
