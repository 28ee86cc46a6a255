// The diagnosis of `check` for logits in a file, block by block: counts add up, the first places stay the first, and the
// worst verdict of a format is the worst of the blocks.

import { check, type Diagnosis } from 'bridle';
import type { Logits } from './open-logits.ts';

type Place = { row: number };
type Tally<T> = { count: number; first: T[] };
type Formula = Diagnosis['formats']['f16']['naive'];

export type LogitsProgress = { rows: number; total: number };

export type PassOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: LogitsProgress) => void) | undefined;
};

/** So many entries take about a quarter of a second. */
const ENTRIES = 2 ** 17;
const VERDICTS = ['overflow', 'underflow', 'lossy', 'ok'];

/**
 * The diagnosis of all rows; rows are numbered in row-major order, and columns are places along the axis. `limit` is how
 * many places are listed.
 *
 * @throws as `openLogits` of what is read; the signal's reason when it aborts.
 * @example
 * ```ts
 * import { checkLogits, openLogits, writeWhole } from '@bridle/pipeline';
 * import { writeNpy } from 'bridle/tensor-files';
 * await writeWhole([{ path: 'out/checked.npy', content: writeNpy({ data: new Float32Array([0, 100]), dims: [1, 2] }) }]);
 * const logits = await openLogits('out/checked.npy');
 * (await checkLogits(logits, 10)).formats.f32.naive.verdict; // → 'overflow'
 * await logits.close();
 * ```
 */
export async function checkLogits(
  logits: Logits,
  limit: number,
  { signal, onProgress }: PassOptions = {},
): Promise<Diagnosis> {
  const whole = check({ data: new Float64Array(0), dims: [0, 1, 1] }, { axis: 1 });
  for await (const { data, dims, rowAt } of logits.blocks(ENTRIES)) {
    signal?.throwIfAborted();
    add(whole, check({ data, dims }, { axis: 1, limit }), rowAt, limit);
    onProgress?.({ rows: whole.rowCount, total: logits.rows });
  }
  return whole;
}

function add(whole: Diagnosis, part: Diagnosis, rowAt: (row: number) => number, limit: number): void {
  const moved = <T extends Place>(place: T): T => ({ ...place, row: rowAt(place.row) });
  const extend = <T>(all: Tally<T>, more: Tally<T>, place: (one: T) => T) => {
    all.count += more.count;
    all.first = [...all.first, ...more.first.map(place)].slice(0, limit);
  };
  whole.rowCount += part.rowCount;
  whole.entryCount += part.entryCount;
  whole.maskedEntries += part.maskedEntries;
  for (const key of ['nan', 'positiveInfinity', 'negativeInfinity'] as const) extend(whole[key], part[key], moved);
  for (const key of ['maskedRows', 'voidRows', 'tiedRows'] as const) extend(whole[key], part[key], rowAt);
  whole.rows = [...whole.rows, ...part.rows.map(moved)].slice(0, limit);
  if (part.spread && !(whole.spread && whole.spread.largest >= part.spread.largest)) whole.spread = moved(part.spread);
  if (part.entropy) {
    const { lowest, lowestRow, highest, highestRow } = part.entropy;
    const low = { lowest, lowestRow: rowAt(lowestRow) };
    const high = { highest, highestRow: rowAt(highestRow) };
    whole.entropy ??= { ...low, ...high };
    if (lowest < whole.entropy.lowest) Object.assign(whole.entropy, low);
    if (highest > whole.entropy.highest) Object.assign(whole.entropy, high);
  }
  for (const format of ['f16', 'bf16', 'f32', 'f64'] as const) {
    for (const formula of ['naive', 'stable'] as const) {
      addFormula(whole.formats[format][formula], part.formats[format][formula], moved);
    }
  }
}

function addFormula(whole: Formula, part: Formula, moved: <T extends Place>(place: T) => T): void {
  for (const verdict of ['overflow', 'underflow', 'lossy'] as const) whole[verdict] += part[verdict];
  if (part.error !== null) whole.error = Math.max(whole.error ?? 0, part.error);
  if (VERDICTS.indexOf(part.verdict) >= VERDICTS.indexOf(whole.verdict)) return;
  whole.verdict = part.verdict;
  whole.first = part.first && moved(part.first);
}
