// How far the table is from the rows of the training: columns by their population stability index with what changed most, and
// the shares of the classes.

import type { Change, ClassDrift, ColumnDrift, Drift } from '../drift/measure-drift.ts';
import type { ReportWords } from '../words/report-words.ts';
import { percent, significant } from './figures.ts';
import { type Html, html } from './html.ts';
import { bar, breakable, section, table } from './page.ts';

/** More columns and classes than this are folded. */
const UNFOLDED = 20;
/** Columns whose change is told in a sentence. */
const TOLD = 5;

/** The section of the page. */
export function driftSection({ columns, classes }: Drift, words: ReportWords): Html {
  const t = words.drift;
  return section(
    t.title,
    ...(columns === null ? [html`<p>${t.notAvailable}</p>`] : columnsPart(columns, words)),
    ...classesPart(classes, words),
  );
}

function columnsPart(columns: readonly ColumnDrift[], words: ReportWords): Html[] {
  const t = words.drift;
  const facts = (size: ColumnDrift['drift']) => ({
    columns: String(columns.filter(({ drift }) => drift === size).length),
    all: String(columns.length),
  });
  const drifted = columns.filter(({ drift }) => drift !== 'small');
  const isLarge = columns.some(({ drift }) => drift === 'large');
  const verdict = isLarge ? t.large(facts('large')) : drifted.length > 0 ? t.moderate(facts('moderate')) : t.none;
  const told = drifted
    .slice(0, TOLD)
    .map((one) => html`<li><b>${breakable(one.column)}</b>: ${sourceOf(one, one.changes[0], words)}</li>\n`);
  return [
    html`<p>${verdict}${isLarge ? ` ${t.readAgain}` : ''}</p>`,
    ...(told.length > 0 ? [html`<ul>${told}</ul>`] : []),
    html`<p class="note">${t.note}</p>`,
    ...folded(
      [t.column, t.psi, '', t.byChance, t.size, t.missing, t.unseen, t.largest],
      columns.map((one) => row(one, columns[0].psi, words)),
      t.more,
    ),
  ];
}

function row(one: ColumnDrift, most: number, words: ReportWords): (string | Html)[] {
  const { column, psi, byChance, drift, missing, unseen, changes } = one;
  const before = percent(missing.training);
  const after = percent(missing.table);
  const [change] = changes;
  return [
    column,
    psi.toFixed(3),
    bar(Math.min(1, psi / Math.max(most, 1)), drift === 'small' ? '' : 'against'),
    byChance.toFixed(3),
    words.drift.sizes[drift],
    before === after ? before : whole(`${before} → ${after}`),
    unseen === null ? '–' : percent(unseen),
    change === undefined
      ? '–'
      : html`${binName(one, change, words)}: ${whole(`${percent(change.training)} → ${percent(change.table)}`)}`,
  ];
}

function classesPart(classes: ClassDrift | null, words: ReportWords): Html[] {
  const t = words.drift;
  const heading = html`<h3 class="next">${t.classes}</h3>`;
  if (classes === null) return [heading, html`<p>${t.classesNotAvailable}</p>`];
  const { psi, byChance, drift } = classes;
  const facts = { psi: psi.toFixed(3), byChance: byChance.toFixed(3), size: t.sizes[drift] };
  const change = (one: { training: number; table: number }) => Math.abs(one.table - one.training);
  const shares = [...classes.shares];
  if (shares.length > UNFOLDED) shares.sort((a, b) => change(b) - change(a));
  const most = Math.max(...shares.map(({ training, table: now }) => Math.max(training, now)));
  const rows = shares.map((one) => [
    one.class,
    percent(one.training),
    bar(one.training / most),
    percent(one.table),
    bar(one.table / most),
  ]);
  return [
    heading,
    html`<p>${t.classShares(facts)}</p>`,
    ...folded([words.perClassColumns.class, t.training, '', t.table, ''], rows, t.more),
  ];
}

function folded(
  head: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  more: (facts: { columns: string }) => string,
): Html[] {
  if (rows.length <= UNFOLDED) return [table(head, rows)];
  const rest = { columns: String(rows.length - UNFOLDED) };
  return [
    table(head, rows.slice(0, UNFOLDED)),
    html`<details><summary>${more(rest)}</summary>${table(head, rows.slice(UNFOLDED))}</details>`,
  ];
}

/** A text that stays on one line. */
function whole(text: string): Html {
  return html`<span class="whole">${text}</span>`;
}

function sourceOf(one: ColumnDrift, change: Change, words: ReportWords): string {
  const { training, table: now } = change;
  return words.drift.source({
    bin: binName(one, change, words),
    table: percent(now),
    training: percent(training),
  });
}

/** The bin in words: `above 3.1`, `“Dream”`, `missing`. */
function binName({ kind }: ColumnDrift, { bin, training }: Change, words: ReportWords): string {
  const t = words.drift;
  if (bin.kind === 'level') return `“${bin.level}”`;
  if (bin.kind === 'missing') return t.missingCells;
  if (bin.kind === 'others') return training === 0 ? t.newCategories : t.others;
  const unit = kind === 'text' ? ` ${t.characters}` : kind === 'date' && bin.kind === 'interval' ? ` ${t.hours}` : '';
  const [from, to] = [bin.from, bin.to].map((end) => (typeof end === 'number' ? significant(end, 5) : end));
  if (from === null) return to === null ? t.anything : t.upTo({ to: to + unit });
  return to === null ? t.above({ from: from + unit }) : t.between({ from, to: to + unit });
}
