// Which columns of a table or a matrix hold scores. A column of identifiers or of labels is numbers too, but its values
// are far from any score: it would be the largest of every row. What is left out is named in the result, and --scores
// names the columns to use.

import { nearestName } from 'bridle/learn';

/** Numbers row by row, with the names of the columns where the text has a header. */
export type Columns = { data: Float64Array; rows: number; columns: number; names?: string[] };

export type LeftOut = { name: string; reason: 'identifier' | 'label' | 'text' };

const IDENTIFIER =
  /^(id|uuid|unnamed: ?\d+|index|idx|row|row[ _-]?(id|no|number)?|no\.?|nr\.?|number|#|번호|순번|행|식별자|아이디)$/i;
const IDENTIFIER_PART = /(^|[ _-])(id|uuid|key)$|^id[ _-]|[a-z]I[Dd]$/;
const LABEL =
  /^(y|label|labels|target|class|classes|true|truth|ground[ _-]?truth|y[ _-]?true|정답|레이블|라벨|클래스)$/i;

/** The columns that hold scores, as indices, and those left out with the reason; or a wanted name that is not there. */
export function scoreColumns(
  { data, rows, columns, names }: Columns,
  wanted: readonly string[] | undefined,
): { kept: number[]; leftOut: LeftOut[] } | { missing: string; nearest: string } {
  const all = Array.from({ length: columns }, (_, c) => c);
  const nameOf = (c: number) => names?.[c] ?? String(c + 1);
  if (wanted) {
    const kept = wanted.map((name) => all.find((c) => nameOf(c) === name) ?? all.find((c) => String(c + 1) === name));
    const missing = kept.indexOf(undefined);
    if (missing === -1) return { kept: kept as number[], leftOut: [] };
    return { missing: wanted[missing], nearest: nearestName(wanted[missing], all.map(nameOf)) };
  }
  const reasonOf = (c: number): LeftOut['reason'] | undefined => {
    const whole = all.length > 1 && isWhole(data, rows, columns, c);
    const name = names?.[c].trim();
    if (!whole) return undefined;
    if (name !== undefined && (IDENTIFIER.test(name) || IDENTIFIER_PART.test(name) || name === '')) return 'identifier';
    if (name !== undefined && LABEL.test(name) && areClasses(data, rows, columns, c)) return 'label';
    return c === 0 && countsRows(data, rows, columns, 0) && !countsRows(data, rows, columns, 1)
      ? 'identifier'
      : undefined;
  };
  const reasons = all.map(reasonOf);
  if (reasons.every((reason) => reason !== undefined)) return { kept: all, leftOut: [] };
  return {
    kept: all.filter((c) => reasons[c] === undefined),
    leftOut: all.flatMap((c) => {
      const reason = reasons[c];
      return reason === undefined ? [] : [{ name: nameOf(c), reason }];
    }),
  };
}

/** The kept columns alone. */
export function takeColumns({ data, rows, columns, names }: Columns, kept: readonly number[]): Columns {
  const taken = new Float64Array(rows * kept.length);
  for (let row = 0; row < rows; row += 1) {
    kept.forEach((c, i) => {
      taken[row * kept.length + i] = data[row * columns + c];
    });
  }
  return { data: taken, rows, columns: kept.length, ...(names && { names: kept.map((c) => names[c]) }) };
}

/** Whether the whole numbers of a column may be classes of the other columns, counted from 0 or from 1. */
function areClasses(data: Float64Array, rows: number, columns: number, c: number): boolean {
  for (let row = 0; row < rows; row += 1) {
    const value = data[row * columns + c];
    if (!(value >= 0 && value < columns)) return false;
  }
  return true;
}

function isWhole(data: Float64Array, rows: number, columns: number, c: number): boolean {
  for (let row = 0; row < rows; row += 1) if (!Number.isSafeInteger(data[row * columns + c])) return false;
  return true;
}

/** Whether a column counts the rows, at least three of them: each value is 1 more than that of the row before. */
function countsRows(data: Float64Array, rows: number, columns: number, c: number): boolean {
  if (rows < 3) return false;
  for (let row = 1; row < rows; row += 1) {
    if (data[row * columns + c] !== data[(row - 1) * columns + c] + 1) return false;
  }
  return true;
}
