// A sheet of facts: labels on the left, values beside them, wrapped in their own column; an empty line between sections.

import type { Terminal } from './terminal.ts';
import { pad, width, wrap } from './text.ts';

/** Lines of `label  value`, all labels as wide as the widest. */
export function facts(
  rows: readonly (readonly [label: string, value: string])[],
  { columns, paint }: Terminal,
): string[] {
  const left = Math.max(0, ...rows.map(([label]) => width(label))) + 2;
  return rows.flatMap(([label, value]) => {
    const [first, ...rest] = wrap(value, columns - left);
    return [paint.dim(pad(label, left)) + first, ...rest.map((line) => ' '.repeat(left) + line)];
  });
}

/** The sections as one text, without those that are empty. */
export function sheet(sections: readonly (readonly string[])[]): string {
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}
