// bridle softmax FILE: the probabilities of logits in a tensor file, measured and written, some rows at a time.

import type { Logits, LogitsMeasure } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { numberOption } from '../input/options.ts';
import { addTensorOptions, isParquet, isTensorFile, openFile, type TensorOptions } from '../input/tensor-options.ts';
import { interruptible } from '../interrupt.ts';
import { grid } from '../output/drawing.ts';
import { count, figure, percent } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { measures } from '../output/metrics.ts';
import { progressLine } from '../output/progress.ts';
import { facts, sheet } from '../output/sheet.ts';
import { printable } from '../output/text.ts';
import { addExamples } from './examples.ts';

type Options = TensorOptions & {
  out?: string;
  log?: boolean;
  entropy?: boolean;
  topK?: number;
  labels?: string;
  temperature?: number;
  fitTemperature?: boolean;
  json?: boolean;
};

type Fit = { temperature: number; passes: number; atBound: boolean };
type Found = { measure: LogitsMeasure; before: LogitsMeasure | null; fit: Fit | null; temperature: number };

/** Rows that are printed, and the classes of each unless --top-k asks for others. */
const ROWS = 5;
const CLASSES = 3;

export function addSoftmax(program: Command, context: Context): void {
  const { messages } = context;
  const { softmax: help, common } = messages.help;
  const command = program
    .command('softmax')
    .summary(help.about)
    .description(`${help.about}. ${help.detail}`)
    .argument('<file>', help.input);
  addTensorOptions(command, context)
    .option('--temperature <t>', help.temperature, numberOption('--temperature', 'positive', messages))
    .option('--labels <file|tensor>', help.labels)
    .option('--fit-temperature', help.fitTemperature)
    .option('--out <file>', help.out)
    .option('--log', help.log)
    .option('--entropy', help.entropy)
    .option('--top-k <k>', help.topK, numberOption('--top-k', 'wholePositive', messages))
    .option('--json', common.json)
    .action((file: string, options: Options) => softmax(file, options, context));
  addExamples(command, help.examples, context);
}

async function softmax(file: string, options: Options, context: Context): Promise<void> {
  const { messages, terminal } = context;
  const t = messages.softmax;
  if (!isTensorFile([file]) && !isParquet([file])) throw new CallError(t.notTensors(printable(file)));
  if (options.fitTemperature && options.labels === undefined) throw new CallError(t.noLabels, 'bridle softmax');
  if (options.fitTemperature && options.temperature !== undefined) throw new CallError(t.twoTemperatures);
  if (options.out === undefined) {
    for (const [given, name] of [
      [options.log, '--log'],
      [options.entropy, '--entropy'],
    ] as const) {
      if (given) throw new CallError(t.needsOut(name), 'bridle softmax');
    }
  }
  const { writeLogits, writeParquetLogits } = await import('@bridle/pipeline');
  const progress = progressLine(context);
  const onProgress = ({ rows, total }: { rows: number; total: number }) =>
    progress.show('read', t.reading(count(rows), count(total)));
  const { logits, found } = await interruptible(async (signal) => {
    const opened = await openFile(file, options, { signal, onProgress });
    try {
      const measured = await measure(opened, options, context, { signal, onProgress });
      if (options.out !== undefined) {
        const { log, entropy, topK } = options;
        await (isParquet([options.out]) ? writeParquetLogits : writeLogits)(
          opened,
          options.out,
          { log, entropy, topK, temperature: measured.temperature },
          { signal, onProgress },
        );
      }
      return { logits: opened, found: measured };
    } finally {
      await opened.close();
    }
  }).finally(progress.clear);
  terminal.out(options.json ? document(logits, found) : picture(logits, found, context));
  if (options.out !== undefined) terminal.err(`${t.written(printable(options.out), written(options).join(', '))}\n`);
}

type Pass = { signal: AbortSignal; onProgress: (progress: { rows: number; total: number }) => void };

/** The figures at the temperature that is used: the one given, or fitted. */
async function measure(logits: Logits, options: Options, { messages }: Context, pass: Pass): Promise<Found> {
  const { fitTemperature, measureLogits, readLabels } = await import('@bridle/pipeline');
  const labels = options.labels === undefined ? null : await readLabels(logits, options.labels);
  const show = { rows: ROWS, classes: options.topK ?? CLASSES };
  if (!options.fitTemperature || !labels) {
    const temperature = options.temperature ?? 1;
    return {
      measure: await measureLogits(logits, { labels, temperature, show, ...pass }),
      before: null,
      fit: null,
      temperature,
    };
  }
  const before = await measureLogits(logits, { labels, ...pass });
  const fit = await fitTemperature(logits, labels, pass);
  if (fit === null) throw new CallError(messages.softmax.noFit);
  const { temperature } = fit;
  return { measure: await measureLogits(logits, { labels, temperature, show, ...pass }), before, fit, temperature };
}

function written({ log, entropy, topK }: Options): string[] {
  return [
    log ? 'log_probabilities' : 'probabilities',
    ...(entropy ? ['entropy'] : []),
    ...(topK ? ['top_classes', 'top_probabilities'] : []),
  ];
}

function document({ tensor, axis, rows, length }: Logits, { measure, before, fit, temperature }: Found): string {
  const { name, dims, type } = tensor;
  const { first, ...figures } = measure;
  return jsonDocument({
    tensor: { name, dims, type, axis },
    ...{ rows, classes: length, temperature },
    ...(fit && { fit: { ...fit, before: before?.quality } }),
    ...figures,
    first,
  });
}

function picture(logits: Logits, { measure, before, fit, temperature }: Found, context: Context): string {
  const { terminal, messages } = context;
  const t = messages.softmax;
  const { name, dims, type } = logits.tensor;
  const shape = t.along(dims.join(' × '), type, String(logits.axis));
  const lines: [string, string][] = [
    [t.logits, t.shape(count(logits.rows), count(logits.length))],
    [t.tensor, name === '' ? shape : `${printable(name)}: ${shape}`],
    [t.temperature, fit ? (fit.atBound ? t.atBound : t.fitted)(figure(temperature)) : figure(temperature)],
  ];
  if (measure.entropy !== null) lines.push([t.entropy, `${figure(measure.entropy)} ${t.nats}`]);
  if (measure.confidence !== null) lines.push([t.confidence, percent(measure.confidence)]);
  if (measure.undefinedRows > 0) lines.push([t.undefined, t.undefinedReason(count(measure.undefinedRows))]);
  const rows = measure.first.map(({ row, top }) => [
    `${t.row} ${count(row + 1)}`,
    ...top.map((one) => `${one.class}: ${percent(one.probability)}`),
  ]);
  const sets = before?.quality && measure.quality ? [[t.before, before.quality], [t.after, measure.quality]] as const : measure.quality ? [[t.labelled, measure.quality]] as const : []; // biome-ignore format: one line
  return sheet([
    facts(lines, terminal),
    sets.length > 0 ? measures(sets, context) : [],
    rows.length > 0 && rows[0].length > 1 ? grid(rows, `l${'l'.repeat(rows[0].length - 1)}`) : [],
  ]);
}
