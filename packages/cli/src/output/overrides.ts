// The options of a call that were used in place of those that the model keeps, a line each.

import type { PredictResult } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { printable } from './text.ts';

/** A line for each option. */
export function overrideNotes(overrides: PredictResult['overrides'], { messages }: Context): string[] {
  return overrides.map(({ option, given, model }) => messages.override(`--${option}`, text(given), text(model)));
}

/** Words in quotes, without the empty cell, which is missing in any case. */
function text(value: PredictResult['overrides'][number]['given']): string {
  const words = Array.isArray(value) ? value.filter((word) => word !== '') : [String(value)];
  return words.map((word) => `"${printable(word)}"`).join(', ') || '""';
}
