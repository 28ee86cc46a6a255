// The summary of a training without a penalty, as statisticians print it: the likelihood, the estimates of each class
// against the base, the tests of the columns, the average marginal effects. All digits are in --json.

import type { Summary } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { grid } from './drawing.ts';
import { count, figure, percent } from './figures.ts';
import { facts } from './sheet.ts';
import { printable, truncate } from './text.ts';

const NAME = 32;

/** The sections of the sheet. */
export function summarySections(summary: Summary, context: Context): string[][] {
  const { messages, terminal } = context;
  const t = messages.summary;
  const { likelihoodRatio: test, references } = summary;
  const short = (name: string) => truncate(printable(name === '(intercept)' ? t.intercept : name), NAME);
  const lines: [string, string][] = [
    [
      t.likelihood,
      t.likelihoods(fixed(summary.logLikelihood), fixed(summary.nullLogLikelihood), summary.mcfaddenR2.toFixed(4)),
    ],
    [t.criteria, `AIC ${fixed(summary.aic)} · BIC ${fixed(summary.bic)}`],
    [t.modelTest, `χ² = ${fixed(test.statistic)} · df ${count(test.df)} · p ${probability(test.p)}`],
    [t.errors, summary.cluster === null ? t.errorKinds[summary.errors] : t.clustered(printable(summary.cluster))],
  ];
  const levels = Object.entries(references).map(([column, level]) => `${printable(column)} = ${printable(level)}`);
  if (levels.length > 0) lines.push([t.references, levels.join(' · ')]);
  if (summary.incompleteRows > 0) lines.unshift([t.leftOut, t.incomplete(count(summary.incompleteRows))]);
  const classes = [...new Set(summary.coefficients.map((one) => one.class))];
  const interval = t.interval(percent(summary.confidence).replace(/\.0+%$/, '%'));
  const estimates = classes.map((name) => {
    const rows = summary.coefficients
      .filter((one) => one.class === name)
      .map((one) => [
        short(one.feature),
        digits(one.estimate),
        digits(one.standardError),
        one.z.toFixed(2),
        probability(one.p),
        `${digits(one.low)} … ${digits(one.high)}`,
        digits(one.oddsRatio),
      ]);
    const head = [t.against(short(name), short(summary.base)), t.estimate, t.error, 'z', 'p', interval, t.odds];
    return grid([head.map(terminal.paint.dim), ...rows], 'lrrrrrr');
  });
  const tests = summary.tests.map((one) => [
    short(one.column),
    fixed(one.statistic),
    count(one.df),
    probability(one.p),
  ]);
  const effects = effectRows(summary, short);
  return [
    facts(lines, terminal),
    ...estimates,
    grid([[t.column, 'χ²', 'df', 'p'].map(terminal.paint.dim), ...tests], 'lrrr'),
    grid([[t.effects, ...effects.classes.map(short)].map(terminal.paint.dim), ...effects.rows], `l${'r'.repeat(99)}`),
  ];
}

/** A row for each feature, a column for each class: effect ± standard error. */
function effectRows({ marginalEffects }: Summary, short: (name: string) => string) {
  const classes = [...new Set(marginalEffects.map((one) => one.class))];
  const features = [...new Set(marginalEffects.map(({ feature }) => feature))];
  const rows = features.map((feature) => [
    short(feature),
    ...classes.map((name) => {
      const one = marginalEffects.find((effect) => effect.feature === feature && effect.class === name);
      return one ? `${digits(one.effect)} ± ${digits(one.standardError)}` : '';
    }),
  ]);
  return { classes, rows };
}

function digits(x: number): string {
  return figure(x, 4);
}

function fixed(x: number): string {
  return x.toFixed(2);
}

/** A p-value: four decimals, or a power of ten. */
function probability(p: number): string {
  return p >= 0.0001 || p === 0 ? p.toFixed(4) : p.toExponential(1);
}
