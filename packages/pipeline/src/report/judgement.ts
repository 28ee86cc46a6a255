// The sections on a model's quality, shared by the training report and the evaluation report: measures, confusion,
// classes, reliability, risk and coverage, mistakes.

import { log } from 'bridle';
import type { Evaluation } from 'bridle/learn';
import type { FullEvaluation, Judgement, Mistake } from '../judge.ts';
import type { ReportWords } from '../words/report-words.ts';
import { confusionSection } from './confusion.ts';
import { count, decimal, percent } from './figures.ts';
import { type Html, html } from './html.ts';
import { section, table } from './page.ts';
import { perClassSection } from './per-class.ts';
import { reliability } from './reliability.ts';
import { riskCoverageSection } from './risk-coverage.ts';

type Judged = Evaluation & { intervals?: FullEvaluation['intervals'] };
type Measures = Pick<Evaluation, 'accuracy' | 'logLoss' | 'brier' | 'ece'>;

/** The most frequent class, and the measures of predicting the class shares for every row: a baseline for any model. */
export function guess(evaluation: Evaluation): { top: number } & Omit<Measures, 'ece'> {
  const shares = evaluation.perClass.map(({ support }) => support / evaluation.rows);
  const accuracy = Math.max(...shares);
  return {
    top: shares.indexOf(accuracy),
    accuracy,
    logLoss: shares.reduce((sum, p) => (p > 0 ? sum - p * log(p) : sum), 0),
    brier: 1 - shares.reduce((sum, p) => sum + p * p, 0),
  };
}

/** The four measures in large type. */
export function tiles({ accuracy, logLoss, brier, ece }: Measures, words: ReportWords): Html {
  const figures = { accuracy: percent(accuracy), logLoss: decimal(logLoss), brier: decimal(brier), ece: percent(ece) };
  const each = Object.entries(figures).map(([key, figure]) => {
    const name = words.measures[key as keyof Measures];
    return html`<div class="tile" title="${words.measureNotes[key as keyof Measures]}"><b>${figure}</b><span>${name}</span></div>`;
  });
  return html`<div class="tiles">${each}</div>`;
}

/** The measures of several parts side by side, with their intervals, the baseline and the meaning of each measure. */
export function measures(parts: { name: string; evaluation: Judged }[], words: ReportWords): Html[] {
  const base = guess(parts[0].evaluation);
  const keys = ['accuracy', 'logLoss', 'brier', 'ece'] as const;
  const rows = keys.map((key) => {
    const figure = key === 'accuracy' || key === 'ece' ? percent : decimal;
    return [
      words.measures[key],
      ...parts.map(({ evaluation }) => {
        const interval = evaluation.intervals?.[key];
        const range = interval && html`<small class="soft">${figure(interval.low)} – ${figure(interval.high)}</small>`;
        return html`${figure(evaluation[key])}${range ?? ''}`;
      }),
      html`${key === 'ece' ? '–' : figure(base[key])}`,
    ];
  });
  const all = table([words.measure, ...parts.map(({ name }) => name), words.parts.guess], rows);
  const hasRanges = parts.some(({ evaluation }) => evaluation.intervals);
  const meanings = keys.map((key) => html`<dt>${words.measures[key]}</dt><dd>${words.measureNotes[key]}</dd>\n`);
  return [
    all,
    ...(hasRanges ? [html`<p class="note">${words.intervalsNote}</p>`] : []),
    html`<dl class="note">${meanings}</dl>`,
  ];
}

/** Confusion, class by class, reliability, what a threshold gains, and the mistakes. */
export function judgement(
  { evaluation, abstentions, mistakes }: Judgement,
  classes: string[],
  words: ReportWords,
): Html[] {
  return [
    confusionSection(evaluation.confusion, classes, words),
    perClassSection(evaluation, classes, words),
    reliability(evaluation, words),
    riskCoverageSection(evaluation, abstentions, words),
    mistakesSection(mistakes, classes, words),
  ];
}

function mistakesSection(mistakes: Mistake[], classes: string[], words: ReportWords): Html {
  if (mistakes.length === 0) return section(words.mistakes, html`<p>${words.noMistakes}</p>`);
  const { row, probability, probabilityOfTruth } = words.mistakeColumns;
  const rows = mistakes.map((mistake) => [
    count(mistake.row),
    classes[mistake.truth],
    classes[mistake.predicted],
    percent(mistake.probability),
    percent(mistake.probabilityOfTruth),
  ]);
  return section(
    words.mistakes,
    html`<p class="note">${words.mistakesNote}</p>`,
    table([row, words.truth, words.predicted, probability, probabilityOfTruth], rows),
  );
}
