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
  return html`<section><h2>${title}</h2>${body}</section>\n`;
}

/** A table whose first column names the rows; a header of empty names is omitted. */
export function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const cells = (row: readonly (string | Html)[]) =>
    row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`));
  const names = html`<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`;
  return html`<div class="scroll"><table>
${head.some((name) => name !== '') ? names : []}
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody>
</table></div>`;
}

/** A bar whose length is a share of the available width. */
export function bar(share: number, kind = ''): Html {
  return html`<span class="bar ${kind}"><i style="width:${(100 * share).toFixed(2)}%"></i></span>`;
}
