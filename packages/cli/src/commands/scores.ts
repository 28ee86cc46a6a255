// bridle 1 1 3: share and softmax side by side, as bars or as one JSON document.

import { exp, share } from 'bridle';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { parseNumber, splitWords } from '../input/numbers.ts';
import { listOption, numberOption } from '../input/options.ts';
import { readNumbers } from '../input/read-numbers.ts';
import { readStdin } from '../input/stdin.ts';
import { unknownCommand } from '../messages/parser-errors.ts';
import { bar, grid } from '../output/drawing.ts';
import { count, figure, percent, points, signed } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { sheet } from '../output/sheet.ts';
import { pad, printable, truncate, width, wrap } from '../output/text.ts';
import { type Comparison, compare, PLUS_ONE_LIMIT, type Refusal } from './compare.ts';
import { addExamples } from './examples.ts';

type Options = { names?: string[]; temperature?: number; json?: boolean };

type Scores = { values: number[]; names: string[]; temperature: number } & Comparison;

/** The program itself, for a call that begins with no command. */
export function addScores(program: Command, context: Context): void {
  const { help } = context.messages;
  program
    .usage(`${help.anyOptions} SCORES…\n       bridle COMMAND …`)
    .summary(help.scores.about)
    .description(`${help.scores.about}\n\n${help.scores.detail}`)
    .argument('[scores...]', help.scores.scores)
    .option('--names <list>', help.scores.names, listOption)
    .option(
      '--temperature <T>',
      help.scores.temperature,
      numberOption('--temperature', 'temperature', context.messages),
    )
    .option('--json', help.common.json)
    .action(async (words: string[], options: Options) => {
      const [first] = words;
      if (first === undefined && options.names === undefined && options.temperature === undefined)
        return program.help();
      const isList = (word: string) => {
        const parts = splitWords(word);
        return parts.length === 0 || parts.some((part) => parseNumber(part) !== undefined);
      };
      if (first !== undefined && first !== '-' && !isList(first)) {
        throw new CallError(unknownCommand(program, first, context.messages), 'bridle');
      }
      await showScores(words, options, context);
    });
  addExamples(program, help.scores.examples, context);
}

async function showScores(words: string[], options: Options, context: Context): Promise<void> {
  const { messages, terminal } = context;
  const values = readNumbers(words.length === 1 && words[0] === '-' ? [await readStdin(context)] : words, context);
  const { names = values.map((_, i) => `#${i + 1}`), temperature = 1 } = options;
  if (names.length !== values.length) throw new CallError(messages.call.nameCount(names.length, values.length));
  const scores = { values, names, temperature, ...compare(values, temperature) };
  terminal.out(options.json ? jsonDocument(documentOf(scores, context)) : picture(scores, context));
}

/** share and softmax come first, so that they are visible at the start of a long line. */
function documentOf(scores: Scores, context: Context): object {
  const { share, softmax, values, names, temperature, logSoftmax, logOdds, plusOne, refusal } = scores;
  const reason = refusal && { shareRefused: reasonOf(refusal, scores, context) };
  return { share, softmax, values, names, temperature, logSoftmax, logOdds, plusOne, ...reason };
}

function picture(scores: Scores, context: Context): string {
  const { columns, paint } = context.terminal;
  const names = scores.names.map((name) => truncate(printable(name), 20));
  const reason = scores.refusal && reasonOf(scores.refusal, scores, context);
  return sheet([
    bars(scores, names, context),
    reason === undefined ? [] : wrap(context.messages.scores.refused(reason), columns).map(paint.warn),
    plusOne(scores, names, context),
    [...laws(scores, names, context)].flatMap((law) => wrap(law, columns)).map(paint.dim),
  ]);
}

/** The two bars of each value, with percentages, and the log-odds of softmax. */
function bars({ values, temperature, ...scores }: Scores, names: string[], { messages, terminal }: Context): string[] {
  const { paint, columns, plain } = terminal;
  const t = messages.scores;
  const figures = values.map((value) => figure(value));
  const odds = scores.logOdds.map((value) => signed(value));
  const widest = (cells: string[]) => cells.reduce((most, cell) => Math.max(most, width(cell)), 0);
  const fixed = widest(names) + widest([t.value, ...figures]) + widest([t.logOdds, ...odds]) + 2 * 7 + 6 * 2;
  const room = Math.max(6, Math.min(24, Math.floor((columns - fixed) / 2)));
  const softmaxTitle = temperature === 1 ? t.softmax : t.temperature(figure(temperature));
  const head = ['', t.value, t.share, '', softmaxTitle, '', t.logOdds];
  const cell = (p: number | undefined, style: (text: string) => string) =>
    p === undefined ? ['—', '—'] : [pad(style(bar(p, room, plain)), room), percent(p)];
  const rows = values.map((_, i) => [
    names[i],
    figures[i],
    ...cell(scores.share?.[i], paint.share),
    ...cell(scores.softmax[i], paint.softmax),
    odds[i],
  ]);
  return grid([head.map(paint.dim), ...rows], 'lrlrlrr');
}

/** For each value, its own probability before and after 1 was added to it, under both rules. */
function plusOne(scores: Scores, names: string[], { messages, terminal }: Context): string[] {
  const t = messages.scores;
  if (scores.plusOne === null) return [t.noPlusOne(count(PLUS_ONE_LIMIT))];
  const step = (before: number | undefined, after: number | null) =>
    before === undefined || after === null
      ? ['—', '', '', '']
      : [percent(before), '→', percent(after), points(after - before, t.points)];
  const rows = scores.plusOne.map((after, i) => [
    names[i],
    ...step(scores.share?.[i], after.share),
    ...step(scores.softmax[i], after.softmax),
  ]);
  const head = [t.plusOne, t.share, '', '', '', t.softmax];
  return grid([head.map(terminal.paint.dim), ...rows], 'lrlrrrlrr');
}

/** What each rule depends on, with the numbers of this call; nothing where they would not show it. */
function* laws({ values, temperature, share: before }: Scores, names: string[], { messages }: Context) {
  const t = messages.scores;
  const regular = temperature !== 0 && Number.isFinite(temperature) && values.every(Number.isFinite);
  if (regular) yield t.softmaxLaw(figure(exp(1 / temperature), 4));
  if (before === null) return;
  const raised = share(values.map((value) => value + 1));
  const moved = before.reduce(
    (most, p, i) => (change(p, raised[i]) > change(before[most], raised[most]) ? i : most),
    0,
  );
  const figures = [percent(before[moved]), percent(raised[moved])];
  if (figures[0] !== figures[1]) yield t.shareLaw(names[moved], figures[0], figures[1]);
}

const change = (before: number, after: number) => Math.abs(after - before);

function reasonOf({ reason, at }: Refusal, { values, names }: Scores, { messages }: Context): string {
  return messages.scores.refusals[reason](figure(values[at]), printable(names[at]));
}
