import type { training } from '../../strings/en/training.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof training>(
  import.meta.glob('../../strings/*/training.ts', { eager: true, import: 'training' }),
);
