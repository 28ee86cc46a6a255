// What differs between the engines, as one small table each: how a float64, a text and a name are written, and the few
// functions that a statement needs. Three rules hold in every dialect. A number is written with an exponent, because some
// engines read 0.1 as a decimal and lose a bit on the way to a double. A text or a name is quoted by the engine's own
// rules, so no name can end its quotes. A subquery whose columns are used more than once is fenced where the planner
// would otherwise copy its expressions, which makes the work grow with the square of the classes.

/** How one engine writes what the statements consist of; the arguments are SQL unless a line says otherwise. */
export type Rules = {
  /** Whether this project's tests run statements on the engine itself; else they compare the text. */
  executed: boolean;
  /** The literal of a float64, given by its shortest digits with an exponent. */
  number: (digits: string) => string;
  /** The literal of a text. */
  text: (value: string) => string;
  /** A quoted name. */
  name: (value: string) => string;
  /** A value as float64. */
  asNumber: (value: string) => string;
  /** A value as text; `blank` texts, as literals, are those that mean "no value". */
  asText: (value: string) => string;
  /** Whether a float64 is NaN; null where the engine has no NaN. */
  isNaN: ((value: string) => string) | null;
  /** The largest of several float64. */
  greatest: (values: readonly string[]) => string;
  /** e to the power of a number that is at most 0; results below e^−700, or e^`least`, may be replaced by it. */
  exp: (value: string, least?: number) => string;
  /** A whole number from 0 to 2²⁰ − 1, hashed from a seed and values that are not NULL. */
  hash: (seed: number, numbers: readonly string[]) => string;
  /** `name AS (query)` of a WITH clause whose columns are used more than once. */
  step: (name: string, query: string) => string;
  /** The most columns of a SELECT, and bytes of a name; null where no limit matters. */
  columns: number | null;
  nameBytes: number | null;
  /** Whether quoted names that differ only in case are different names. */
  caseMatters: boolean;
  /** The characters that a column's name may not contain. */
  barred?: RegExp;
};

/** Hashes are whole numbers below this, a power of two. */
export const HASHES = 2 ** 20;

const list = (values: readonly string[]): string => values.join(', ');
const doubled = (value: string, quote: string): string => `${quote}${value.replaceAll(quote, quote + quote)}${quote}`;

/** A quoted text of an engine in which a backslash begins an escape. */
function escaped(value: string, quote: string): string {
  const codes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', [quote]: `\\${quote}` };
  return `${quote}${value.replace(/[\n\r\t\\'"`]/g, (c) => codes[c] ?? c)}${quote}`;
}

const standard: Omit<Rules, 'executed'> = {
  number: (digits) => (digits.startsWith('-') ? `(${digits})` : digits),
  text: (value) => doubled(value, "'"),
  name: (value) => doubled(value, '"'),
  asNumber: (value) => `CAST(${value} AS DOUBLE)`,
  asText: (value) => `CAST(${value} AS VARCHAR)`,
  isNaN: (value) => `isnan(${value})`,
  greatest: (values) => `greatest(${list(values)})`,
  exp: (value) => `exp(${value})`,
  hash: (seed, numbers) => `(hash(${list([String(seed), ...numbers])}) % ${HASHES})`,
  step: (name, query) => `${name} AS (${query})`,
  columns: null,
  nameBytes: null,
  caseMatters: false,
};

/** A numeric cell of SQLite may hold a text: blanks are missing, and a word becomes +∞, where CAST gives 0. */
function sqliteNumber(value: string): string {
  const text = `trim(${value})`;
  const numeral = `${text} GLOB '*[0-9]*' AND ${text} NOT GLOB '*[^0-9.eE+-]*'`;
  const read = `CASE WHEN ${text} IN ('', 'NA') THEN NULL WHEN ${numeral} THEN CAST(${value} AS REAL) ELSE 9e999 END`;
  return `CASE WHEN typeof(${value}) IN ('text', 'blob') THEN ${read} ELSE CAST(${value} AS REAL) END`;
}

const rules = {
  duckdb: { ...standard, executed: true },
  postgres: {
    ...standard,
    executed: true,
    // A bare 1e0 is a NUMERIC there, whose exp is another function.
    number: (digits: string) => `'${digits}'::float8`,
    asNumber: (value: string) => `CAST(${value} AS double precision)`,
    asText: (value: string) => `CAST(${value} AS text)`,
    isNaN: (value: string) => `${value} = 'NaN'::float8`,
    // exp of less than −745 raises an error there, and the whole statement fails.
    exp: (value: string, least = -700) => `exp(greatest(${value}, '${least}'::float8))`,
    hash: (seed: number, numbers: readonly string[]) =>
      `(hashtextextended(concat_ws(' ', ${list(numbers)}), ${seed}) & ${HASHES - 1})`,
    step: (name: string, query: string) => `${name} AS (${query} OFFSET 0)`,
    columns: 1664,
    nameBytes: 63,
    caseMatters: true,
  },
  sqlite: {
    ...standard,
    executed: true,
    asNumber: sqliteNumber,
    asText: (value: string) => `CAST(${value} AS TEXT) COLLATE BINARY`,
    isNaN: null,
    greatest: (values: readonly string[]) => `max(${list(values)})`,
    // SQLite has no hash: the digits of a sum with incommensurable weights, far behind the point, stand in for one.
    hash: (seed: number, numbers: readonly string[]) => {
      const terms = numbers.map((x, i) => `${x} * ${12.9898 + 7.13 * i}`);
      return `(abs(CAST(sin(${terms.join(' + ')} + ${seed}) * 43758545312.3 AS INTEGER)) % ${HASHES})`;
    },
    step: (name: string, query: string) => `${name} AS MATERIALIZED (${query})`,
    columns: 2000,
  },
  clickhouse: {
    ...standard,
    executed: true,
    text: (value: string) => escaped(value, "'"),
    name: (value: string) => escaped(value, '`'),
    asNumber: (value: string) => `CAST(${value} AS Nullable(Float64))`,
    asText: (value: string) => `CAST(${value} AS Nullable(String))`,
    isNaN: (value: string) => `isNaN(${value})`,
    hash: (seed: number, numbers: readonly string[]) => `(cityHash64(${list([String(seed), ...numbers])}) % ${HASHES})`,
    caseMatters: true,
  },
  spark: {
    ...standard,
    executed: true,
    text: (value: string) => escaped(value, "'"),
    name: (value: string) => doubled(value, '`'),
    asText: (value: string) => `CAST(${value} AS STRING)`,
    hash: (seed: number, numbers: readonly string[]) =>
      `pmod(xxhash64(${list([String(seed), ...numbers])}), ${HASHES})`,
  },
  bigquery: {
    ...standard,
    executed: false,
    text: (value: string) => escaped(value, "'"),
    name: (value: string) => escaped(value, '`'),
    asNumber: (value: string) => `CAST(${value} AS FLOAT64)`,
    asText: (value: string) => `CAST(${value} AS STRING)`,
    isNaN: (value: string) => `IS_NAN(${value})`,
    hash: (seed: number, numbers: readonly string[]) =>
      `(FARM_FINGERPRINT(TO_JSON_STRING([${list([`${seed}.0`, ...numbers])}])) & ${HASHES - 1})`,
    columns: 10000,
    nameBytes: 300,
    barred: /[!"$()*,./;?@[\\\]^`{}~]/,
  },
  snowflake: {
    ...standard,
    executed: false,
    // Constants with a point or an exponent may be read as NUMBER, which has 37 places at most.
    number: (digits: string) => `CAST('${digits}' AS DOUBLE)`,
    text: (value: string) => escaped(value, "'"),
    isNaN: (value: string) => `${value} = CAST('NaN' AS DOUBLE)`,
    hash: (seed: number, numbers: readonly string[]) =>
      `BITAND(HASH(${list([String(seed), ...numbers])}), ${HASHES - 1})`,
    nameBytes: 255,
    caseMatters: true,
  },
  trino: {
    ...standard,
    executed: false,
    number: (digits: string) => standard.number(digits.toUpperCase()),
    isNaN: (value: string) => `is_nan(${value})`,
    hash: (seed: number, numbers: readonly string[]) =>
      `bitwise_and(from_big_endian_64(xxhash64(to_utf8(format('${seed}${' %s'.repeat(numbers.length)}', ${list(numbers)})))), ${HASHES - 1})`,
  },
} satisfies Record<string, Rules>;

/** The engines that statements can be written for. */
export type Dialect = keyof typeof rules;

/**
 * Their names; the statements for the first five are executed on the engine itself by this project's tests.
 *
 * @example
 * ```ts
 * import { dialects } from '@bridle/sql';
 * dialects.includes('duckdb'); // → true
 * ```
 */
export const dialects = Object.keys(rules) as Dialect[];

/**
 * Whether the tests of this package execute the dialect's statements on the engine itself.
 *
 * @example
 * ```ts
 * import { dialects, isExecuted } from '@bridle/sql';
 * dialects.filter(isExecuted); // → ['duckdb', 'postgres', 'sqlite', 'clickhouse', 'spark']
 * ```
 */
export function isExecuted(dialect: Dialect): boolean {
  return rulesOf(dialect).executed;
}

/** The rules of a dialect; RangeError for another name. */
export function rulesOf(dialect: Dialect): Rules {
  if (Object.hasOwn(rules, dialect)) return rules[dialect];
  throw new RangeError(`sql: expected dialect ${dialects.join(', ')}, got ${dialect}`);
}

/** The literal of a finite number: the fewest digits that give back the same float64, always with an exponent. */
export function literal(rules: Rules, x: number): string {
  return rules.number(x.toExponential().replace('e+', 'e'));
}
