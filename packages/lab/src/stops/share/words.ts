import type { share } from '../../strings/en/share.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof share>(
  import.meta.glob('../../strings/*/share.ts', { eager: true, import: 'share' }),
);
