// Decides from a scan of all its cells whether a text column is numbers, and how they are written. What cannot be decided is a
// fault that quotes a cell: a mark that may group digits or begin decimals, two decimal marks, numbers with different units.

import type { NumberFormat } from 'bridle/learn';
import type { ColumnScan, Seen } from './column-scan.ts';
import { DIFFERENT } from './column-scan.ts';

export type FormatFault =
  | {
      fault: 'unclear-number' | 'mixed-column' | 'not-a-number' | 'not-declared' | 'not-finite' | 'too-large-integer';
      at: Seen;
    }
  | { fault: 'two-marks' | 'two-formats'; at: Seen; other: Seen };

export type FormatVerdict =
  | { kind: 'categorical' }
  | { kind: 'numeric'; format: NumberFormat; unsure: Seen | null }
  | FormatFault;

/** What decides beside the column itself. */
export type FormatWish = {
  wish: 'infer' | 'numeric' | 'declared';
  /** The decimal mark that was given. */
  given: '.' | ',' | undefined;
  /** That of the other columns, where all that have one have the same. */
  elsewhere: '.' | ',' | undefined;
  /** What divides the cells: a comma does not stand inside one without quotes. null: the cells are not CSV. */
  delimiter: string | null;
};

/** The kind of a column, and how its numbers are written. */
export function formatOf(scan: ColumnScan, wish: FormatWish): FormatVerdict {
  const { numbers, others } = scan;
  const inferred = wish.wish === 'infer';
  if (others.first !== null) {
    if (!inferred) return { fault: wish.wish === 'numeric' ? 'not-a-number' : 'not-declared', at: others.first };
    const nearly = 10 * numbers >= 9 * (numbers + others.count) && numbers > 0;
    return nearly && !isCode(scan) ? { fault: 'mixed-column', at: others.first } : { kind: 'categorical' };
  }
  if (numbers === 0) return { kind: inferred ? 'categorical' : 'numeric', ...plain };
  const affixes = [...scan.affixes].sort((a, b) => b[1].count - a[1].count);
  const [[key, most], second] = affixes;
  if (second !== undefined) {
    if (inferred && isCode(scan)) return { kind: 'categorical' };
    return { fault: 'two-formats', at: second[1].first, other: most.first };
  }
  const [prefix, suffix] = key.split('|');
  const decimal = decimalOf(scan, wish);
  if (typeof decimal === 'object') return decimal.mark === undefined ? decimal : numeric(decimal.mark, decimal.unsure);
  return numeric(decimal, null);

  function numeric(mark: '.' | ',', unsure: Seen | null): FormatVerdict {
    if (scan.infinite) return { fault: 'not-finite', at: scan.infinite };
    const large = scan.large[mark];
    if (large) return { fault: 'too-large-integer', at: large };
    return { kind: 'numeric', format: { decimal: mark, prefix, suffix }, unsure };
  }
}

const plain = { format: { decimal: '.', prefix: '', suffix: '' } as NumberFormat, unsure: null };

/** Whether numbers with letters around them are codes: of many forms, or few different ones. */
function isCode({ affixes, numbers, different }: ColumnScan): boolean {
  if (affixes.size < 2) return false;
  const largest = Math.max(...[...affixes.values()].map(({ count }) => count));
  if (10 * largest >= 9 * numbers) return false;
  return affixes.size > 3 || different.size <= DIFFERENT;
}

type Unsure = { mark: '.' | ','; unsure: Seen };

function decimalOf(
  scan: ColumnScan,
  { given, elsewhere, delimiter }: FormatWish,
): '.' | ',' | Unsure | (FormatFault & { mark?: undefined }) {
  const { marks } = scan;
  const [dot, comma] = [marks['.'], marks[',']];
  if (given !== undefined) {
    const wrong = given === '.' ? comma : dot;
    return wrong ? { fault: 'unclear-number', at: wrong } : given;
  }
  if (dot && comma) return { fault: 'two-marks', at: comma, other: dot };
  if (dot) return '.';
  if (comma) return ',';
  const [dotUnclear, commaUnclear] = [marks['dot-unclear'], marks['comma-unclear']];
  if (dotUnclear && commaUnclear) return { fault: 'two-marks', at: commaUnclear, other: dotUnclear };
  const at = dotUnclear ?? commaUnclear;
  if (at === undefined) return '.';
  const asGroup = dotUnclear ? ',' : '.';
  // Numbers below 1,000 without decimals beside parts such as ,040: decimals would have been written in both or in neither.
  if (scan.short && !scan.long && scan.roundPart) return asGroup;
  if (delimiter === null || delimiter === ',') return '.';
  if (elsewhere !== undefined) return { mark: elsewhere, unsure: at };
  if (dotUnclear && delimiter !== ';') return { mark: '.', unsure: at };
  return { fault: 'unclear-number', at };
}
