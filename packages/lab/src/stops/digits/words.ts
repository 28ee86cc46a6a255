import type { digits } from '../../strings/en/digits.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof digits>(
  import.meta.glob('../../strings/*/digits.ts', { eager: true, import: 'digits' }),
);
