import type { lessons } from '../strings/en/lessons.ts';
import { wordsOf } from '../strings/words.ts';

export const words = wordsOf<typeof lessons>(
  import.meta.glob('../strings/*/lessons.ts', { eager: true, import: 'lessons' }),
);
