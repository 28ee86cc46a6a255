import type { table } from '../strings/en/table.ts';
import { wordsOf } from '../strings/words.ts';

export const words = wordsOf<typeof table>(import.meta.glob('../strings/*/table.ts', { eager: true, import: 'table' }));
