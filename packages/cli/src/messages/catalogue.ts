// One catalogue for each language; the compiler and a test hold them to the same keys.

import type { Language } from '../language.ts';
import { en, type Messages } from './en.ts';
import { ko } from './ko.ts';

export const catalogue: Record<Language, Messages> = { en, ko };
