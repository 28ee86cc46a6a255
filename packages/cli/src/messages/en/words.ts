import type { Words } from '../words.ts';
import { errors } from './errors.ts';
import { messages } from './messages.ts';

export const en: Words = { messages, errors };
