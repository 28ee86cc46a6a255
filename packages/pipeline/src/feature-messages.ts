// The sentences about embeddings beside a table; see messages.ts.

type InFile = { file: string };

export const featureSentences = {
  'embedding-shape': (f: InFile & { shape: string }) =>
    `${f.file}: the array has the shape ${f.shape}; embeddings need two dimensions, a row of numbers for each row of the table`,
  'embedding-rows': (f: InFile & { found: number; table: string; rows: number }) =>
    `${f.file} has ${f.found} rows, but ${f.table} has ${f.rows}; row i of the array belongs to row i of the table, so give an array of as many rows`,
  'embedding-number': (f: InFile & { row: number; column: number; found: string }) =>
    `${f.file}, row ${f.row}: element [${f.column}] is ${f.found}, which is not a finite number; correct it, or leave the row out of the array and the table`,
  'embedding-integer': (f: InFile & { row: number; column: number; found: string }) =>
    `${f.file}, row ${f.row}: element [${f.column}] is ${f.found}, an integer too large for float64 to represent exactly; save the array as floating-point numbers`,
  'embedding-width': (f: InFile & { found: number; expected: number }) =>
    `${f.file} has ${f.found} numbers in a row, but the model was trained with ${f.expected}; give embeddings of the same encoder`,
  'embedding-memory': (f: InFile & { rows: number; width: number; needed: number; memory: number }) =>
    `${f.file}: ${f.rows} rows of ${f.width} numbers need about ${f.needed} GB of memory (this machine has ${f.memory} GB); use fewer rows, or embeddings of fewer numbers`,
  'list-length': (f: InFile & { line: number; column: string; found: number; expected: number }) =>
    `${f.file}, line ${f.line}: "${f.column}" is a list of length ${f.found}, but the model was trained with embeddings of ${f.expected} numbers; give as many`,
  'needs-embeddings': (f: InFile & { width: number; column: string }) =>
    `${f.file}: the model needs an embedding of ${f.width} numbers for each row; give the array beside the table (embeddings), or add a column "${f.column}" of lists`,
  'no-embeddings': (f: InFile) =>
    `${f.file}: the model was trained without an array of embeddings beside its table; leave the array out`,
};
