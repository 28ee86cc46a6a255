// The risk–coverage curve of a report: how accurate the rows are that a threshold on the largest probability keeps, and
// which threshold gives a wanted accuracy.

import type { RejectThreshold } from 'bridle/learn';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Abstention, FullEvaluation } from '../judge.ts';
import type { ReportWords } from '../words/report-words.ts';
import { count, decimal, percent } from './figures.ts';
import { type Html, html } from './html.ts';
import { section, table } from './page.ts';

const WIDTH = 380;
const HEIGHT = 260;
const LEFT = 52;
const RIGHT = 366;
const TOP = 28;
const BOTTOM = 212;
const COVERAGES = [1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
/** Of fewer rows an accuracy is mostly chance, so they do not decide the axis. */
const LEAST_COVERAGE = 0.05;

/** The section: the curve, the thresholds of wanted accuracies, and the curve as a table. */
export function riskCoverageSection(
  { accuracy, riskCoverage }: Pick<FullEvaluation, 'accuracy' | 'riskCoverage'>,
  abstentions: readonly Abstention[],
  words: ReportWords,
): Html {
  const t = words.riskCoverage;
  if (accuracy === 1) return section(t.title, html`<p>${t.perfect}</p>`);
  const { aurc, optimalAurc, curve } = riskCoverage;
  const area = { aurc: decimal(aurc), optimal: decimal(optimalAurc), random: decimal(1 - accuracy) };
  const marked = abstentions.find(({ reject }) => reject !== null);
  const wanted = abstentions.map(({ wanted: asked, reject }) =>
    reject === null ? [percent(asked), t.unreachable, '–', '–', '–'] : [percent(asked), ...figuresOf(reject)],
  );
  const rows = COVERAGES.flatMap((coverage) => {
    const point = curve.find((one) => one.coverage >= coverage);
    return point ? [point] : [];
  }).filter((point, i, all) => point !== all[i - 1]);
  const head = [t.threshold, t.coverage, t.kept, t.accuracy];
  return section(
    t.title,
    html`<p class="note">${t.note}</p>`,
    html`<figure>${curvePlot(curve, marked, words)}</figure>`,
    ...(wanted.length > 0 ? [table([t.wanted, ...head], wanted)] : []),
    html`<p class="note">${t.aurc(area)}</p>`,
    html`<details><summary>${words.asTable}</summary>${table(head, rows.map(figuresOf))}</details>`,
  );
}

function figuresOf({ threshold, coverage, rows, accuracy }: RejectThreshold): string[] {
  return [thresholdText(threshold), percent(coverage), count(rows), percent(accuracy)];
}

/** Rounded down, so that the rows at the threshold are kept. */
function thresholdText(threshold: number): string {
  return (Math.floor(threshold * 1e6) / 1e6).toFixed(6);
}

function curvePlot(curve: readonly RejectThreshold[], marked: Abstention | undefined, words: ReportWords): Html {
  const t = words.riskCoverage;
  const shown = curve.filter(({ coverage }) => coverage >= LEAST_COVERAGE);
  const least = Math.min(0.95, ...shown.map(({ accuracy }) => accuracy));
  const x = scaleLinear([0, 1], [LEFT, RIGHT]).interpolate(tenths);
  const y = scaleLinear([least, 1], [BOTTOM, TOP]).nice(4).clamp(true).interpolate(tenths);
  const along = line<RejectThreshold>(
    (point) => x(point.coverage),
    (point) => y(point.accuracy),
  );
  const grid = y.ticks(4).map(
    (tick) => html`
<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/>
<text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${Number((100 * tick).toFixed(2))}</text>`,
  );
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (tick) => html`<text x="${x(tick)}" y="${BOTTOM + 16}" text-anchor="middle">${100 * tick}</text>\n`,
  );
  const points = curve.map((point) => {
    const [threshold, coverage, rows, accuracy] = figuresOf(point);
    const tooltip = t.tooltip({ threshold, coverage, rows, accuracy });
    return html`<circle class="hit" cx="${x(point.coverage)}" cy="${y(point.accuracy)}" r="4"><title>${tooltip}</title></circle>\n`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${t.title}">${grid}${ticks}
${marked?.reject ? mark(marked.reject, x(marked.reject.coverage), y(marked.reject.accuracy), words) : []}
<path class="curve" d="${along([...curve]) ?? ''}"/>${points}
<text x="${LEFT}" y="${TOP - 14}">${t.accuracy} (%)</text>
<text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 36}" text-anchor="middle">${t.coverage} (%)</text>
</svg>`;
}

/** Between two places, to a tenth of a unit. */
function tenths(from: number, to: number): (share: number) => number {
  return (share) => Math.round(10 * (from + share * (to - from))) / 10;
}

/** The threshold, as a line down to the axis with its name on the side that has room. */
function mark({ threshold }: RejectThreshold, x: number, y: number, words: ReportWords): Html {
  const isRight = x > (LEFT + RIGHT) / 2;
  const name = words.riskCoverage.mark({ threshold: thresholdText(threshold) });
  return html`<line class="perfect" x1="${x}" x2="${x}" y1="${y}" y2="${BOTTOM}"/>
<text x="${isRight ? x - 6 : x + 6}" y="${BOTTOM - 8}" text-anchor="${isRight ? 'end' : 'start'}">${name}</text>
<circle class="point" cx="${x}" cy="${y}" r="5"/>`;
}
