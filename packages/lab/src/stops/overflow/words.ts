import type { overflow } from '../../strings/en/overflow.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof overflow>(
  import.meta.glob('../../strings/*/overflow.ts', { eager: true, import: 'overflow' }),
);
