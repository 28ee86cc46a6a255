// The confusion matrix, with cells shaded by their share of the true class; with too many classes for the page, the pairs
// that are confused most often.

import type { ReportWords } from '../words/report-words.ts';
import { count } from './figures.ts';
import { type Html, html } from './html.ts';
import { section, table } from './page.ts';

const WIDEST = 24;
const MOST_PAIRS = 20;

/** confusion[true][predicted] as a section of the page. */
export function confusionSection(confusion: number[][], classes: string[], words: ReportWords): Html {
  if (classes.length > WIDEST)
    return section(words.confusion, html`<p>${words.confusedMost}</p>`, pairs(confusion, classes, words));
  const rows = confusion.map((row, truth) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    const cells = row.map((n, k) => cell(n, total, k === truth));
    return html`<tr><th scope="row">${classes[truth]}</th>${cells}</tr>\n`;
  });
  return section(
    words.confusion,
    html`<p class="note">${words.confusionNote}</p>`,
    html`<div class="scroll"><table class="matrix">
<thead><tr><th>${words.truth} ↓ ${words.predicted} →</th>${classes.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`,
  );
}

function cell(n: number, total: number, right: boolean): Html {
  if (n === 0) return html`<td class="zero">0</td>`;
  const wash = `background:rgba(var(--${right ? 'blue' : 'orange'}-wash),${(0.08 + (0.5 * n) / total).toFixed(3)})`;
  return html`<td class="${right ? 'right' : 'wrong'}" style="${wash}">${count(n)}</td>`;
}

function pairs(confusion: number[][], classes: string[], words: ReportWords): Html {
  const wrong = confusion.flatMap((row, truth) => row.map((n, predicted) => ({ truth, predicted, n })));
  const most = wrong
    .filter(({ truth, predicted, n }) => truth !== predicted && n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_PAIRS);
  const rows = most.map(({ truth, predicted, n }) => [classes[truth], classes[predicted], count(n)]);
  return table([words.truth, words.predicted, words.times], rows);
}
