// Every error that this package raises for a person to read: a stable code, the facts of the case, and one English
// sentence that names the file, the row and the column, what was found, and what to do. Other languages translate by
// code and facts. `row` counts data rows from 1; `line` is the line in a text file, or 0 where there is none.

import type { Finding } from 'bridle/learn';
import { InputError, WorkError } from './errors.ts';
import { featureSentences } from './feature-messages.ts';

type InFile = { file: string };
type InRow = InFile & { row: number; line: number };
type InCell = InRow & { column: string; found: string };
type Large = InFile & { column: string; rows: number; classes: number; needed: number; memory: number };

/** What separates a class from the others. */
function separation({ feature, class: name, how }: { feature: string; class: string; how: string }): string {
  if (how === 'never') return `no row of the class "${name}" has "${feature}"`;
  if (how === 'together') return 'several columns together separate the classes';
  return `"${feature}" is ${how === 'above' ? 'larger' : 'smaller'} in every row of the class "${name}" than in the others`;
}

/** How the state of a training differs from what is asked for now. */
function unlike({ part, before, now }: { part: string; before: string; now: string }): string {
  if (part === 'table') return 'on a table of other bytes';
  if (part === 'embeddings') return 'with another array of embeddings';
  if (part === 'version') return `by version ${before} of Bridle, and this is ${now}`;
  const value = (text: string) => (text === '' ? 'not given' : text);
  return `with other options (${part}: ${value(before)}, now ${value(now)})`;
}

/** Why a classifier of another program cannot become a model. */
function unimported({ reason, found }: { reason: string; found: string }): string {
  if (reason === 'damaged') return `it is damaged (${found}); write it again`;
  if (reason === 'no-part') return `it has no "${found}"; write it as docs/export.md shows`;
  if (reason === 'shape') return `"${found}" has another size than the rest of the model; write it again`;
  if (reason === 'not-finite') return `its ${found} are not all finite; train without a class that has no rows`;
  if (reason === 'operator')
    return `its operator ${found} is not part of a linear classifier; export the classifier alone`;
  if (reason === 'one-vs-rest')
    return 'it computes each class against the rest, which is no softmax; train it as multinomial';
  if (reason === 'differs')
    return `its own predictions differ by ${found}; it may be one against the rest, or scaled: train it as multinomial, or give mean_ and scale_`;
  return `it is no LogisticRegressionModel of Spark ML${found && ` (${found})`}; give the folder of that stage`;
}

/** `FILE: ` where there is one. */
const inFile = (file: string) => (file === '' ? '' : `${file}: `);

const sentences = {
  // Opening a table
  'no-such-file': (f: InFile) => `${f.file}: no such file; check the path`,
  'no-match': (f: InFile) => `${f.file}: no file has a name of this pattern; check the path`,
  'is-a-folder': (f: InFile) => `${f.file} is a folder; give the path of a file`,
  'not-a-file': (f: InFile) => `${f.file} is not a regular file; give the path of a regular file`,
  unreadable: (f: InFile) => `${f.file} cannot be read; check its permissions`,
  'unknown-extension': (f: InFile & { accepted: string }) =>
    `${f.file}: the file name must end in one of ${f.accepted}; rename or convert the file`,
  'empty-file': (f: InFile) => `${f.file} is empty; a table needs a header and at least one row`,
  'no-rows': (f: InFile) => `${f.file} has a header but no data rows; add at least one row`,
  'not-text': (f: InFile) =>
    `${f.file} contains binary data, not text; check the file type and use the matching file extension`,
  'not-utf8': (f: InFile & { line: number }) =>
    `${f.file}${f.line > 0 ? `, line ${f.line}` : ''}: the text is not UTF-8; give its encoding, such as windows-1252, or save the file as UTF-8`,
  'bad-encoding': (f: InFile & { line: number; encoding: string }) =>
    `${f.file}, near line ${f.line}: the text is not valid ${f.encoding}; give the right encoding, or save the file as UTF-8`,
  changed: (f: InFile) => `${f.file} changed while it was being read; run again when nothing is writing to it`,
  'broken-gzip': (f: InFile) => `${f.file} is not a complete gzip file; compress it again`,

  'broken-zstd': (f: InFile) => `${f.file} is not a complete zstd file; compress it again`,
  'needs-zstd': (f: InFile) =>
    `${f.file} is compressed with zstd, which needs Node 22.15 or later; decompress it first, or compress it with gzip`,
  spreadsheet: (f: InFile) =>
    `${f.file} is a spreadsheet or a ZIP archive, which is not read; in the spreadsheet program save the sheet as CSV (UTF-8), and give that file`,

  // A database
  'not-a-database': (f: InFile & { found: string }) =>
    `${f.file} cannot be opened as a DuckDB database (${f.found}); give a database of this DuckDB's version or older, or export the table to Parquet`,
  'no-such-table': (f: InFile & { table: string; nearest: string }) =>
    `${f.file} has no table "${f.table}"${f.nearest && `; the nearest name is "${f.nearest}"`}`,

  'bad-address': (f: { kind: string }) =>
    `the address of the database cannot be read; write ${f.kind}://USER@HOST:PORT/DATABASE, with % escapes for special characters`,
  'no-client': (f: InFile & { package: string }) =>
    `${f.file}: the package ${f.package} is not installed; install it beside bridle with npm install ${f.package}`,
  'database-refused': (f: InFile & { found: string; variable: string }) =>
    `${f.file} does not accept the connection (${f.found}); check the address, the user and the password, which the variable ${f.variable} may hold`,

  // The columns of a table
  'unnamed-column': (f: InFile & { position: number }) =>
    `${f.file}: column ${f.position} has no name in the header; name it, or remove it if it only contains row numbers`,
  'blank-separated': (f: InFile) =>
    `${f.file}: the cells are divided by runs of blanks, which are not read as delimiters; write one comma, semicolon or tab between two cells`,
  'not-the-header': (f: InFile & { line: number; expected: number }) =>
    `${f.file}: line ${f.line} is not the header, because the lines after it have ${f.expected} cells; remove the lines before the header`,
  'duplicate-column': (f: InFile & { column: string }) =>
    `${f.file}: two columns are named "${f.column}"; rename one of them`,
  'colliding-columns': (f: InFile & { column: string; other: string }) =>
    `${f.file}: the columns "${f.column}" and "${f.other}" differ only in case; rename one of them`,
  'too-many-columns': (f: InFile & { found: number; limit: number }) =>
    `${f.file} has more than ${f.limit} columns (${f.found}); remove some`,
  'unsupported-type': (f: InFile & { column: string; type: string }) =>
    `${f.file}: column "${f.column}" has values of type ${f.type}, which are neither numbers nor text; exclude or convert the column`,
  'no-such-column': (f: InFile & { column: string; nearest: string }) =>
    `${f.file} has no column "${f.column}"${f.nearest && `; the nearest name is "${f.nearest}"`}`,

  'other-columns': (f: InFile & { column: string; other: string }) =>
    `${f.file} has no column "${f.column}", which ${f.other} has; files of one table need the same columns`,

  // The rows of a table
  'ragged-row': (f: InFile & { line: number; expected: number; found: number }) =>
    `${f.file}, line ${f.line}: expected ${f.expected} cells, as in the header, but found ${f.found}; correct the line`,
  'unclosed-quote': (f: InFile & { line: number }) =>
    `${f.file}, line ${f.line}: a quoted cell is not closed correctly; add the closing quote, and write quotes inside the cell twice`,
  'lone-quote': (f: InFile & { line: number }) =>
    `${f.file}, line ${f.line}: a cell begins with a quote that does not enclose the cell; in TSV files, remove that quote, or enclose the cell in quotes and write the quotes inside it twice`,
  'broken-csv': (f: InFile) =>
    `${f.file} cannot be read as CSV: it has stray quotes, mixed line endings or a line without end; save it again as plain CSV`,
  'broken-json': (f: InRow) =>
    `${place(f)}: not valid JSON; the file may be cut off${f.line === 1 ? ', or an object may span several lines: write one object per line, or an array of objects' : ''}`,
  'one-object': (f: InFile) =>
    `${f.file} is one JSON object without an array of objects, so there are no rows; write an array of objects, or one object per line`,
  'several-rows': (f: InFile & { found: string }) =>
    `${f.file} has several arrays of objects (${f.found}), and the rows may be in any of them; write one of them as a file`,
  'not-records': (f: InRow) => `${place(f)}: expected an object such as {"column": value}; write one object per row`,
  'duplicate-key': (f: InRow & { column: string }) =>
    `${place(f)}: the key "${f.column}" occurs twice in one object; remove one`,
  'too-deep': (f: InFile & { limit: number }) =>
    `${f.file} nests values more than ${f.limit} levels deep; write one object of plain values per row`,
  'broken-parquet': (f: InFile) => `${f.file} is not a complete Parquet file; write it again`,

  // The cells of a table
  'not-finite': (f: InCell) =>
    `${place(f)}: column "${f.column}" contains "${f.found}", which is not a finite number; correct it, or declare it missing`,
  'too-large-integer': (f: InCell) =>
    `${place(f)}: column "${f.column}" contains ${f.found}, an integer too large for float64 to represent exactly; exclude the column, or declare it categorical`,
  'mixed-column': (f: InCell) =>
    `${place(f)}: column "${f.column}" contains "${f.found}", but nearly all of its cells are numbers; correct it, declare it missing, or declare the column categorical`,
  'unclear-number': (f: InCell) =>
    `${place(f)}: column "${f.column}" contains "${f.found}", whose mark may begin the decimals or group the digits; give the decimal mark`,
  'two-marks': (f: InCell & { other: string }) =>
    `${place(f)}: column "${f.column}" contains "${f.found}" and "${f.other}", which do not have the same decimal mark; write the column with one, or declare it categorical`,
  'two-formats': (f: InCell & { other: string }) =>
    `${place(f)}: column "${f.column}" contains "${f.found}" and "${f.other}", numbers that may not be of one unit; write the column in one way, or declare it categorical`,
  'other-format': (f: InCell & { prefix: string; suffix: string }) =>
    `${place(f)}: column "${f.column}" contains "${f.found}", but its numbers are written as "${f.prefix}1${f.suffix}" elsewhere, in the table of the training or in another file; write them alike, or declare the cell missing`,
  'not-a-number': (f: InCell) =>
    `${place(f)}: column "${f.column}" contains "${f.found}", but the model needs a number there; correct it, or declare it missing`,

  'not-declared': (f: InCell) =>
    `${place(f)}: column "${f.column}" is declared numeric but contains "${f.found}"; correct it, or declare it missing`,

  // Lines of JSON, one after the other
  'broken-line': (f: InRow) => `${place(f)}: not valid JSON; write one object such as {"column": value} in each line`,
  'too-long-line': (f: InRow & { limit: number }) =>
    `${place(f)}: the line has more than ${f.limit} bytes; write one object in each line`,
  'no-key': (f: InRow & { column: string }) =>
    `${place(f)}: there is no "${f.column}"; give null where there is no value`,

  // The lists of a table
  'no-lists': (f: InFile & { column: string }) =>
    `${f.file}: column "${f.column}" is for lists of numbers, but all of its cells are missing; exclude the column`,
  'not-a-list': (f: InCell) =>
    `${place(f)}: column "${f.column}" contains "${f.found}", but other cells of it are lists; write a list of numbers in every row, or exclude the column`,
  'empty-list': (f: InRow & { column: string }) =>
    `${place(f)}: column "${f.column}" contains an empty list; write as many numbers in every row, or exclude the column`,
  'uneven-lists': (f: InRow & { column: string; found: number; expected: number }) =>
    `${place(f)}: column "${f.column}" contains a list of length ${f.found}, but its first list has length ${f.expected}; write as many numbers in every row, or exclude the column`,
  'list-element': (f: InCell & { index: number }) =>
    `${place(f)}: element [${f.index}] of the list in column "${f.column}" is ${f.found}, which is not a number; correct it, or exclude the column`,
  'list-column': (f: InFile & { column: string }) =>
    `${f.file}: "${f.column}" is a list of numbers, read as the columns "${f.column}[0]", "${f.column}[1]" and so on, where a column with one value per row is needed; choose another column`,

  ...featureSentences,

  // A model
  'model-too-large': (f: InFile & { size: number; limit: number }) =>
    `${f.file} has ${f.size} bytes, but a model has at most ${f.limit}; check that the file is a model`,

  'no-classes': (f: InFile & { column: string }) =>
    `${f.file}: every cell of column "${f.column}" is empty; an evaluation needs rows whose class is known`,

  // Memory
  'identifier-as-target': (f: Large) =>
    `${f.file}: column "${f.column}" has ${f.classes} different values in ${f.rows} rows, so that ${f.rows} × ${f.classes} probabilities need about ${f.needed} GB of memory (this machine has ${f.memory} GB); the column looks like an identifier: choose another target`,
  'too-much-memory': (f: Large) =>
    `${f.file}: ${f.rows} rows × ${f.classes} classes of column "${f.column}" need about ${f.needed} GB of memory (this machine has ${f.memory} GB); use fewer rows, classes or columns`,

  'memory-option': (f: { option: string }) =>
    `memory: a training with a limited memory cannot do what ${f.option} asks for; leave one of the two out`,
  'memory-too-small': (f: InFile & { rows: number; needed: string; found: string }) =>
    `${f.file}: ${f.rows} rows need a memory of at least ${f.needed}, and ${f.found} was given; give more`,
  'memory-lists': (f: InFile) =>
    `${f.file}: lists of numbers, and tables of very many columns, are not read with a limited memory; train without the limit`,
  'memory-text-column': (f: InFile & { column: string }) =>
    `${f.file}: column "${f.column}" contains texts, from whose words a training with a limited memory cannot learn; leave the column out, or train without the limit`,
  'memory-texts': (f: InFile & { column: string; found: number }) =>
    `${f.file}: column "${f.column}" has more than ${f.found} different texts, which do not fit in the given memory; exclude the column, or give more`,
  'memory-files': (f: InFile) =>
    `${f.file}: several files are not read as one table with a limited memory; join them in one file, such as Parquet`,
  'memory-weights': (f: InFile & { classes: number; features: number; limit: number }) =>
    `${f.file}: ${f.classes} classes and ${f.features} features have more than ${f.limit} weights, more than a training with this memory takes; use fewer columns or levels, or train without the limit`,
  'text-model-too-large': (
    f: InFile & { column: string; features: number; classes: number; size: number; limit: number },
  ) =>
    `${f.file}: ${f.features} features of the texts × ${f.classes} classes of column "${f.column}" would make a model of ${f.size} MB (at most ${f.limit} MB); raise minCount, or lower maxFeatures or hash`,

  // Writing
  'unknown-output': (f: InFile & { accepted: string }) =>
    `${f.file}: the file name must end in one of ${f.accepted}; choose one of these`,
  'parquet-names': (f: InFile & { column: string; other: string }) =>
    `${f.file}: column names in Parquet output are case-insensitive, and "${f.column}" and "${f.other}" differ only in case; write CSV or JSON`,
  'output-is-input': (f: InFile) => `${f.file} is an input and would be overwritten; choose another output file`,
  'same-output': (f: InFile) => `${f.file} is given for two outputs; choose two different files`,
  'not-writable': (f: InFile) =>
    `${f.file} cannot be written: a file or folder at this path cannot be created; check the path`,

  // Exports
  exists: (f: InFile) => `${f.file} exists already; choose another file`,
  'cannot-export': (f: { target: string; part: 'feature' | 'calibration' | 'name'; found: string }) =>
    f.part === 'name'
      ? `a column of ${f.target} cannot have the name "${f.found}"; rename the column and train again`
      : f.part === 'feature'
        ? `the feature "${f.found}" cannot be expressed in an export to ${f.target}; train without this column, or use bridle predict`
        : `calibration by ${f.found} cannot be expressed by the arrays of ${f.target}; export to sql, js or json, or calibrate by temperature`,
  'cannot-import': (f: InFile & { reason: string; found: string }) => `${f.file} cannot be imported: ${unimported(f)}`,
  'not-a-text': (f: { target: string }) => `${f.target} is not a text, so it cannot be printed; give a file`,

  // Energy levels
  'no-levels': (f: InFile) => `${f.file} is empty; it needs at least one energy level`,
  'broken-bzip2': (f: InFile) => `${f.file} is not a complete bzip2 file; it may be cut off: download it again`,
  'other-unit': (f: InFile & { unit: string; asked: string }) =>
    `${f.file} states that its energies are in ${f.unit}, but ${f.asked} was given; omit the unit`,
  'negative-entropy': (f: InFile & { name: string; degeneracy: number; entropy: number }) =>
    `${inFile(f.file)}the degeneracies give an entropy of ${f.entropy} k, below 0: "${f.name}" has ${f.degeneracy}, but a degeneracy counts states; choose another column, or none`,
  'shares-as-degeneracies': (f: InFile & { name: string; degeneracy: number; sum: number }) =>
    `${inFile(f.file)}the degeneracies are fractions that sum to ${f.sum} ("${f.name}" has ${f.degeneracy}), as populations do, but a degeneracy counts states; choose another column, or none`,
  'no-choice': (f: InFile & { option: string }) =>
    `${f.file}: the option ${f.option} does not apply to files of this kind; omit it`,
  'unknown-encoding': (f: InFile & { encoding: string }) =>
    `${f.file}: there is no encoding "${f.encoding}"; use a name such as utf-8, cp949, utf-16le or latin1`,
  'looks-encoded': (f: InFile & { encoding: string }) =>
    `${f.file}: the text is not UTF-8 and looks like Korean text in ${f.encoding} (CP949); give that encoding, or save the file as UTF-8`,
  'looks-utf16': (f: InFile & { encoding: string }) =>
    `${f.file} looks like UTF-16 without a byte order mark; give its encoding, ${f.encoding}, or save the file as UTF-8`,
  'no-ensemble': (f: InFile & { known: string }) =>
    `${f.file} is a folder without conformers (${f.known}, a part of CENSO, or one *.finalensemble.xyz); give a file`,
  'several-ensembles': (f: InFile & { found: string }) =>
    `${f.file} is a folder with several files of conformers (${f.found}); give one of them`,
  'bad-members': (f: InFile & { line: number; found: string }) =>
    `${f.file}, line ${f.line}: expected the rotamers of a conformer as a count and the numbers of the first and the last, found "${f.found}"; remove the file to count each conformer once`,
  'members-differ': (f: InFile & { found: number; members: string; counts: number }) =>
    `${f.file} has ${f.found} conformers but ${f.members} counts the rotamers of ${f.counts}; they are not of one run: use no degeneracies, or remove the list`,
  'threshold-too-far': (f: { threshold: number; kept: number; reached: number }) =>
    `there are too many levels to keep: the ${f.kept} most populated ones reach only ${f.reached}; choose a lower threshold, or write all populations to a file`,
  'one-temperature': (f: InFile) => `${f.file}: curves need at least two finite temperatures; give a range`,
  'no-populations': (f: InFile & { columns: string }) =>
    `${f.file} has no column of counts or populations, such as "count" or "population" (its columns: ${f.columns}); choose one with the option column`,
  'bad-population': (f: InFile & { row: number; column: string }) =>
    `${f.file}, row ${f.row}: column "${f.column}" must contain numbers ≥ 0 that are not all 0; correct it`,
  'rows-differ': (f: InFile & { levels: number; rows: number }) =>
    `${f.file} has ${f.levels} levels but ${f.rows} rows of populations; remove its comments and empty lines`,

  // The state of a training
  'other-training': (f: InFile & { part: string; before: string; now: string; more: number }) =>
    `${f.file} is the saved state of a training ${unlike(f)}${f.more > 0 ? `, and ${f.more} more differences` : ''}; continue that one with its own table and options, or begin anew (restart)`,

  // Inference without a penalty
  'penalised-summary': (f: InFile) =>
    `${f.file}: a summary needs a training without a penalty (l2 = 0), because a penalty biases the estimates, so that their standard errors and p-values would be wrong`,
  'dependent-features': (f: InFile & { feature: string; of: string }) =>
    `${f.file}: ${f.of === '' ? `"${f.feature}" is constant` : `"${f.feature}" is a combination of ${f.of}`}, so that the estimates are not unique; leave its column out`,
  'separated-classes': (f: InFile & { feature: string; class: string; how: string }) =>
    `${f.file}: there is no optimum without a penalty, because ${separation(f)}; leave the column out, merge classes or levels, or use a penalty`,
  'summary-not-converged': (f: InFile) =>
    `${f.file}: the solver did not reach the optimum, so nothing can be inferred; the numbers may differ too much in size`,
  'no-complete-rows': (f: InFile & { class: string }) =>
    `${f.file}: every row of the class "${f.class}" has a missing cell, and a summary leaves such rows out; leave columns out, or fill them in`,
  'summary-of-texts': (f: InFile & { column: string }) =>
    `${f.file}: a summary cannot have the texts of column "${f.column}", whose features outnumber the rows; exclude the column`,
  'missing-cluster': (f: InFile & { column: string; rows: number }) =>
    `${f.file}: column "${f.column}" gives the clusters and is empty in training row ${f.rows}; fill it in`,

  // Weights of rows and classes
  'bad-weight': (f: InFile & { column: string; row: number; found: string }) =>
    `${f.file}, row ${f.row}: column "${f.column}" gives the weights and ${f.found === '' ? 'is empty' : `contains "${f.found}"`}; a weight is a number of at least 0: correct it, or give 0 to leave the row out`,
  'zero-weights': (f: InFile & { column: string }) =>
    `${f.file}: every weight in column "${f.column}" is 0, so no row counts; choose another column`,
  'zero-weight-class': (f: InFile & { column: string; class: string }) =>
    `${f.file}: every row of the class "${f.class}" has the weight 0 in column "${f.column}"; leave its rows out of the table, or give one a weight`,
  'missing-prior': (f: InFile & { class: string }) =>
    `${f.file}: no share is given for the class "${f.class}"; give one for every class of the model`,
  'no-such-class': (f: InFile & { class: string; nearest: string }) =>
    `${inFile(f.file)}there is no class "${f.class}"${f.nearest && `; the nearest name is "${f.nearest}"`}`,

  // Columns that predictions repeat
  'no-id-column': (f: InFile & { column: string; nearest: string }) =>
    `${f.file} has no column "${f.column}", which identifies the rows of the predictions${f.nearest && `; the nearest name is "${f.nearest}"`}; add it, or keep no columns (keep: none)`,
  'repeated-column': (f: InFile & { column: string; keep: string }) =>
    `${f.file}: the predictions would have two columns named "${f.column}", one of the table and one of the model; rename the column of the table, or keep fewer columns (keep: ${f.keep})`,

  // What a strict training decides nothing about
  strict: (f: InFile & { column: string; finding: Finding['code']; values: number; rows: number }) =>
    `${f.file}: column "${f.column}" ${strictly[f.finding](f)}; a strict training decides nothing about it: exclude it, name it as an identifier, or declare its kind`,

  // Logits
  'no-such-axis': (f: InFile & { axis: number; shape: string; last: number }) =>
    `${f.file}: the shape is ${f.shape}, which has no axis ${f.axis}; choose one from 0 to ${f.last}, or -1 for the last`,
  'no-list-column': (f: InFile) =>
    `${f.file} has no column of lists of numbers, such as logits; bridle check reads its numeric columns`,
  'no-axes': (f: InFile) => `${f.file}: the tensor is a single number, but logits need at least one axis`,
  'no-labels': (f: InFile & { labels: string; known: string }) =>
    `${f.file}: "${f.labels}" is neither a tensor of this file (others: ${f.known}) nor a .npy, .npz or .safetensors file; name one of them for the labels`,
  'label-count': (f: InFile & { found: number; expected: number }) =>
    `${f.file} has ${f.found} labels, but the logits have ${f.expected} rows; give one label for each row`,
  'bad-label': (f: InFile & { row: number; found: string; classes: number }) =>
    `${f.file}: label ${f.row} is ${f.found}, but a label is a whole number from 0 to ${f.classes - 1}, or -1 where it is not known; correct it`,
  'one-array': (f: InFile) =>
    `${f.file}: a .npy file has one array, the probabilities or their logarithms; write .npz or .safetensors for more`,
  'fortran-order': (f: InFile) =>
    `${f.file}: the logits lie in Fortran order, which .safetensors does not have; write .npy or .npz`,
  'parquet-order': (f: InFile) =>
    `${f.file}: Parquet needs rows that run along the last axis, in C order; write .npy or .npz`,
  'too-large-npz': (f: InFile) => `${f.file} would have more than 4 GiB; write .npy or .safetensors`,

  // Options
  'column-twice': (f: { column: string; option: string; other: string }) =>
    `the column "${f.column}" is given for both ${f.option} and ${f.other}; give it once`,
  'bad-option': (f: { option: string; expected: string; found: string }) =>
    `${f.option}: expected ${f.expected}, got ${f.found}`,
};

const strictly: Record<Finding['code'], (f: { values: number; rows: number }) => string> = {
  'row-numbers': () => 'counts the rows',
  'row-identifiers': () => 'has a different whole number in every row',
  'nearly-distinct': (f) => `has ${f.values} different texts in ${f.rows} rows`,
  'decides-target': () => 'decides the target alone',
  dates: () => 'contains dates',
  text: () => 'contains texts',
};

type Sentences = typeof sentences;

const workSentences = {
  'export-differs': (f: { target: string; difference: number; bound: number; rows: number }) =>
    `the export to ${f.target} differs from the model's own predictions by ${f.difference} (at most ${f.bound} is allowed, ${f.rows} rows compared), so nothing was written; please report this with the model`,
  'database-failed': (f: InFile & { found: string }) => `${f.file} reports: ${f.found}`,
  'out-of-memory': (f: InFile) => `${f.file} does not fit in memory; run on a machine with more memory`,
  'no-space': (f: InFile & { needed: number; free: number }) =>
    `${f.file} needs ${f.needed} GB, and its disk has ${f.free} GB free; free some space, or choose another folder (tmp)`,
  'disk-full': (f: InFile) => `${f.file} cannot be written: the disk is full; free some space and run again`,
  'no-permission': (f: InFile) => `${f.file} cannot be written: permission denied; check the permissions of its folder`,
  'write-failed': (f: InFile & { found: string }) =>
    `${f.file} cannot be written: the system reports ${f.found}; check the disk and run again`,
};

/** The codes of the InputErrors of @bridle/pipeline. */
export type InputCode = keyof Sentences;

/**
 * Every `code` of an InputError, so that a catalogue in another language can be checked for completeness.
 *
 * @example
 * ```ts
 * import { inputCodes } from '@bridle/pipeline';
 * inputCodes.includes('no-such-file'); // → true
 * ```
 */
export const inputCodes = Object.keys(sentences) as InputCode[];

/**
 * Every `code` of a WorkError.
 *
 * @example
 * ```ts
 * import { workCodes } from '@bridle/pipeline';
 * workCodes.includes('disk-full'); // → true
 * ```
 */
export const workCodes = Object.keys(workSentences) as (keyof typeof workSentences)[];

/** A cell or a header may be a megabyte long; a sentence quotes at most this many characters of it. */
const LONGEST_FACT = 200;

/** The InputError of a code, with its sentence. */
export function inputError<C extends InputCode>(code: C, facts: Parameters<Sentences[C]>[0]): InputError {
  const sentence = sentences[code] as (facts: Parameters<Sentences[C]>[0]) => string;
  const short = Object.entries(facts).map(([key, fact]) => [key, key === 'file' ? fact : shortened(fact)]);
  const shown = Object.fromEntries(short) as Parameters<Sentences[C]>[0];
  return new InputError(code, sentence(shown), shown);
}

function shortened(fact: string | number): string | number {
  if (typeof fact === 'number' || fact.length <= LONGEST_FACT) return fact;
  return `${fact.slice(0, LONGEST_FACT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The WorkError of a code, with its sentence. */
export function workError<C extends keyof typeof workSentences>(
  code: C,
  facts: Parameters<(typeof workSentences)[C]>[0],
): WorkError {
  const sentence = workSentences[code] as (facts: Parameters<(typeof workSentences)[C]>[0]) => string;
  return new WorkError(code, sentence(facts), facts);
}

function place(f: InRow): string {
  return f.line > 0 ? `${f.file}, line ${f.line}` : `${f.file}, row ${f.row}`;
}
