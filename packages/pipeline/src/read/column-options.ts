// Options that name columns: a column has one role only.

import type { LeftOut, Reading, Roles, Table } from 'bridle/learn';
import { inputError } from '../messages.ts';

const roles = ['id', 'numeric', 'categorical', 'text'] as const;

/** Refuses a column that is given two roles. An excluded column may have one besides: it is not read. */
export function checkColumnOptions(options: Reading & { weight?: string }, target?: string): void {
  const taken = new Map<string, string>();
  const { weight, exclude } = options;
  if (weight !== undefined) {
    if (exclude?.includes(weight))
      throw inputError('column-twice', { column: weight, option: 'exclude', other: 'weight' });
    taken.set(weight, 'weight');
  }
  for (const option of roles) {
    for (const column of new Set(options[option])) {
      const other = taken.get(column) ?? (option === 'id' && column === target ? 'target' : undefined);
      if (other !== undefined) throw inputError('column-twice', { column, option: other, other: option });
      taken.set(column, option);
    }
  }
}

/** The columns that are no features because an option says so. */
export function unread({ exclude = [], id = [], weight }: Reading & { weight?: string }): LeftOut[] {
  const ids = [...new Set(id)].map((name): LeftOut => ({ name, reason: 'identifier' }));
  const dropped = [...new Set(exclude)].filter((name) => !id.includes(name));
  const weights = weight === undefined ? [] : [{ name: weight, reason: 'weight' } as const];
  return [...ids, ...weights, ...dropped.map((name): LeftOut => ({ name, reason: 'excluded' }))];
}

/** The kinds that were given to columns of the table. */
export function rolesIn({ columns }: Table, { numeric = [], categorical = [], text = [] }: Reading): Roles {
  const names = new Set(columns.map(({ name }) => name));
  const present = (of: readonly string[]) => of.filter((name) => names.has(name));
  return { numeric: present(numeric), categorical: present(categorical), text: present(text) };
}
