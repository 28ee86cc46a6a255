// The HTML page of a report: one file without scripts or network access, for light and dark screens and for paper. Its
// content security policy allows only its own style sheet, so that a hostile name in it can load nothing.

import type { Language } from '../words/languages.ts';
import { type Html, html, textOf, trusted } from './html.ts';
import { style } from './style.ts';

/** A whole HTML document. */
export function page(language: Language, title: string, body: readonly Html[]): string {
  return textOf(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`);
}

/** A section of the page with a title. */
export function section(title: string, ...body: readonly Html[]): Html {
  return html`<section><h2>${breakable(title)}</h2>${body}</section>\n`;
}

/** A text that a narrow line may break between the parts of a name, such as `sepal_` and `length`, and not within them. */
export function breakable(text: string): Html {
  const parts = text.split(/(?<=[_/\\-])(?=[^_/\\\s-])/);
  return html`${parts.map((part, i) => (i === 0 ? html`${part}` : html`<wbr>${part}`))}`;
}

/** More columns may be wider than a phone, and then scroll; the keyboard must reach what scrolls. */
const NARROW = 3;
/** A figure, an interval of figures, or the mark of none. */
const FIGURE = /^[<>+−]?\d[\d.,]*%?$|^–$/;

/** A table whose first column names the rows, figures at the right; a header of empty names is omitted. */
export function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const kinds = head.map((_, i) => (i > 0 && rows.every((row) => isFigure(row[i])) ? 'figure' : ''));
  const cells = (row: readonly (string | Html)[]) =>
    row.map((cell, i) => {
      const content = typeof cell === 'string' ? breakable(cell) : cell;
      return i === 0 ? html`<th scope="row">${content}</th>` : html`<td${kindOf(kinds[i])}>${content}</td>`;
    });
  const names = head.filter((name) => name !== '');
  const each = head.map((name, i) =>
    name === '' ? html`<td></td>` : html`<th scope="col"${kindOf(kinds[i])}>${name}</th>`,
  );
  const label = html` tabindex="0" role="group" aria-label="${names.join(', ')}"`;
  return html`<div class="scroll"${head.length > NARROW ? label : []}><table>
${names.length > 0 ? html`<thead><tr>${each}</tr></thead>` : []}
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody>
</table></div>`;
}

function kindOf(kind: string): Html | '' {
  return kind === '' ? '' : html` class="${kind}"`;
}

function isFigure(cell: string | Html): boolean {
  return typeof cell === 'string' && FIGURE.test(cell);
}

/** A bar whose length is a share of the available width. */
export function bar(share: number, kind = ''): Html {
  return html`<span class="bar ${kind}"><i style="width:${(100 * share).toFixed(2)}%"></i></span>`;
}

/** A bar of two parts, the second in the other colour. */
export function splitBar(first: number, second: number): Html {
  const part = (share: number, kind: string) =>
    html`<i class="${kind}" style="width:${(100 * share).toFixed(2)}%"></i>`;
  return html`<span class="bar">${part(first, 'for')}${part(second, 'against')}</span>`;
}
