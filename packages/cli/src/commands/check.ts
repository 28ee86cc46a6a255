// bridle check: what happens to the softmax of these scores in each float format, and in which row and column.

import { check, type Diagnosis } from 'bridle';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { listOption } from '../input/options.ts';
import { readScores, type Scores } from '../input/scores-file.ts';
import { addTableOptions, type TableOptions, tableOptions } from '../input/table-options.ts';
import {
  addTensorOptions,
  isParquet,
  isTensorFile,
  openFile,
  refuseTensorOptions,
  type TensorOptions,
} from '../input/tensor-options.ts';
import { interruptible } from '../interrupt.ts';
import { grid } from '../output/drawing.ts';
import { count, figure } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { progressLine } from '../output/progress.ts';
import { facts, sheet } from '../output/sheet.ts';
import { printable, truncate, wrap } from '../output/text.ts';
import { addExamples } from './examples.ts';

type Options = TableOptions & TensorOptions & { scores?: string[]; json?: boolean };

/** What the picture says of the scores. */
type Shown = Pick<Scores, 'rows' | 'columns' | 'names' | 'leftOut'> & { type?: string };

type Formula = Diagnosis['formats']['f16']['naive'];

const FORMATS = ['f16', 'bf16', 'f32', 'f64'] as const;

/** How many places are listed; all are counted. */
const LISTED = 5;

export function addCheck(program: Command, context: Context): void {
  const { check: help, common } = context.messages.help;
  const command = program
    .command('check')
    .summary(help.about)
    .description(`${help.about}.`)
    .argument('<scores...>', help.input)
    .option('--scores <columns>', help.scores, listOption);
  addTableOptions(command, context);
  addTensorOptions(command, context)
    .option('--json', common.json)
    .action(async (words: string[], options: Options) => {
      // A Parquet file without --tensor is a table: its columns are the scores, and lists in it, too.
      if (isTensorFile(words) || (isParquet(words) && options.tensor !== undefined))
        return checkTensors(words[0], options, context);
      refuseTensorOptions(options, context);
      const scores = await readScores(words, options.scores, tableOptions(options), context);
      const { data, rows, columns, mask, names } = scores;
      const leftOut = scores.leftOut.map(({ name }) => name);
      const diagnosis = check({ data, dims: [rows, columns] }, { mask });
      const document = { ...diagnosis, ...(names && { columns: names, leftOut }) };
      context.terminal.out(options.json ? jsonDocument(document) : picture(diagnosis, scores, context));
    });
  addExamples(command, help.examples, context);
}

/** Logits in a .npy, .npz or .safetensors file, some rows at a time. */
async function checkTensors(file: string, options: Options, context: Context): Promise<void> {
  const { checkLogits } = await import('@bridle/pipeline');
  const { messages, terminal } = context;
  const progress = progressLine(context);
  const onProgress = ({ rows, total }: { rows: number; total: number }) =>
    progress.show('read', messages.softmax.reading(count(rows), count(total)));
  const { logits, diagnosis } = await interruptible(async (signal) => {
    const opened = await openFile(file, options, { signal, onProgress });
    try {
      return { logits: opened, diagnosis: await checkLogits(opened, 10, { signal, onProgress }) };
    } finally {
      await opened.close();
    }
  }).finally(progress.clear);
  const { name, dims, type } = logits.tensor;
  const shown = { rows: logits.rows, columns: logits.length, leftOut: [], type };
  const document = { ...diagnosis, tensor: { name, dims, type, axis: logits.axis } };
  terminal.out(options.json ? jsonDocument(document) : picture(diagnosis, shown, context));
}

function picture(diagnosis: Diagnosis, scores: Shown, context: Context): string {
  const { terminal, messages } = context;
  // No row was tried: each is empty, or NaN or infinite whatever the format.
  const untried = diagnosis.formats.f64.stable.verdict === 'ok' && diagnosis.formats.f64.stable.error === null;
  const notes = untried ? [] : [advice(diagnosis, context)];
  if (diagnosis.nan.count + diagnosis.positiveInfinity.count > 0) notes.unshift(messages.check.notTried);
  if (scores.type === 'float8_e4m3fn') notes.push(messages.check.float8);
  return sheet([
    facts(summary(diagnosis, scores, context), terminal),
    untried ? [] : table(diagnosis, context),
    faults(diagnosis, scores, context).flatMap((fault) => wrap(fault, terminal.columns)),
    notes.flatMap((note) => wrap(note, terminal.columns)).map(terminal.paint.dim),
  ]);
}

/** What is in the scores, whatever the format. */
function summary(diagnosis: Diagnosis, scores: Shown, context: Context): [label: string, value: string][] {
  const t = context.messages.check;
  const { spread, entropy, rowCount, nan, positiveInfinity, negativeInfinity, tiedRows, maskedRows, voidRows } =
    diagnosis;
  const lines: [string, string][] = [[t.scores, t.size(count(rowCount), count(scores.columns))]];
  if (scores.names) lines.push([t.columns, listed(scores.names.length, scores.names.map(short), context)]);
  if (scores.leftOut.length > 0) {
    const names = scores.leftOut.map(({ name, reason }) => `${short(name)} (${t.reasons[reason]})`);
    lines.push([t.leftOut, listed(names.length, names, context)]);
  }
  if (diagnosis.maskedEntries > 0) lines.push([t.missing, count(diagnosis.maskedEntries)]);
  const places = [
    ['NaN', nan],
    ['+∞', positiveInfinity],
    ['-∞', negativeInfinity],
  ] as const;
  for (const [label, { count: n, first }] of places) {
    if (n > 0)
      lines.push([
        label,
        listed(
          n,
          first.map((place) => placeOf(place, scores, context)),
          context,
        ),
      ]);
  }
  const rowLists = [
    [t.emptyRows, maskedRows],
    [t.voidRows, voidRows],
    [t.ties, tiedRows],
  ] as const;
  for (const [label, { count: n, first }] of rowLists) {
    if (n > 0)
      lines.push([
        label,
        listed(
          n,
          first.map((row) => t.row(count(row + 1))),
          context,
        ),
      ]);
  }
  const inRow = (text: string, row: number) => (rowCount > 1 ? `${text} (${t.row(count(row + 1))})` : text);
  if (spread) lines.push([t.spread, inRow(figure(spread.largest), spread.row)]);
  if (entropy) {
    const { lowest, lowestRow, highest, highestRow } = entropy;
    const range = rowCount > 1 ? ` … ${inRow(figure(highest), highestRow)}` : '';
    lines.push([t.entropy, `${inRow(figure(lowest), lowestRow)}${range} ${t.nats}`]);
  }
  return lines;
}

/** A line for each format: the range that e^x has in it, and what the two formulas do. */
function table(diagnosis: Diagnosis, { messages, terminal: { paint } }: Context): string[] {
  const t = messages.check;
  const paints = { overflow: paint.bad, underflow: paint.bad, lossy: paint.warn, ok: paint.good };
  const cell = (formula: Formula) => {
    const affected = formula.verdict === 'ok' ? 0 : formula[formula.verdict];
    const rows = affected > 0 && diagnosis.rowCount > 1 ? ` · ${t.rows(count(affected))}` : '';
    return paints[formula.verdict](t.verdicts[formula.verdict]) + rows;
  };
  const rows = FORMATS.map((format) => {
    const { overflowAbove, underflowBelow, naive, stable } = diagnosis.formats[format];
    return [format, `${figure(underflowBelow)} … ${figure(overflowAbove)}`, cell(naive), cell(stable)];
  });
  return grid([['', t.range, `${t.naive} e^x/Σe^x`, t.stable].map(paint.dim), ...rows], 'llll');
}

/** The first place of the worst that happens, for each format and formula, in the order of the table. */
function faults({ formats }: Diagnosis, scores: Shown, context: Context): string[] {
  const t = context.messages.check;
  return FORMATS.flatMap((format) =>
    (['naive', 'stable'] as const).flatMap((formula) => {
      const { first } = formats[format][formula];
      if (first === null) return [];
      const { step, threshold, exponent } = first;
      const kind = step === 'exponential' ? (threshold > 0 ? 'overflow' : 'underflow') : step;
      const at = placeOf(first, scores, context);
      return t.faults[kind](
        `${format} ${t[formula]}`,
        at,
        figure(first.value),
        figure(exponent ?? 0),
        figure(threshold),
      );
    }),
  );
}

function advice({ formats }: Diagnosis, { messages: { check: t } }: Context): string {
  const tooLarge = FORMATS.filter((format) => formats[format].stable.verdict === 'overflow');
  if (tooLarge.length > 0) return t.useWider(tooLarge.join(', '));
  const verdicts = FORMATS.map((format) => formats[format].naive.verdict);
  if (verdicts.includes('overflow') || verdicts.includes('underflow')) return t.useStable;
  return verdicts.includes('lossy') ? t.useLogs : t.allWell;
}

function placeOf({ row, column }: { row: number; column: number }, scores: Shown, { messages: { check: t } }: Context) {
  const name = scores.names?.[column];
  const cell = name === undefined ? t.value(count(column + 1)) : t.column(short(name));
  return scores.rows === 1 ? cell : t.cell(count(row + 1), cell);
}

function short(name: string): string {
  return truncate(printable(name), 30);
}

/** The first few of n things. */
function listed(n: number, things: readonly string[], { messages: { check: t } }: Context): string {
  const shown = things.slice(0, LISTED);
  return shown.length < n ? t.more(shown.join(', '), count(n - shown.length)) : shown.join(', ');
}
