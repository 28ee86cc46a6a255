// bridle import FILE --out MODEL: a classifier of scikit-learn, Spark ML or ONNX as a model.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { interruptible } from '../interrupt.ts';
import { count, figure } from '../output/figures.ts';
import { jsonDocument } from '../output/json.ts';
import { printable } from '../output/text.ts';
import { addExamples } from './examples.ts';

type Options = {
  out: string;
  target?: string;
  features?: string[];
  classes?: string[];
  force?: boolean;
  json?: boolean;
};

export function addImport(program: Command, context: Context): void {
  const { import: help, common } = context.messages.help;
  const command = program
    .command('import')
    .summary(help.about)
    .description(`${help.about}. ${help.detail}`)
    .argument('<file>', help.file)
    .requiredOption('--out <file>', help.out)
    .option('--target <name>', help.target)
    .option('--features <names...>', help.features)
    .option('--classes <names...>', help.classes)
    .option('--force', help.force)
    .option('--json', common.json)
    .action((file: string, options: Options) => importFrom(file, options, context));
  addExamples(command, help.examples, context);
}

async function importFrom(from: string, { json, ...options }: Options, context: Context): Promise<void> {
  const { importModel } = await import('@bridle/pipeline');
  const { terminal, messages } = context;
  const result = await interruptible((signal) => importModel({ from, ...options, signal }));
  const { model, modelPath, source, features, check } = result;
  if (json) {
    const { classes, target } = model;
    terminal.out(jsonDocument({ from, model: modelPath, source, target, classes, features, check }));
    return;
  }
  const t = messages.import;
  const sizes = t.done(printable(source), count(features), count(model.classes.length), printable(modelPath));
  const compared = check ? t.compared(count(check.rows), figure(check.largestDifference, 2)) : t.notCompared;
  terminal.out(`${sizes}\n${compared}\n`);
}
