// The predictions for some rows of a table, encoded for the output: all of the work on a block between reading and writing.
// A block knows nothing of the others, so the bytes of a file do not depend on who scores its blocks, and when.

import {
  columnsOf,
  featureNames,
  type Model,
  predict,
  scoreRows,
  type Table,
  topContributions,
  type Unseen,
} from 'bridle/learn';
import { inFile } from '../read/in-file.ts';
import { joined, type Keep, keptColumn } from '../write/kept-columns.ts';
import { type OutputColumn, predictions } from '../write/predictions.ts';
import { type Kind, rowEncoder } from '../write/write-predictions.ts';

/** What is the same for all blocks. */
export type Scoring = {
  model: Model;
  /** The name of the table in messages. */
  file: string;
  kind: Kind;
  topK?: number | undefined;
  rejectBelow?: number | undefined;
  /** So many columns why_1 … */
  explain?: number | undefined;
  uncalibrated?: boolean | undefined;
  keep?: Keep | undefined;
  /** The kept columns that are numbers. */
  numbers: ReadonlySet<string>;
};

/** Rows to predict, the columns to repeat, and how many rows come before. */
export type Block = { table: Table; kept: Table | null; first: number };

export type ScoredBlock = {
  rows: number;
  rejected: number;
  unseen: Unseen[];
  /** The first row whose scores overflow, or −1. */
  overflow: number;
  parts: Uint8Array[][];
};

/** An error about a cell names the file and the row in it. */
export function scoreBlock(scoring: Scoring, block: Block): ScoredBlock {
  const { columns, ...figures } = inFile(scoring.file, () => scoredColumns(scoring, block), block.first);
  const { rows } = block.table;
  return { ...figures, rows, parts: rowEncoder(scoring.kind)(columns, rows, block.first) };
}

/** The columns of the output, in order. */
export function scoredColumns(scoring: Scoring, { table, kept }: Pick<Block, 'table' | 'kept'>) {
  const { model, uncalibrated = false, topK, rejectBelow, explain, file, keep, numbers } = scoring;
  const { probabilities, unseen } = predict(model, table, { uncalibrated, scoreRows });
  const at = probabilities.findIndex(Number.isNaN);
  const { rejected, best, columns } = predictions(probabilities, model.classes, { topK, rejectBelow });
  const made = explain === undefined ? columns : [...columns, ...reasons(model, table, best, explain)];
  const repeated = kept?.columns.map((column) => keptColumn(column, numbers)) ?? [];
  const overflow = at < 0 ? -1 : Math.floor(at / model.classes.length);
  return { rejected, unseen, overflow, columns: joined(file, repeated, made, keep) };
}

/** why_1 …: what adds most to the logit of the most probable class, above the mean of all classes, as `NAME: +1.234`. */
function reasons(model: Model, table: Table, best: Int32Array, count: number): OutputColumn[] {
  const names = featureNames(model.recipe);
  const { features, values } = topContributions(model, table, best, count);
  const cell = (at: number) => {
    if (features[at] < 0) return null;
    const value = Number(values[at].toPrecision(4));
    return `${names[features[at]]}: ${value < 0 ? '' : '+'}${value}`;
  };
  return Array.from({ length: count }, (_, rank) => ({
    name: `why_${rank + 1}`,
    kind: 'text',
    at: (row) => cell(row * count + rank),
  }));
}

/** The output's columns by name and kind; `kept` is a block of the columns to repeat. */
export function outputColumns(scoring: Scoring, kept: Table | null): OutputColumn[] {
  const empty: Table = { rows: 0, columns: columnsOf(scoring.model.recipe).map(({ name }) => emptyColumn(name)) };
  return scoredColumns(scoring, { table: empty, kept }).columns;
}

function emptyColumn(name: string): Table['columns'][number] {
  return { kind: 'categorical', name, codes: new Int32Array(0), levels: [] };
}

/** How many different cells that the model does not know are kept. */
const MOST_UNSEEN = 10_000;

/** Adds what a block had that the model does not know. */
export function addUnseen(seen: Map<string, Unseen>, more: readonly Unseen[]): void {
  for (const one of more) {
    const key = JSON.stringify([one.column, one.level]);
    const known = seen.get(key);
    if (known) known.count += one.count;
    else if (seen.size < MOST_UNSEEN) seen.set(key, { ...one });
  }
}
