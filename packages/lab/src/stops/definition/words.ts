import type { definition } from '../../strings/en/definition.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof definition>(
  import.meta.glob('../../strings/*/definition.ts', { eager: true, import: 'definition' }),
);
