// A WITH clause as a chain of steps: each selects from the one before, and passes the keys of the rows on. Names of steps
// and columns begin with a prefix that occurs nowhere else; a name that is given again gets a number.

import type { Rules } from './dialects.ts';

export type Chain = {
  /** Adds a step with these columns, which selects from the last one or from `source`, the rows of `where`. */
  add(name: string, columns: readonly string[], source?: string, where?: string): void;
  /** Adds a step that keeps columns and adds one for each expression, all with one letter; their names. */
  each(name: string, letter: string, kept: readonly string[], expressions: readonly string[]): string[];
  /** Adds a step that keeps columns and adds the named expressions; their names. */
  extend(name: string, kept: readonly string[], expressions: Readonly<Record<string, string>>): string[];
  /** The name of the last step. */
  last(): string;
  text(): string;
};

export function openChain(rules: Rules, prefix: string, keys: readonly string[]): Chain {
  const steps: string[] = [];
  const used = new Map<string, number>();
  let last = '';
  const free = (name: string) => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? prefix + name : `${prefix}${name}_${count}`;
  };
  const add = (name: string, columns: readonly string[], source = last, where?: string) => {
    const step = free(name);
    const filter = where === undefined ? '' : `\n  WHERE ${where}`;
    steps.push(rules.step(step, `\n  SELECT ${columns.join(',\n    ')}\n  FROM ${source}${filter}\n`));
    last = step;
  };
  return {
    add,
    each: (name, letter, kept, expressions) => {
      const stem = free(letter);
      const names = expressions.map((_, k) => `${stem}${k + 1}`);
      add(name, [...keys, ...kept, ...expressions.map((sql, k) => `${sql} AS ${names[k]}`)]);
      return names;
    },
    extend: (name, kept, expressions) => {
      const made = Object.entries(expressions).map(([alias, sql]) => ({ sql, alias: free(alias) }));
      add(name, [...keys, ...kept, ...made.map(({ sql, alias }) => `${sql} AS ${alias}`)]);
      return made.map(({ alias }) => alias);
    },
    last: () => last,
    text: () => `WITH ${steps.join(', ')}`,
  };
}
