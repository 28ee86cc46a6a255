// The page around a report: one file that needs nothing else, no script and no network, for screen, dark or light, and
// for paper. Its policy forbids everything but its own style sheet, whatever a name in it may try.

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

/** A titled part of the page. */
export function section(title: string, ...body: readonly Html[]): Html {
  return html`<section><h2>${title}</h2>${body}</section>\n`;
}

/** A table whose rows begin with their names; a head of empty names is left out. */
export function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const cells = (row: readonly (string | Html)[]) =>
    row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`));
  const names = html`<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`;
  return html`<div class="scroll"><table>
${head.some((name) => name !== '') ? names : []}
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody>
</table></div>`;
}

/** A bar whose length is a share of the place that it has. */
export function bar(share: number, kind = ''): Html {
  return html`<span class="bar ${kind}"><i style="width:${(100 * share).toFixed(2)}%"></i></span>`;
}
