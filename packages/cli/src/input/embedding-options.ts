// The options of an array of embeddings beside the table, the same for every command that reads a table for a model.

import type { EvaluateOptions } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { choiceOption } from './options.ts';
import { tensorTypes } from './tensor-options.ts';

export type EmbeddingOptions = Pick<EvaluateOptions, 'embeddings' | 'tensor' | 'type'>;

/** Adds the options to a command. */
export function addEmbeddingOptions(command: Command, { messages }: Context): Command {
  const { embeddings: help } = messages.help;
  return command
    .option('--embeddings <file>', help.file)
    .option('--tensor <name>', help.tensor)
    .option('--type <type>', help.type, choiceOption('--type', tensorTypes, messages));
}

/** Those of the options that were given; the name and the type of an array need one. */
export function embeddingOptions({ embeddings, tensor, type }: EmbeddingOptions, context: Context): EmbeddingOptions {
  const given = Object.entries({ embeddings, tensor, type }).filter(([, value]) => value !== undefined);
  if (embeddings === undefined && given.length > 0) {
    throw new CallError(context.messages.features.needsEmbeddings(`--${given[0][0]}`));
  }
  return Object.fromEntries(given);
}
