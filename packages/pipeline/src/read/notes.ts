// What a reader of tables decided: each decision that could have been another one is a note, so that nothing is decided in
// silence. A note is data; whoever shows it puts it into words.

/** A decision by its code. */
export type ReadNote =
  /** A byte order mark says another encoding than the one that was given. */
  | { code: 'mark-decides'; encoding: string; given: string }
  /** The text is not UTF-8 and was read in the encoding that it looks like. */
  | { code: 'read-as'; encoding: string }
  /** The cells are divided by single blanks. */
  | { code: 'blank-separated' }
  /** Lines before the header were passed over; its line. */
  | { code: 'lines-before-header'; line: number }
  /** The first line is a row like the others; the columns are named 1, 2 … */
  | { code: 'no-header'; columns: number }
  /** The first line was read as the header though one of its cells is a number. */
  | { code: 'numeric-header'; found: string }
  /** The first column has no name and counts or names the rows; it was left out. */
  | { code: 'index-left-out' }
  /** A column has neither a name nor a cell; it was left out. */
  | { code: 'empty-column'; position: number }
  /** Numbers that are not written in plain digits: one of the cells, and what it was read as. */
  | { code: 'number-format'; columns: string[]; found: string; value: number }
  /** The mark of such cells may begin decimals or group digits, and nothing in the column decides. */
  | { code: 'decimal-assumed'; columns: string[]; found: string; value: number }
  /** Cells of a column of numbers with a word for "no value", read as missing; `rows` are all cells with a text. */
  | { code: 'no-value'; column: string; word: string; cells: number; rows: number }
  /** The rows are an array inside an object of JSON, under these keys. */
  | { code: 'rows-in'; path: string }
  /** Texts in JSON or Parquet that are numbers, read as categories because the file says that they are texts. */
  | { code: 'numbers-as-text'; columns: string[] };

export type OnNote = (note: ReadNote) => void;
