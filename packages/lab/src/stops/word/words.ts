import type { word } from '../../strings/en/word.ts';
import { wordsOf } from '../../strings/words.ts';

export const words = wordsOf<typeof word>(import.meta.glob('../../strings/*/word.ts', { eager: true, import: 'word' }));
