// HTML from templates in which every value is escaped unless it is HTML already: names in a report come from files.

const HTML = Symbol('html');

/** Text that is safe to put into a page as it stands. */
export type Html = { readonly [HTML]: string };

type Value = Html | string | number | readonly Html[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template of HTML: strings and numbers are escaped, HTML and lists of it are put in as they are. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { [HTML]: parts.reduce((text, part, i) => text + textOf(values[i - 1]) + part) };
}

/** HTML that this package itself wrote, such as its style sheet. */
export function trusted(text: string): Html {
  return { [HTML]: text };
}

/** The text of a page. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (c) => entities[c]);
  if (typeof value === 'number') return String(value);
  return HTML in value ? value[HTML] : value.map(textOf).join('');
}
