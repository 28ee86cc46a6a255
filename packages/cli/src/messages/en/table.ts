// How a table is read, in English: the options that decide it, and what was decided about a file, a line each.

export const tableHelp = {
  encoding: 'encoding of the text, such as cp949, utf-16le or windows-1252 (default: UTF-8, or what the file shows)',
};

export const table = {
  notes: {
    markDecides: (encoding: string, given: string) =>
      `the byte order mark of the file says ${encoding}; --encoding ${given} was not used`,
    readAs: (encoding: string) => `the text is not UTF-8 and was read as Korean in ${encoding}`,
  },
};
