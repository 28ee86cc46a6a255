// HTML templates that escape every value that is not HTML already, because names in a report come from files.

const HTML = Symbol('html');

/** Text that can be put into a page without escaping. */
export type Html = { readonly [HTML]: string };

type Value = Html | string | number | readonly Html[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** An HTML template: strings are escaped; HTML and lists of HTML are inserted unchanged. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { [HTML]: parts.reduce((text, part, i) => text + textOf(values[i - 1]) + part) };
}

/** HTML written by this package, such as its style sheet. */
export function trusted(text: string): Html {
  return { [HTML]: text };
}

/** The text of a page. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (c) => entities[c]);
  if (typeof value === 'number') return String(value);
  return HTML in value ? value[HTML] : value.map(textOf).join('');
}
