// The rows as a trainer of the engine takes them: the recipe applied, categories as one column for each level.

import type { Place } from './cells.ts';
import { literal } from './dialects.ts';
import { type Label, preparedChain, products, type Source } from './source.ts';

/** A SELECT of `label`, `weight` and `x0`, `x1` …, as `Problem` of the options describes it. */
export function designStatement(source: Source, places: readonly Place[], labels: readonly Label[]): string {
  const { rules, prefix } = source;
  const chain = preparedChain(source, places, labels);
  const columns = [
    `${rules.asNumber(`${prefix}label`)} AS label`,
    `${prefix}weight AS weight`,
    ...products(rules, places, literal(rules, 1)).map((x, j) => `${x} AS x${j}`),
  ];
  return `${chain.text()}\nSELECT ${columns.join(',\n  ')}\nFROM ${chain.last()}`;
}
