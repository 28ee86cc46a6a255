// The result of a training, for a person and for a script: data, solver, certificate of the optimum, metrics, files.

import type { TrainResult } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { bytes, count, elapsed, figure, measure } from './figures.ts';
import { measures } from './metrics.ts';
import { facts, sheet } from './sheet.ts';
import { summarySections } from './summary-sheet.ts';
import { printable, shellWord, wrap } from './text.ts';

/** How many columns left out for one reason are named; the rest are only counted. */
const NAMED = 5;

/** The sheet that `bridle train` prints. */
export function account(table: string, result: TrainResult, context: Context): string {
  const { messages, terminal } = context;
  const t = messages.train;
  const sets: [string, TrainResult['training']][] = [[t.training, result.training]];
  if (result.heldOut) sets.push([t.heldOut, result.heldOut]);
  const files: [string, string][] = [[t.model, [printable(result.modelPath), ...sizeOf(result, context)].join(' · ')]];
  if (result.reportPath !== null) files.push([t.report, printable(result.reportPath)]);
  const { embedding } = result.model.reading;
  const beside = embedding ? ` --embeddings ${messages.features.newEmbeddings}` : '';
  files.push([t.next, `bridle predict ${shellWord(result.modelPath)} ${t.newTable}${beside}`]);
  const alike = result.alikeClasses.map((names) =>
    t.alikeClasses(names.map((name) => `"${printable(name)}"`).join(', ')),
  );
  // Without a penalty there is no bound, so the precision of float64 is where every training ends.
  const isPlain = result.fit.stop === 'optimum' || (result.fit.stop === 'precision' && result.fit.l2 === 0);
  const stop = isPlain ? [] : [t.stops[result.fit.stop]];
  const { singleRowClasses: single } = result.penalty;
  const unjudged = single.length === 0 ? [] : [t.singleRowClasses(named(single, context))];
  const warning = [...alike, ...unjudged, ...stop].flatMap((sentence) => wrap(sentence, terminal.columns));
  return sheet([
    facts(story(table, result, context), terminal),
    warning.map(terminal.paint.warn),
    measures(sets, context),
    ...(result.summary ? summarySections(result.summary, context) : []),
    facts(files, terminal),
  ]);
}

/** Data, features, split, solver and certificate. */
function story(table: string, result: TrainResult, context: Context): [label: string, value: string][] {
  const { fit, model } = result;
  const t = context.messages.train;
  const solver = [
    t.solvers[fit.solver],
    t.iterations(count(fit.iterations), count(Math.round(fit.passes))),
    elapsed(fit.seconds),
  ];
  const certificate = [t.gradient(fit.gradientNorm.toExponential(1))];
  if (Number.isFinite(fit.gapBound)) certificate.push(t.gap(fit.gapBound.toExponential(1)));
  const lines: [string, string][] = [
    [t.data, `${printable(table)} · ${t.rows(count(result.rows))}`],
    [t.target, `${printable(model.target)} · ${t.classes(count(model.classes.length))}`],
    [t.features, featuresLine(result, context)],
    ...productsLine(result, context),
    [t.split, splitLine(result, context)],
    ...weightsLine(result, context),
    ...streamedLines(result, context),
    ...choiceLine(result, context),
    [t.solver, solver.join(' · ')],
    ...l1Line(result, context),
    ...rateLine(fit, context),
    [t.objective, fit.objective < 1e-6 ? fit.objective.toExponential(12) : fit.objective.toFixed(12)],
    [fit.converged ? t.converged : t.notConverged, certificate.join(' · ')],
    ...calibrationLine(result, context),
  ];
  if (result.zeroWeightRows > 0) lines.splice(3, 0, [t.setAside, t.zeroWeight(count(result.zeroWeightRows))]);
  if (result.missingTargetRows > 0) lines.splice(3, 0, [t.setAside, t.missingTarget(count(result.missingTargetRows))]);
  return lines;
}

/** The rows that trained, those held out, and whether all of them trained in the end. */
function splitLine({ heldOut, trainRows, testRows, refitRows }: TrainResult, { messages }: Context): string {
  const t = messages.train;
  if (!heldOut) return t.allRows;
  const split = t.heldOutRows(count(trainRows), count(testRows));
  return refitRows === null ? split : `${split} · ${t.refitted(count(refitRows))}`;
}

/** The L1 penalty, and how many features it leaves. */
function l1Line({ fit, features }: TrainResult, { messages }: Context): [string, string][] {
  const t = messages.train;
  if (fit.l1 === undefined) return [];
  return [[t.l1, t.nonzero(figure(fit.l1, 3), count(usedFeatures(fit)), count(features))]];
}

/** Features with a weight other than 0 in some class. */
function usedFeatures({ weights, features }: TrainResult['fit']): number {
  const used = new Set<number>();
  weights.forEach((weight, at) => {
    if (weight !== 0) used.add(at % features);
  });
  return used.size;
}

/** The learning rate, how often the bound shortened it, and the rates that were used. */
function rateLine({ rate }: TrainResult['fit'], { messages }: Context): [string, string][] {
  const t = messages.train;
  if (!rate) return [];
  const { learningRate, steps, capped, firstCapped, shortest, longest } = rate;
  const asked =
    learningRate === null
      ? t.safeRate
      : t.rate(figure(learningRate, 3), count(capped), count(steps), count(firstCapped ?? 0));
  const isVaried = shortest !== null && longest !== null && (capped > 0 || shortest < longest || learningRate === null);
  const range = isVaried ? [t.rateRange(figure(shortest, 3), figure(longest, 3))] : [];
  return [[t.learningRate, [asked, ...range].join(' · ')]];
}

/** The column of the weights and their sum over the training rows, and the weights of the classes. */
function weightsLine({ model, training }: TrainResult, { messages }: Context): [string, string][] {
  const t = messages.train;
  const { weight, classWeights } = model.training;
  const byClass = classWeights?.map((x, k) => `${printable(model.classes[k])} ${figure(x, 3)}`) ?? [];
  const shown = byClass.length > NAMED + 1 ? [...byClass.slice(0, NAMED), t.andMore(byClass.length - NAMED)] : byClass;
  const parts = [
    ...(weight === undefined ? [] : [t.weightColumn(printable(weight), figure(training.weight ?? 0))]),
    ...(classWeights ? [t.classWeights(shown.join(', '))] : []),
  ];
  return parts.length === 0 ? [] : [[t.weights, parts.join(' · ')]];
}

/** Of a training with limited memory: its file, and which rows stand for all. */
function streamedLines({ streamed, training, heldOut }: TrainResult, { messages }: Context): [string, string][] {
  if (streamed === null) return [];
  const t = messages.train;
  const judged = count((heldOut ?? training).rows);
  return [
    [t.memory, t.streamed(bytes(streamed.memory), bytes(streamed.spillBytes))],
    [t.drawn, t.drawnRows(count(streamed.sampleRows), judged)],
  ];
}

/** Which penalty was chosen, from how many, by which folds; nothing where it was given. */
function choiceLine({ penalty, model }: TrainResult, { messages }: Context): [string, string][] {
  const t = messages.train;
  if (penalty.chosen === 'given') return [];
  const { C } = model.training;
  const point = penalty.path.find((one) => one.C === C);
  if (!point) return [[t.penalty, t.notChosen(figure(C ?? Infinity, 3))]];
  const loss = `${measure(point.logLoss)} ± ${measure(point.standardError)}`;
  return [[t.penalty, t.chosen(figure(point.C, 3), count(penalty.path.length), count(penalty.folds), loss)]];
}

/** What calibration does to rows that it was not fitted on; nothing where none was asked for. */
function calibrationLine({ calibration, model }: TrainResult, { messages }: Context): [string, string][] {
  const t = messages.train;
  const { asked, method, before, after } = calibration;
  if (!before || !after || asked === 'none') return [];
  const tried = t.calibrations[asked === 'auto' ? 'temperature' : asked];
  const losses = `${measure(before.logLoss)} → ${measure(after.logLoss)}`;
  if (method === 'none') return [[t.calibration, t.notCalibrated(tried, losses)]];
  const { calibration: map } = model;
  const name = map?.method === 'temperature' ? `${tried} ${figure(map.temperature, 3)}` : tried;
  return [[t.calibration, t.calibrated(name, losses, `${measure(before.ece)} → ${measure(after.ece)}`)]];
}

/** How many features, and which columns were left out for which reason. */
function featuresLine({ features, leftOut }: TrainResult, context: Context): string {
  const t = context.messages.train;
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  const groups = reasons.map((reason) => {
    const names = leftOut.filter((column) => column.reason === reason).map(({ name }) => name);
    return t.leftOut(named(names, context), t.reasons[reason]);
  });
  return [t.featureCount(count(features)), ...groups].join(' · ');
}

/** The size of a model with texts, and of its lists of n-grams. */
function sizeOf({ model, modelBytes }: TrainResult, { messages }: Context): string[] {
  const texts = model.recipe.features.filter((feature) => feature.kind === 'text');
  if (texts.length === 0) return [];
  const listed = texts.reduce((sum, { terms, counts, bits }) => {
    return bits === null ? sum + Buffer.byteLength(terms.join(' ')) + counts.join(' ').length : sum;
  }, 0);
  return [bytes(modelBytes), ...(listed > 0 ? [messages.train.sizeOfTerms(bytes(listed))] : [])];
}

/** The products of columns that were asked for. */
function productsLine({ model }: TrainResult, context: Context): [string, string][] {
  const products = model.recipe.features.filter(({ kind }) => kind === 'product').map(({ name }) => name);
  return products.length === 0 ? [] : [[context.messages.features.products, named(products, context)]];
}

/** The first few names, and how many more there are. */
function named(names: readonly string[], { messages }: Context): string {
  const shown = names.map(printable);
  const cut = names.length > NAMED + 1;
  return (cut ? [...shown.slice(0, NAMED), messages.train.andMore(names.length - NAMED)] : shown).join(', ');
}

/** The document of --json; the weights are in the model file. */
export function documentOf(table: string, result: TrainResult): object {
  const { model, modelPath, reportPath, fit, training, heldOut, ...rest } = result;
  const { solver, l2, iterations, passes, converged, stop, objective, logLoss, gradientNorm, gapBound, seconds, rate } =
    fit;
  return {
    table,
    target: model.target,
    classes: model.classes,
    model: modelPath,
    report: reportPath,
    ...rest,
    solver,
    l2,
    C: model.training.C,
    iterations,
    passes,
    converged,
    stop,
    objective,
    logLoss,
    gradientNorm,
    gapBound,
    ...(fit.l1 !== undefined && { l1: fit.l1, usedFeatures: usedFeatures(fit) }),
    ...(rate && { rate }),
    fitSeconds: seconds,
    training,
    heldOut,
  };
}
