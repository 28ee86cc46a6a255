// The reliability diagram (DeGroot and Fienberg 1983): of the rows predicted with 80 % probability, how many are correct.
// The points of a calibrated model lie on the diagonal up to chance: the band is the 95 % interval of Wilson (1927). The
// bars below count the rows.

import type { CalibrationBin, Evaluation } from 'bridle/learn';
import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import type { ReportWords } from '../words/report-words.ts';
import { count, percent } from './figures.ts';
import { type Html, html } from './html.ts';
import { section, table } from './page.ts';

const WIDTH = 380;
const LEFT = 46;
const RIGHT = 370;
const TOP = 12;
const BOTTOM = 320;
const BARS_TOP = 350;
const BARS_BOTTOM = 400;
const HEIGHT = 440;
const SLOPE = -43.6; // degrees, of the diagonal on the page
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** The diagram, and its numbers as a table. */
export function reliability(evaluation: Evaluation, words: ReportWords): Html {
  const bins = evaluation.bins.filter((bin) => bin.count > 0);
  const rows = bins.map((bin) => [
    `${percent(bin.lower)} – ${percent(bin.upper)}`,
    count(bin.count),
    percent(bin.confidence),
    percent(bin.accuracy),
  ]);
  const head = [words.confidence, words.rowsInBin, words.confidence, words.shareRight];
  return section(
    words.reliability,
    html`<p class="note">${words.reliabilityNote}</p>`,
    html`<figure>${diagram(evaluation, words, words.reliability)}</figure>`,
    html`<details><summary>${words.asTable}</summary>${table(head, rows)}</details>`,
  );
}

/** The diagram alone, with a name for those who cannot see it. */
export function diagram(evaluation: Pick<Evaluation, 'bins'>, words: ReportWords, name: string): Html {
  const bins = evaluation.bins.filter((bin) => bin.count > 0);
  const x = scaleLinear([0, 1], [LEFT, RIGHT]);
  const y = scaleLinear([0, 1], [BOTTOM, TOP]);
  const most = Math.max(...bins.map((bin) => bin.count));
  const height = scaleLinear([0, most], [0, BARS_BOTTOM - BARS_TOP]);
  const band = area<CalibrationBin>(
    (bin) => x(bin.confidence),
    (bin) => y(interval(bin)[0]),
    (bin) => y(interval(bin)[1]),
  );
  const grid = TICKS.map(
    (tick) => html`
<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${BOTTOM}"/>
<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/>
<text x="${x(tick)}" y="${BOTTOM + 16}" text-anchor="middle">${100 * tick}</text>
<text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${100 * tick}</text>`,
  );
  const bars = bins.map(
    (bin) => html`
<rect class="count" x="${x(bin.lower) + 1}" width="${x(bin.upper) - x(bin.lower) - 2}" y="${BARS_BOTTOM - height(bin.count)}" height="${height(bin.count)}"><title>${tooltip(bin, words)}</title></rect>`,
  );
  const points = bins.map(
    (bin) => html`
<line class="range" x1="${x(bin.confidence)}" x2="${x(bin.confidence)}" y1="${y(interval(bin)[0])}" y2="${y(interval(bin)[1])}"/>
<circle class="point" cx="${x(bin.confidence)}" cy="${y(bin.accuracy)}" r="5"><title>${tooltip(bin, words)}</title></circle>`,
  );
  const middle = (LEFT + RIGHT) / 2;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}">${grid}
<line class="perfect" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>
<text x="${x(0.04)}" y="${y(0.95)}">${words.shareRight} (%)</text>
<text transform="translate(${x(0.3)} ${y(0.3) - 8}) rotate(${SLOPE})" text-anchor="middle">${words.perfect}</text>
<path class="band" d="${band(bins) ?? ''}"/>${points}${bars}
<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${BARS_BOTTOM}" y2="${BARS_BOTTOM}"/>
<text x="${LEFT - 8}" y="${BARS_TOP + 8}" text-anchor="end">${count(most)}</text>
<text x="${middle}" y="${BARS_BOTTOM + 26}" text-anchor="middle">${words.confidence} (%)</text>
</svg>`;
}

/** Wilson's 95 % interval of the share of correct rows. */
function interval({ count: n, accuracy }: CalibrationBin): [low: number, high: number] {
  const z = 1.96;
  const centre = (accuracy + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((accuracy * (1 - accuracy)) / n + (z * z) / (4 * n * n));
  return [centre - half, centre + half];
}

function tooltip(bin: CalibrationBin, words: ReportWords): string {
  const { confidence, accuracy } = bin;
  return words.binTooltip({ count: count(bin.count), confidence: percent(confidence), accuracy: percent(accuracy) });
}
