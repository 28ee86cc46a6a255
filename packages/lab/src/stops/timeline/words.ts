import type { timeline } from '../../strings/en/timeline.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof timeline>(
  import.meta.glob('../../strings/*/timeline.ts', { eager: true, import: 'timeline' }),
);
