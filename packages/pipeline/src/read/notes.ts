// What a reader of tables decided: each decision that could have been another one is a note, so that nothing is decided in
// silence. A note is data; whoever shows it puts it into words.

/** A decision by its code. */
export type ReadNote =
  /** A byte order mark says another encoding than the one that was given. */
  | { code: 'mark-decides'; encoding: string; given: string }
  /** The text is not UTF-8 and was read in the encoding that it looks like. */
  | { code: 'read-as'; encoding: string }
  /** Lines before the header were passed over; its line. */
  | { code: 'lines-before-header'; line: number }
  /** The first line is a row like the others; the columns are named 1, 2 … */
  | { code: 'no-header'; columns: number }
  /** The first line was read as the header though one of its cells is a number. */
  | { code: 'numeric-header'; found: string }
  /** The first column has no name and counts or names the rows; it was left out. */
  | { code: 'index-left-out' }
  /** A column has neither a name nor a cell; it was left out. */
  | { code: 'empty-column'; position: number };

export type OnNote = (note: ReadNote) => void;
