// Examples below a command's help, each a line that can be pasted.

import type { Command } from 'commander';
import type { Context } from '../context.ts';

export function addExamples(command: Command, examples: readonly string[], { messages, terminal }: Context): void {
  const title = terminal.paint.bold(messages.help.titles['Examples:']);
  command.addHelpText('after', `\n${title}\n${examples.map((example) => `  ${example}`).join('\n')}`);
}
