// A table as CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.

export type Cell = string | number | null;
export type Table = { columns: readonly string[]; rows: readonly (readonly Cell[])[] };

export function csv(table: Table): string {
  const lines = [table.columns, ...table.rows].map((row) => row.map(writeCell).join(','));
  // The mark in front tells spreadsheets that it is UTF-8; without it Hangul is garbled.
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
