// How the penalty was chosen, as a curve of the log-loss over C with its standard errors, and what calibration does to
// rows that it was not fitted on, as two reliability diagrams.

import type { CalibrationAccount, PathPoint, PenaltyAccount } from 'bridle/learn';
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import type { ReportWords } from '../words/report-words.ts';
import { count, decimal, percent, significant } from './figures.ts';
import { type Html, html } from './html.ts';
import { section, table } from './page.ts';
import { diagram } from './reliability.ts';

const WIDTH = 380;
const HEIGHT = 260;
const LEFT = 52;
const RIGHT = 370;
const TOP = 26;
const BOTTOM = 212;

/** The section on the penalty; nothing where it was given. */
export function penaltyPath(
  { chosen, folds, path }: PenaltyAccount,
  chosenC: number | null,
  words: ReportWords,
): Html[] {
  if (chosen === 'given' || path.length === 0) return [];
  const smallest = path.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  const best = path.find((point) => point.C === chosenC) ?? smallest;
  const facts = { C: significant(smallest.C, 3), values: count(path.length), folds: count(folds) };
  const stronger = best === smallest ? '' : words.oneStandardError({ C: significant(best.C, 3) });
  const rows = path.map(({ C, l1, l2, logLoss, standardError }) => [
    significant(C, 3),
    significant(l1 ?? l2, 3),
    decimal(logLoss),
    decimal(standardError),
  ]);
  return [
    section(
      words.penaltyPath,
      html`<p class="note">${words.penaltyPathNote(facts)} ${stronger}</p>`,
      html`<figure>${curve(path, best, words)}</figure>`,
      html`<details><summary>${words.asTable}</summary>${table(['C', path[0].l1 === undefined ? 'λ' : 'λ₁', words.measures.logLoss, words.standardError], rows)}</details>`,
    ),
  ];
}

function curve(path: readonly PathPoint[], best: PathPoint, words: ReportWords): Html {
  const x = scaleLog([path[0].C, path[path.length - 1].C], [LEFT + 6, RIGHT - 6]);
  const most = Math.max(...path.map(({ logLoss, standardError }) => logLoss + standardError));
  const y = scaleLinear([0, most], [BOTTOM, TOP]).nice(4);
  const along = line<PathPoint>(
    (point) => x(point.C),
    (point) => y(point.logLoss),
  );
  const yTicks = y.ticks(4).map(
    (tick) => html`
<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/>
<text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${significant(tick, 2)}</text>`,
  );
  const powers = path.filter(({ C }) => Number.isInteger(Math.round(1000 * Math.log10(C)) / 2000));
  // With L1 the grid begins at a C of the data.
  const marked = powers.length > 0 ? powers : path.filter((_, i) => i % 4 === 0);
  const xTicks = marked.map(({ C }) => {
    const label = powers.length > 0 ? powerOfTen(C) : significant(C, 2);
    return html`<text x="${x(C)}" y="${BOTTOM + 16}" text-anchor="middle">${label}</text>\n`;
  });
  const points = path.map(
    (point) => html`
<line class="range" x1="${x(point.C)}" x2="${x(point.C)}" y1="${y(Math.max(0, point.logLoss - point.standardError))}" y2="${y(point.logLoss + point.standardError)}"/>
<circle class="point" cx="${x(point.C)}" cy="${y(point.logLoss)}" r="${point === best ? 6 : 3}"><title>C = ${significant(point.C, 3)}: ${decimal(point.logLoss)} ± ${decimal(point.standardError)}</title></circle>`,
  );
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words.penaltyPath}">${yTicks}${xTicks}
<line class="perfect" x1="${x(best.C)}" x2="${x(best.C)}" y1="${TOP}" y2="${BOTTOM}"/>
<path class="curve" d="${along([...path]) ?? ''}"/>${points}
<text x="${LEFT}" y="${TOP - 12}">${words.measures.logLoss}</text>
<text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 36}" text-anchor="middle">${words.weakerPenalty}</text>
</svg>`;
}

function powerOfTen(C: number): string {
  const exponent = Math.round(Math.log10(C));
  return `10${String(exponent).replace(/./g, (c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]))}`;
}

/** The section on the calibration; nothing where none was tried. */
export function calibrationSection(account: CalibrationAccount, words: ReportWords): Html[] {
  const { asked, method, before, after } = account;
  if (!before || !after || asked === 'none') return [];
  const tried = words.calibrations[asked === 'auto' ? 'temperature' : asked];
  const verdict = method === 'none' ? words.notCalibrated({ method: tried }) : words.calibrated({ method: tried });
  const rows = (['accuracy', 'logLoss', 'brier', 'ece'] as const).map((key) => {
    const figure = key === 'accuracy' || key === 'ece' ? percent : decimal;
    return [words.measures[key], figure(before[key]), figure(after[key])];
  });
  return [
    section(
      words.calibration,
      html`<p>${verdict}</p>`,
      html`<p class="note">${words.calibrationNote({ rows: count(before.rows) })}</p>`,
      table(['', words.before, words.after], rows),
      html`<div class="columns"><figure><h3>${words.before}</h3>${diagram(before, words, words.before)}</figure>
<figure><h3>${words.after}</h3>${diagram(after, words, words.after)}</figure></div>`,
    ),
  ];
}
