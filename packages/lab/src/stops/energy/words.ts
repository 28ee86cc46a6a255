import type { energy } from '../../strings/en/energy.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof energy>(
  import.meta.glob('../../strings/*/energy.ts', { eager: true, import: 'energy' }),
);
