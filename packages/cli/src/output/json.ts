// The one JSON document of --json: a single line on stdout. JSON has no infinities and no NaN, and null would not say
// which it was, so they are written as the strings "Infinity", "-Infinity" and "NaN".

/** The document's text, with a newline at its end. */
export function jsonDocument(document: object): string {
  return `${JSON.stringify(document, replaceSpecial)}\n`;
}

function replaceSpecial(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return value;
}
