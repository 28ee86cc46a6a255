// Curves over temperature as one self-contained SVG file: the populations of the leading levels, entropy and heat
// capacity. White background for publications; six colours that colour-blind readers can distinguish, with dashes.

import { convertEnergy, type Level, type Thermodynamics } from 'bridle/boltzmann';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { inputError } from '../messages.ts';
import { count, significant } from '../report/figures.ts';
import { type Html, html, textOf } from '../report/html.ts';
import { type Language, languages } from '../words/languages.ts';
import { leadingStates } from './leading-states.ts';
import type { LevelsResult } from './sum-levels.ts';

const WIDTH = 640;
const LEFT = 56;
const RIGHT = 470;
const GAP = 58;
const LEVELS = 6;
const LONGEST = 22;

// Okabe and Ito's palette, the darker ones first.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const DASHES = ['', '7 3', '2 3', '9 3 2 3', '12 4', '4 4'];
const R = convertEnergy(1, 'K', 'J/mol');

type Curve = { name: string; colour: string; dash: string; values: readonly number[] };

/**
 * The SVG of a result at several temperatures; errors name `file`.
 *
 * @example
 * ```ts
 * import { plotLevels, sumLevels } from '@bridle/pipeline';
 * const result = await sumLevels({ levels: 'examples/butane/conformers.csv', temperatures: [200, 300, 400] });
 * plotLevels(result, 'conformers.csv').startsWith('<svg'); // → true
 * ```
 */
export function plotLevels(result: LevelsResult, file: string, language: Language = 'en'): string {
  const at = result.thermodynamics;
  const temperatures = at.map(({ temperature }) => temperature);
  if (new Set(temperatures).size < 2 || !temperatures.every(Number.isFinite))
    throw inputError('one-temperature', { file });
  const words = languages[language].plot;
  const low = Math.min(...temperatures);
  const high = Math.max(...temperatures);
  const leading = leadingCurves(result);
  const whole = (name: string, read: (one: Thermodynamics) => number): Curve[] => [
    { name, colour: '#333', dash: '', values: at.map(read) },
  ];
  const drawn = leading.length < result.count ? ` · ${words.drawn(count(leading.length), count(result.count))}` : '';
  const most = Math.max(...leading.flatMap(({ values }) => values));
  const panels = [
    { title: words.populations + drawn, height: 230, top: most > 50 ? 100 : undefined, curves: leading, key: true },
    { title: words.entropy, height: 120, curves: whole('S', ({ entropy }) => entropy * R), key: false },
    { title: words.heatCapacity, height: 120, curves: whole('Cv', ({ heatCapacity }) => heatCapacity * R), key: false },
  ];
  let y = 34;
  const drawings = panels.map((panel) => {
    const drawing = drawPanel(panel, temperatures, [low, high], y);
    y += panel.height + GAP;
    return drawing;
  });
  const title = words.title(count(result.count), significant(low, 6), significant(high, 6));
  return textOf(html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 8}" width="${WIDTH}" height="${y + 8}" role="img" font-family="system-ui, 'Noto Sans KR', sans-serif" font-size="12" fill="#333">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
${drawings}<text x="${(LEFT + RIGHT) / 2}" y="${y - 2}" text-anchor="middle">${words.temperature}</text>
</svg>
`);
}

type Panel = { title: string; height: number; top?: number | undefined; curves: readonly Curve[]; key: boolean };

function drawPanel(panel: Panel, temperatures: readonly number[], domain: [number, number], top: number): Html {
  const { title, height, curves } = panel;
  const bottom = top + height;
  const x = scaleLinear(domain, [LEFT, RIGHT]);
  const highest = panel.top ?? Math.max(0, ...curves.flatMap(({ values }) => values));
  const lowest = Math.min(0, ...curves.flatMap(({ values }) => values));
  const scale = scaleLinear([lowest, highest > lowest ? highest : lowest + 1], [bottom, top]);
  const y = panel.top === undefined ? scale.nice(4) : scale;
  const rows = y.ticks(4).map(
    (tick) => html`<line x1="${LEFT}" x2="${RIGHT}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e3e6ea"/>
<text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${y.tickFormat(4)(tick)}</text>
`,
  );
  const columns = x.ticks(7).map(
    (tick) => html`<line x1="${x(tick)}" x2="${x(tick)}" y1="${bottom}" y2="${bottom + 4}" stroke="#333"/>
<text x="${x(tick)}" y="${bottom + 17}" text-anchor="middle">${x.tickFormat(7)(tick)}</text>
`,
  );
  const pathOf = line<number>(
    (_, i) => round(x(temperatures[i])),
    (value) => round(y(value)),
  );
  const paths = curves.map(
    ({ name, colour, dash, values }) =>
      html`<path d="${pathOf(values) ?? ''}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"><title>${name}</title></path>
`,
  );
  const key = curves.map(
    (
      { name, colour, dash },
      i,
    ) => html`<line x1="${RIGHT + 16}" x2="${RIGHT + 44}" y1="${top + 10 + 20 * i}" y2="${top + 10 + 20 * i}" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>
<text x="${RIGHT + 50}" y="${top + 14 + 20 * i}">${shortened(name)}</text>
`,
  );
  return html`<text x="${LEFT}" y="${top - 10}" font-weight="600">${title}</text>
${rows}${columns}<line x1="${LEFT}" x2="${RIGHT}" y1="${bottom}" y2="${bottom}" stroke="#333"/>
${paths}${panel.key ? key : []}`;
}

/** The levels that are most populated over all temperatures together, in descending order. */
function leadingCurves(result: LevelsResult): Curve[] {
  const candidates = new Map<string, Level>();
  const temperatures = result.thermodynamics.map((_, t) => t);
  for (const t of temperatures) {
    for (const level of leadingStates(result, t).slice(0, LEVELS)) {
      candidates.set(`${level.name}\n${level.energy}`, level);
    }
  }
  const levels = [...candidates.values()];
  const shares = temperatures.map((t) => result.populations(levels, t));
  const curves = levels.map(({ name }, i) => ({ name, values: shares.map((at) => 100 * at[i]) }));
  const total = ({ values }: { values: number[] }) => values.reduce((sum, value) => sum + value, 0);
  return curves
    .sort((a, b) => total(b) - total(a))
    .slice(0, LEVELS)
    .map((curve, i) => ({ ...curve, colour: COLOURS[i], dash: DASHES[i] }));
}

function round(place: number): number {
  return Math.round(100 * place) / 100;
}

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
