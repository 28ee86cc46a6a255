// bridle show MODEL: what a model predicts, from which columns, how it was trained, and its largest weights.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { jsonDocument } from '../output/json.ts';
import { modelDocument, modelSheet } from '../output/model-sheet.ts';
import { addExamples } from './examples.ts';

export function addShow(program: Command, context: Context): void {
  const { show: help, common } = context.messages.help;
  const command = program
    .command('show')
    .summary(help.about)
    .description(`${help.about}.`)
    .argument('<model>', common.model)
    .option('--json', common.json)
    .action(async (path: string, options: { json?: boolean }) => {
      const { readModel } = await import('@bridle/pipeline');
      const model = await readModel(path);
      context.terminal.out(options.json ? jsonDocument(modelDocument(path, model)) : modelSheet(path, model, context));
    });
  addExamples(command, help.examples, context);
}
