// The report of an evaluation of a model on a table with known classes.

import type { Model } from 'bridle/learn';
import type { Drift } from '../drift/measure-drift.ts';
import type { Judgement } from '../judge.ts';
import { type Language, languages } from '../words/languages.ts';
import { driftSection } from './drift.ts';
import { count, percent } from './figures.ts';
import { html } from './html.ts';
import { guess, judgement, measures, tiles } from './judgement.ts';
import { breakable, page, section } from './page.ts';

type Facts = { model: Model; modelPath: string; table: string; judged: Judgement; drift: Drift };

/** The report as one HTML file. */
export function evaluationReport(facts: Facts, language: Language): string {
  const { model, modelPath, table, judged, drift } = facts;
  const { evaluation } = judged;
  const words = languages[language].report;
  const title = words.title({ target: model.target, table });
  const base = guess(evaluation);
  const headline = { accuracy: percent(evaluation.accuracy), rows: count(evaluation.rows), part: 'table' } as const;
  return page(language, title, [
    html`<header><h1>${breakable(title)}</h1>
<p class="lead">${words.headline(headline)}</p>
<p class="soft">${words.baseline({ name: model.classes[base.top], accuracy: percent(base.accuracy) })}</p>
${tiles(evaluation, words)}</header>\n`,
    section(words.quality, ...measures([{ name: words.parts.table, evaluation }], words)),
    driftSection(drift, words),
    ...judgement(judged, model.classes, words),
    html`<footer>${words.footer({ model: modelPath })}</footer>`,
  ]);
}
