// The options that say which tensor of a .npy, .npz or .safetensors file is meant, and along which axis its rows run.

import type { Logits, LogitsOptions } from '@bridle/pipeline';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { choiceOption, numberOption } from './options.ts';

export type TensorOptions = { axis?: number; tensor?: string; type?: NonNullable<LogitsOptions['type']> };

/** The types that NumPy has no name for. */
export const tensorTypes = ['bfloat16', 'float8_e4m3fn', 'float8_e5m2'] as const;

/** Adds the options to a command. */
export function addTensorOptions(command: Command, { messages }: Context): Command {
  const { tensors: help } = messages.help;
  return command
    .option('--axis <n>', help.axis, numberOption('--axis', 'whole', messages))
    .option('--tensor <name>', help.tensor)
    .option('--type <type>', help.type, choiceOption('--type', tensorTypes, messages));
}

/** Those of the options that were given. */
function tensorOptions({ axis, tensor, type }: TensorOptions): TensorOptions {
  return Object.fromEntries(Object.entries({ axis, tensor, type }).filter(([, value]) => value !== undefined));
}

/** Whether the words of a call are one file of tensors. */
export function isTensorFile(words: readonly string[]): boolean {
  return words.length === 1 && /\.(npy|npz|safetensors)$/i.test(words[0]);
}

/** Whether the words of a call are one Parquet file, whose columns of lists are logits. */
export function isParquet(words: readonly string[]): boolean {
  return words.length === 1 && /\.parquet$/i.test(words[0]);
}

type Pass = { signal: AbortSignal; onProgress: (progress: { rows: number; total: number }) => void };

/** Opens the logits of a tensor file, or those in a column of lists of a Parquet file with its column of labels. */
export async function openFile(
  file: string,
  options: TensorOptions & { labels?: string },
  pass: Pass,
): Promise<Logits> {
  const { openLogits, openParquetLogits } = await import('@bridle/pipeline');
  const { axis, tensor, labels } = options;
  return isParquet([file])
    ? openParquetLogits(file, { axis, column: tensor, labels, ...pass })
    : openLogits(file, tensorOptions(options));
}

/** Refuses the options where the input is no file of tensors. */
export function refuseTensorOptions(options: TensorOptions, { messages }: Context): void {
  const [given] = Object.keys(tensorOptions(options));
  if (given !== undefined) throw new CallError(messages.softmax.onlyTensors(`--${given}`));
}
