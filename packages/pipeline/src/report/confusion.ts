// The confusion matrix, with cells shaded by their share of the true class; with too many classes for the page, the pairs
// that are confused most often.

import type { ReportWords } from '../words/report-words.ts';
import { count, percent } from './figures.ts';
import { type Html, html } from './html.ts';
import { bar, breakable, section, table } from './page.ts';

const WIDEST = 25;
/** With more classes, longer names above the columns are turned. */
const UPRIGHT = 6;
const SHORT = 3;
const MOST_PAIRS = 30;

/** confusion[true][predicted] as a section of the page. */
export function confusionSection(confusion: number[][], classes: string[], words: ReportWords): Html {
  if (classes.length > WIDEST) return section(words.confusion, ...pairs(confusion, classes, words));
  const rows = confusion.map((row, truth) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    const cells = row.map((n, k) => cell(n, total, k === truth));
    return html`<tr><th scope="row">${breakable(classes[truth])}</th>${cells}</tr>\n`;
  });
  const isTight = classes.length > UPRIGHT;
  const isTurned = isTight && classes.some((name) => name.length > SHORT);
  return section(
    words.confusion,
    html`<p class="note">${words.confusionNote}</p>`,
    html`<div class="scroll" tabindex="0" role="group" aria-label="${words.confusion}"><table class="matrix ${isTight ? 'tight' : ''} ${isTurned ? 'turned' : ''}">
<thead><tr><td>${words.truth} ↓ ${words.predicted} →</td>${classes.map((name) => html`<th scope="col"><span>${name}</span></th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`,
  );
}

function cell(n: number, total: number, right: boolean): Html {
  if (n === 0) return html`<td class="zero">0</td>`;
  const wash = `background:rgba(var(--${right ? 'blue' : 'orange'}-wash),${(0.08 + (0.4 * n) / total).toFixed(3)})`;
  return html`<td class="${right ? 'right' : 'wrong'}" style="${wash}">${count(n)}</td>`;
}

/** The largest confusions, and how many of all they are. */
function pairs(confusion: number[][], classes: string[], words: ReportWords): Html[] {
  const wrong = confusion.flatMap((row, truth) =>
    row.map((n, predicted) => ({ truth, predicted, n: predicted === truth ? 0 : n })),
  );
  const all = wrong.reduce((sum, { n }) => sum + n, 0);
  if (all === 0) return [html`<p>${words.noMistakes}</p>`];
  const most = wrong
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_PAIRS);
  const shown = most.reduce((sum, { n }) => sum + n, 0);
  const rows = most.map(({ truth, predicted, n }) => {
    const support = confusion[truth].reduce((sum, one) => sum + one, 0);
    return [classes[truth], classes[predicted], count(n), percent(n / support), bar(n / most[0].n, 'against')];
  });
  const facts = { pairs: count(most.length), shown: count(shown), all: count(all) };
  return [
    html`<p>${words.confusedMost(facts)}</p>`,
    table([words.truth, words.predicted, words.times, words.shareOfTruth, ''], rows),
  ];
}
