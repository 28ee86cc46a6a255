// How a table is read, in English: the options that decide it, and what was decided about a file, a line each.

export const tableHelp = {
  format: 'format of the table, whatever its name: csv, tsv, json, jsonl or parquet; needed for -, stdin',
  encoding: 'encoding of the text, such as cp949, utf-16le or windows-1252 (default: UTF-8, or what the file shows)',
  delimiter: 'what divides the cells of CSV: one character, tab or space (default: , ; tab or |, by the first lines)',
  header: 'the first line is the header, even if it looks like a row',
  decimal: 'the decimal mark of all numbers, . or , (the other one then groups digits; default: by column)',
  noHeader: 'the file has no header; the columns are named 1, 2 and so on',
};

export const table = {
  stdinFormat: 'a table from stdin needs --format csv, tsv, json, jsonl or parquet',
  notes: {
    markDecides: (encoding: string, given: string) =>
      `the byte order mark of the file says ${encoding}; --encoding ${given} was not used`,
    readAs: (encoding: string) => `the text is not UTF-8 and was read as Korean in ${encoding}`,
    blankSeparated: 'the cells are divided by blanks',
    linesBeforeHeader: (line: number) => `line ${line} was read as the header; the lines before it were passed over`,
    noHeader: (columns: string) =>
      `line 1 was read as a row, not as a header; the columns are named 1 to ${columns} (--header reads it as the header)`,
    numericHeader: (found: string) =>
      `line 1 was read as the header though it contains the number "${found}" (--no-header reads it as a row)`,
    indexLeftOut: 'column 1 has no name and identifies the rows; it was left out',
    numberFormat: (columns: string, found: string, value: string) => `${columns}: "${found}" was read as ${value}`,
    decimalAssumed: (columns: string, found: string, value: string) =>
      `${columns}: "${found}" was read as ${value}, though its mark may be another one (--decimal)`,
    noValue: (column: string, word: string, cells: string, rows: string) =>
      `${column}: "${word}" in ${cells} of ${rows} cells was read as missing`,
    numbersAsText: (columns: string) =>
      `${columns}: texts that are numbers were read as categories (--numeric reads numbers)`,
    rowsIn: (path: string) => `the rows were read from the array "${path}"`,
    andMore: (names: string, more: string) => `${names} and ${more} more`,
    emptyColumn: (position: number) => `column ${position} has no name and no cells; it was left out`,
  },
};
