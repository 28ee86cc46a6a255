// What a model keeps of how its table was read, and how that is joined with the options of a later call: a later table is
// read as the one of the training, and an option that is given again wins, and is reported.

import type { Reading } from 'bridle/learn';
import { MISSING } from './read-table.ts';

/** The options that may be given for a later table; the model's recipe decides which columns are read, and as what. */
export type LaterReading = Omit<
  Reading,
  'categorical' | 'numeric' | 'text' | 'id' | 'exclude' | 'formats' | 'embedding'
>;

/** An option of a later call that was used in place of the model's. */
export type Override = { option: keyof LaterReading; given: Reading[keyof Reading]; model: Reading[keyof Reading] };

/** Every option of a reading, and whether a later call may give it. */
const options: Record<keyof Reading, 'later' | 'training'> = {
  missing: 'later',
  categorical: 'training',
  numeric: 'training',
  text: 'training',
  id: 'training',
  exclude: 'training',
  encoding: 'later',
  delimiter: 'later',
  header: 'later',
  decimal: 'later',
  formats: 'training',
  embedding: 'training',
};

/** The options of a training that its model keeps: those that were given, and the words for "no value" in any case. */
export function keptReading(given: Reading): Reading {
  const kept = Object.keys(options)
    .map((option) => [option, given[option as keyof Reading]] as const)
    .filter(([, value]) => value !== undefined)
    .map(([option, value]) => [option, Array.isArray(value) ? [...new Set(value)] : value]);
  return { missing: MISSING, ...Object.fromEntries(kept) };
}

/** How a later table is read, and which of the given options differ from the model's. */
export function laterReading(model: Reading, given: LaterReading): { reading: Reading; overrides: Override[] } {
  const reading: Reading = { ...model };
  const overrides: Override[] = [];
  for (const [option, when] of Object.entries(options) as [keyof LaterReading, string][]) {
    const value = given[option];
    if (when !== 'later' || value === undefined) continue;
    const before = model[option];
    if (before !== undefined && !same(before, value)) overrides.push({ option, given: value, model: before });
    Object.assign(reading, { [option]: value });
  }
  return { reading, overrides };
}

/** Whether two values of an option mean the same; lists are sets. */
function same(one: Reading[keyof Reading], other: Reading[keyof Reading]): boolean {
  const text = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value);
  return text(one) === text(other);
}
