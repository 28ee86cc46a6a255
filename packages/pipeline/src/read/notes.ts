// What a reader of tables decided: each decision that could have been another one is a note, so that nothing is decided in
// silence. A note is data; whoever shows it puts it into words.

/** A decision by its code. */
export type ReadNote =
  /** A byte order mark says another encoding than the one that was given. */
  | { code: 'mark-decides'; encoding: string; given: string }
  /** The text is not UTF-8 and was read in the encoding that it looks like. */
  | { code: 'read-as'; encoding: string };

export type OnNote = (note: ReadNote) => void;
