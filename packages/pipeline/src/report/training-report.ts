// The report of a training: the data, the certificate of the optimum, the quality on held-out rows, the largest weights,
// and how to use the model.

import { columnsOf, type Evaluation, type RateTrace } from 'bridle/learn';
import type { Judgement } from '../judge.ts';
import type { TrainResult } from '../train-result.ts';
import { type Language, languages } from '../words/languages.ts';
import type { ReportWords } from '../words/report-words.ts';
import { calibrationSection, penaltyPath } from './choice.ts';
import { coefficients } from './coefficients.ts';
import { count, decimal, percent, significant } from './figures.ts';
import { type Html, html } from './html.ts';
import { guess, judgement, measures, tiles } from './judgement.ts';
import { bar, breakable, page, section, table } from './page.ts';
import { summarySection } from './summary.ts';

const MOST_CLASSES = 24;

/** The report as one HTML file. */
export function trainingReport(
  result: TrainResult,
  found: Pick<Judgement, 'mistakes' | 'abstentions'>,
  language: Language,
): string {
  const words = languages[language].report;
  const { model, heldOut, training } = result;
  const judged = heldOut ?? training;
  const title = words.title({ target: model.target, table: model.training.table });
  const part = heldOut ? 'heldOut' : 'training';
  const base = guess(judged);
  const parts = [
    ...(heldOut ? [{ name: words.parts.heldOut, evaluation: heldOut }] : []),
    { name: words.parts.training, evaluation: training },
  ];
  return page(language, title, [
    html`<header><h1>${breakable(title)}</h1>
<p class="lead">${words.headline({ accuracy: percent(judged.accuracy), rows: count(judged.rows), part })}</p>
<p class="soft">${words.baseline({ name: model.classes[base.top], accuracy: percent(base.accuracy) })}</p>
${heldOut ? [] : html`<p class="warning">${words.noHoldout}</p>`}
${tiles(judged, words)}</header>\n`,
    dataSection(result, words),
    trainingSection(result, words),
    ...penaltyPath(result.penalty, model.training.C, words),
    ...calibrationSection(result.calibration, words),
    ...summarySection(result.summary, words),
    section(words.quality, ...measures(parts, words)),
    ...judgement({ evaluation: judged, ...found }, model.classes, words),
    coefficients(model, words),
    usage(result.modelPath, words),
  ]);
}

function dataSection(result: TrainResult, words: ReportWords): Html {
  const { model, heldOut, training, leftOut } = result;
  const { holdout, seed } = model.training;
  const note = words.testRowsNote({ holdout: percent(holdout), seed: String(seed) });
  const again = result.refitRows === null ? [] : [[words.refitRows, count(result.refitRows)]];
  const rows = [
    [words.dataRows.rows, count(result.rows)],
    [words.dataRows.trainRows, count(result.trainRows)],
    [words.dataRows.testRows, holdout > 0 ? html`${count(result.testRows)} <span class="note">${note}</span>` : '0'],
    ...again,
    ...(result.missingTargetRows > 0 ? [[words.dataRows.missingTargetRows, count(result.missingTargetRows)]] : []),
    ...weightRows(result, words),
    [words.dataRows.columns, count(columnsOf(model.recipe).length)],
    [words.dataRows.features, count(result.features)],
  ];
  const reasons = leftOut.map(({ name, reason }) => [name, words.reasons[reason]]);
  return section(
    words.data,
    html`<div class="columns"><div>${table(['', ''], rows)}</div>
<div><h3>${words.classes}</h3>${classRows((heldOut ?? training).perClass, model.classes, words)}</div></div>`,
    ...(reasons.length > 0 ? [html`<h3 class="next">${words.leftOut}</h3>`, table(['', ''], reasons)] : []),
  );
}

/** The rows of each class, or what there is to say of many. */
function classRows(perClass: Evaluation['perClass'], classes: readonly string[], words: ReportWords): Html {
  const sizes = perClass.map(({ support }) => support);
  const sorted = [...sizes].sort((a, b) => a - b);
  const [least, median, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) => sorted[at]);
  if (sizes.length <= MOST_CLASSES) {
    return table(
      ['', '', ''],
      sizes.map((support, k) => [classes[k], count(support), bar(support / most)]),
    );
  }
  const figures = { least: count(least), median: count(median), most: count(most) };
  return html`<p>${words.classSizes({ classes: count(sizes.length), ...figures })}</p>`;
}

function weightRows({ model, training }: TrainResult, words: ReportWords): [string, string][] {
  const { weight, classWeights } = model.training;
  const column = (name: string) => words.weightColumn({ column: name, total: significant(training.weight ?? 0, 6) });
  const byClass = classWeights?.slice(0, 24).map((x, k) => `${model.classes[k]} ${significant(x, 3)}`) ?? [];
  return [
    ...(weight === undefined ? [] : [[words.weights, column(weight)] as [string, string]]),
    ...(byClass.length === 0 ? [] : [[words.classWeights, byClass.join(', ')] as [string, string]]),
  ];
}

function trainingSection({ model, fit }: TrainResult, words: ReportWords): Html {
  const { l2, C, standardize } = model.training;
  const gradient = significant(fit.gradientNorm, 2);
  const gap = significant(fit.gapBound, 2);
  const { rate } = fit;
  const solver = words.solvers[fit.solver];
  const steps = { solver, iterations: count(fit.iterations), seconds: significant(fit.seconds, 2) };
  const penalty =
    fit.l1 !== undefined
      ? words.l1({
          l1: significant(fit.l1, 4),
          l2: significant(l2, 4),
          used: count(
            new Set([...fit.weights.keys()].filter((at) => fit.weights[at] !== 0).map((at) => at % fit.features)).size,
          ),
          features: count(fit.features),
        })
      : C === null
        ? words.noPenalty
        : words.penalty({
            l2: significant(l2, 4),
            C: significant(C, 4),
            rows: count(model.training.rows),
            two: model.classes.length === 2,
          });
  const verdict = () => {
    if (fit.stop === 'separated') return html`<p class="warning">${words.separated}</p>`;
    if (fit.stop === 'stuck') return html`<p class="warning">${words.stuck({ gradient, gap })}</p>`;
    if (!fit.converged) return html`<p class="warning">${words.notConverged({ gradient, gap })}</p>`;
    if (l2 === 0 && fit.l1 === undefined) return html`<p>${words.certificateNoGap({ gradient })}</p>`;
    // With a very small penalty, float64 precision ends long before the bound is informative.
    const certified = fit.stop === 'optimum' || fit.gapBound <= 1e-6 * fit.objective;
    return html`<p>${(certified ? words.certificate : words.uncertified)({ gradient, gap })}</p>`;
  };
  const objective = {
    objective: fit.objective.toPrecision(12),
    loss: decimal(fit.logLoss),
    penalty: decimal(fit.objective - fit.logLoss),
  };
  return section(
    words.training,
    html`<p>${words.objective(objective)} ${penalty} ${standardize ? words.standardized : words.notStandardized}</p>`,
    html`<p>${words.solver(steps)}${rate === undefined ? '' : ` ${words.rate(rateFacts(rate))}`}</p>`,
    verdict(),
  );
}

function rateFacts({ learningRate, steps, capped, firstCapped, shortest, longest }: RateTrace) {
  const figures = { steps: count(steps), capped: count(capped), first: count(firstCapped ?? 0) };
  return {
    asked: learningRate === null ? null : significant(learningRate, 3),
    ...figures,
    shortest: significant(shortest ?? 0, 3),
    longest: significant(longest ?? 0, 3),
  };
}

function usage(model: string, words: ReportWords): Html {
  const command = `npx bridle predict ${quotedForShell(model)} new.csv --out predictions.csv`;
  return html`${[section(words.usage, html`<p>${words.usageNote}</p>`, html`<pre>${command}</pre>`)]}
<footer>${words.footer({ model })}</footer>`;
}

function quotedForShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
