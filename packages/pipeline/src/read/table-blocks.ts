// A table of any size as blocks of so many rows, read as `readWished` reads it whole: the first pass over a file looks at
// every cell that needs a look, so that a fault is found before the first block; the second gives the blocks.

import type { NumberFormat, NumericColumn, Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { type Database, withDatabase } from './database.ts';
import { translated } from './duckdb-errors.ts';
import { filesOf } from './files.ts';
import type { Wish } from './kinds.ts';
import { pulled } from './pulled.ts';
import {
  type Asked,
  factsOf,
  type JudgedSource,
  judgedSource,
  MISSING,
  once,
  type WishedOptions,
  withSource,
} from './read-table.ts';
import { rowStreams } from './row-streams.ts';

/**
 * The next rows of a table, how many came before, and how many there are in all. `release` gives the arrays of the block
 * back, to be filled again; whoever calls it has no more use for them.
 */
export type TableBlock = { table: Table; first: number; total: number; release: () => void };

export type BlockOptions = WishedOptions & {
  /** The rows of a block; the last one, of each file, may have fewer. */
  size: number;
  /** Threads of the reading. Default: all. */
  threads?: number | undefined;
};

/** The columns named in `wishes`, and the others as `others`, block by block. */
export function tableBlocks(
  path: string,
  wishes: ReadonlyMap<string, Wish>,
  others: Wish,
  options: BlockOptions,
): AsyncGenerator<TableBlock> {
  return pulled(async (give) => {
    const files = await filesOf(path);
    const asked = { ...options, wishes, others, onNote: once(options.onNote) };
    const survey = files.length > 1 ? await surveyed(files, asked) : null;
    let first = 0;
    for (const [i, file] of files.entries()) {
      const formats = survey?.formats ?? asked.formats ?? {};
      await eachBlock(file, { ...asked, formats }, ({ rows, columns }, before, inFile, release) => {
        const ordered = survey
          ? survey.names.flatMap((name) => columns.find((one) => one.name === name) ?? [])
          : columns;
        return give({
          table: { rows, columns: ordered },
          first: first + before,
          total: survey?.total ?? inFile,
          release,
        });
      });
      first += survey?.rows[i] ?? 0;
    }
  });
}

type Numbers = NumericColumn['values'];
type AskedBlocks = Asked & BlockOptions;

async function eachBlock(
  file: string,
  asked: AskedBlocks,
  give: (table: Table, first: number, rows: number, release: () => void) => Promise<void>,
): Promise<void> {
  const { size, missing = MISSING, signal } = asked;
  await judgedFile(file, asked, async (database, judged) => {
    const { rows } = judged.judged;
    const isWhole = (values: Numbers): values is Float64Array =>
      values instanceof Float64Array && values.length === size;
    const free: Float64Array[] = [];
    const streams = await rowStreams(database, judged, missing, free);
    for (let first = 0; first < rows; first += size) {
      signal?.throwIfAborted();
      const count = Math.min(size, rows - first);
      const parts: Awaited<ReturnType<(typeof streams)[number]>>[] = [];
      for (const stream of streams) parts.push(await stream(first, count));
      const columns = judged.judged.kinds.flatMap((_, i) => parts.flatMap((part) => part.get(i) ?? []));
      await give({ rows: count, columns }, first, rows, () => {
        for (const column of columns) if (column.kind === 'numeric' && isWhole(column.values)) free.push(column.values);
      });
    }
  });
}

/** Runs `work` on a file whose every cell was looked at. */
function judgedFile<T>(
  file: string,
  asked: AskedBlocks,
  work: (database: Database, judged: JudgedSource) => Promise<T>,
): Promise<T> {
  const { signal, threads } = asked;
  return withSource(file, asked, (source) =>
    withDatabase(
      [source.path],
      signal,
      async (database) => {
        try {
          return await work(database, await judgedSource(database, source, asked));
        } catch (error) {
          throw await translated(error, source);
        }
      },
      { threads },
    ),
  );
}

/** Of several files: their rows, the columns of the first, and how numbers are written in any. Refuses other columns. */
async function surveyed(files: readonly string[], asked: AskedBlocks) {
  const rows: number[] = [];
  const formats: Record<string, NumberFormat> = {};
  let names: Set<string> | null = null;
  for (const file of files) {
    const found = await judgedFile(file, asked, async (_, { relation, judged }) => ({
      rows: judged.rows,
      formats: factsOf(relation, judged.formats).formats ?? {},
      names: new Set(relation.columns.flatMap(({ name }, i) => (judged.kinds[i] === 'skip' ? [] : name))),
    }));
    names ??= found.names;
    const lost = [...names].find((name) => !found.names.has(name));
    if (lost !== undefined) throw inputError('other-columns', { file, column: lost, other: files[0] });
    const added = [...found.names].find((name) => !names?.has(name));
    if (added !== undefined) throw inputError('other-columns', { file: files[0], column: added, other: file });
    rows.push(found.rows);
    for (const [name, format] of Object.entries(found.formats))
      if (!Object.hasOwn(formats, name)) formats[name] = format;
  }
  const total = rows.reduce((sum, count) => sum + count, 0);
  return { rows, total, names: [...(names ?? [])], formats: { ...formats, ...asked.formats } };
}
