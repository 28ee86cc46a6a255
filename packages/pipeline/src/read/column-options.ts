// Options that name columns: a column has one role only.

import type { LeftOut, Reading } from 'bridle/learn';
import { inputError } from '../messages.ts';

const roles = ['id', 'numeric', 'categorical'] as const;

/** Refuses a column that is given two roles. An excluded column may have one besides: it is not read. */
export function checkColumnOptions(options: Reading, target?: string): void {
  const taken = new Map<string, string>();
  for (const option of roles) {
    for (const column of new Set(options[option])) {
      const other = taken.get(column) ?? (option === 'id' && column === target ? 'target' : undefined);
      if (other !== undefined) throw inputError('column-twice', { column, option: other, other: option });
      taken.set(column, option);
    }
  }
}

/** The columns that are no features because an option says so. */
export function unread({ exclude = [], id = [] }: Reading): LeftOut[] {
  const ids = [...new Set(id)].map((name): LeftOut => ({ name, reason: 'identifier' }));
  const dropped = [...new Set(exclude)].filter((name) => !id.includes(name));
  return [...ids, ...dropped.map((name): LeftOut => ({ name, reason: 'excluded' }))];
}
