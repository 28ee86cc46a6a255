// What a training inside a database or on a server did: its sheet, and its document.

import type { DatabaseResult } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { count, elapsed, figure } from './figures.ts';
import { facts, sheet } from './sheet.ts';
import { printable } from './text.ts';

/** Of a database or of a Spark server. */
type ServerResult = Omit<DatabaseResult, 'database'>;

/** What is told: the table as it is shown, what the solver did, and the command that comes next. */
type Account = { table: string; result: ServerResult; solver: readonly string[]; next: string };

export function databaseAccount({ table, result, solver, next }: Account, { messages, terminal }: Context): string {
  const t = messages.train;
  const { model } = result;
  const left = result.leftOut.map(({ name }) => `− ${printable(name)}`);
  const features = t.featureCount(count(model.weights.length / model.classes.length));
  const { missingTargetRows: missing } = result;
  const { weight: column } = model.training;
  const weights: [string, string][] =
    column === undefined ? [] : [[t.weights, t.weightColumn(printable(column), figure(result.weight ?? 0))]];
  const lines: [string, string][] = [
    [t.data, `${printable(table)} · ${t.rows(count(result.rows))}`],
    [t.target, `${printable(model.target)} · ${t.classes(count(model.classes.length))}`],
    ...(missing > 0 ? [[t.setAside, t.missingTarget(count(missing))] as [string, string]] : []),
    ...(result.zeroWeightRows > 0
      ? [[t.setAside, t.zeroWeight(count(result.zeroWeightRows))] as [string, string]]
      : []),
    [t.features, [features, ...left].join(' · ')],
    ...weights,
    [t.solver, [...solver, elapsed(result.seconds)].join(' · ')],
    [t.objective, result.objective.toFixed(12)],
    [result.converged ? t.converged : t.notConverged, t.gradient(result.gradientNorm.toExponential(1))],
  ];
  const files: [string, string][] = [
    [t.model, printable(result.modelPath)],
    [t.next, next],
  ];
  return sheet([facts(lines, terminal), facts(files, terminal)]);
}

/** A line for each column of texts that are all numbers, unless the call named it a category; '' for none. */
export function databaseNotes(
  { recipe }: DatabaseResult['model'],
  categorical: readonly string[] = [],
  { messages }: Context,
): string {
  const isNumeral = (level: string) => level.trim() !== '' && Number.isFinite(Number(level));
  return recipe.features
    .flatMap((feature) =>
      feature.kind === 'categorical' && !categorical.includes(feature.name) && feature.levels.every(isNumeral)
        ? [`${messages.train.numbersAsTexts(printable(feature.name), count(feature.levels.length))}\n`]
        : [],
    )
    .join('');
}

export function databaseDocument(table: string, { model, modelPath, ...rest }: ServerResult): object {
  const { target, classes, training } = model;
  return { table, target, classes, model: modelPath, l2: training.l2, C: training.C, ...rest };
}
