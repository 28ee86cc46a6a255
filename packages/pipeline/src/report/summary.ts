// The summary of a training without a penalty as sections of the report: likelihood, estimates, tests, marginal effects.

import type { Summary } from '../summary.ts';
import { INTERCEPT } from '../summary.ts';
import type { ReportWords } from '../words/report-words.ts';
import { count, decimal, percent, significant } from './figures.ts';
import { type Html, html } from './html.ts';
import { breakable, section, table } from './page.ts';

/** The section; nothing where there is no summary. */
export function summarySection(summary: Summary | null, words: ReportWords): Html[] {
  if (!summary) return [];
  const t = words.summary;
  const { likelihoodRatio: test, references, incompleteRows } = summary;
  const name = (feature: string) => (feature === INTERCEPT ? t.intercept : feature);
  const errors = summary.cluster === null ? t.errorKinds[summary.errors] : t.clustered({ column: summary.cluster });
  const levels = Object.entries(references).map(([column, level]) => `${column} = ${level}`);
  const facts = [
    [t.rows, count(summary.rows)],
    ...(incompleteRows > 0 ? [[t.incomplete, count(incompleteRows)]] : []),
    [t.logLikelihood, fixed(summary.logLikelihood)],
    [t.nullLogLikelihood, fixed(summary.nullLogLikelihood)],
    [t.r2, decimal(summary.mcfaddenR2)],
    ['AIC · BIC', `${fixed(summary.aic)} · ${fixed(summary.bic)}`],
    [t.modelTest, `χ² = ${fixed(test.statistic)}, df ${count(test.df)}, p ${probability(test.p)}`],
    [t.errors, errors],
    ...(levels.length > 0 ? [[t.references, levels.join(', ')]] : []),
  ];
  const head = ['', t.estimate, t.error, 'z', 'p', t.interval({ confidence: percent(summary.confidence) }), t.odds];
  const classes = [...new Set(summary.coefficients.map((one) => one.class))];
  const estimates = classes.map((label) => {
    const rows = summary.coefficients
      .filter((one) => one.class === label)
      .map((one) => [
        name(one.feature),
        significant(one.estimate, 4),
        significant(one.standardError, 4),
        one.z.toFixed(2).replace('-', '−'),
        probability(one.p),
        `${significant(one.low, 4)} … ${significant(one.high, 4)}`,
        significant(one.oddsRatio, 4),
      ]);
    return html`<h3 class="next">${breakable(t.against({ class: label, base: summary.base }))}</h3>${table(head, rows)}`;
  });
  const tests = summary.tests.map((one) => [one.column, fixed(one.statistic), count(one.df), probability(one.p)]);
  return [
    section(
      t.title,
      html`<p class="note">${t.note}</p>`,
      table(['', ''], facts),
      ...estimates,
      html`<h3 class="next">${t.tests}</h3>${table(['', 'χ²', 'df', 'p'], tests)}`,
      html`<h3 class="next">${t.effects}</h3><p class="note">${t.effectsNote}</p>${effects(summary)}`,
    ),
  ];
}

function effects({ marginalEffects }: Summary): Html {
  const classes = [...new Set(marginalEffects.map((one) => one.class))];
  const features = [...new Set(marginalEffects.map(({ feature }) => feature))];
  const rows = features.map((feature) => [
    feature,
    ...marginalEffects
      .filter((one) => one.feature === feature)
      .map((one) => `${significant(one.effect, 3)} ± ${significant(one.standardError, 2)}`),
  ]);
  return table(['', ...classes], rows);
}

function fixed(x: number): string {
  return x.toFixed(2).replace('-', '−');
}

function probability(p: number): string {
  return p >= 0.0001 || p === 0 ? p.toFixed(4) : significant(p, 2);
}
