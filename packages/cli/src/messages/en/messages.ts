// What the command line says in English. Every other language has the same keys (see ../languages.ts); the texts of the
// help are in help.ts. An error of the pipeline brings its own English sentence.

import { boltzmann, boltzmannHelp } from './boltzmann.ts';
import { evaluate } from './evaluate.ts';
import { embeddingsHelp, features, interactionsHelp } from './features.ts';
import { help } from './help.ts';
import { table, tableHelp } from './table.ts';

/** `1 row`, `1,797 rows`. */
const rowsOf = (rows: string) => (rows === '1' ? '1 row' : `${rows} rows`);

export const messages = {
  help: {
    ...help,
    boltzmann: boltzmannHelp,
    table: tableHelp,
    embeddings: embeddingsHelp,
    interactions: interactionsHelp,
  },
  features,
  table,

  /** What is wrong with the call, each in one sentence; names are already printable. */
  call: {
    numbers: (word: string) => `${word}, or a class and a number above 0, as setosa=2`,
    pair: 'a column and its level, as island=Biscoe',
    ngrams: 'words=1-2,chars=2-5 or one of both, each from 1 to 100',
    unknownCommand: (word: string, nearest: string) =>
      nearest
        ? `"${word}" is neither a command nor a number; did you mean ${nearest}?`
        : `"${word}" is neither a command nor a number`,
    unknownOption: (flag: string, nearest: string) =>
      nearest ? `unknown option ${flag}; did you mean ${nearest}?` : `unknown option ${flag}`,
    missingArgument: (name: string) => `${name} is missing`,
    missingOption: (flags: string) => `the option ${flags} is required`,
    missingValue: (flags: string) => `the option ${flags} needs a value`,
    conflict: (one: string, other: string) => `${one} and ${other} cannot be used together`,
    tooMany: (expected: number, found: number) =>
      `expected ${expected} ${expected === 1 ? 'argument' : 'arguments'}, found ${found}`,
    optionBeforeCommand: (flag: string, command: string) =>
      `the options of a command follow it: bridle ${command} … ${flag}`,
    seeHelp: (sentence: string, call: string) => `${sentence} See ${call} --help.`,
    oneOf: (choices: readonly string[]) => choices.join(', ').replace(/, ([^,]*)$/, ' or $1'),
    badValue: (flag: string, found: string, expected: string) => `${flag}: expected ${expected}, found "${found}"`,
    badNumber: (word: string, position: number) => `value ${position} is not a number: "${word}"`,
    noNumbers: 'no numbers were found',
    tooLarge: (place: string, megabytes: number) => `${place} has more than ${megabytes} MB of text`,
    neitherNumberNorFile: (word: string) => `"${word}" is neither a number nor an existing file`,
    wordInLine: (place: string, line: number, word: string) =>
      word === '' ? `${place}, line ${line}: a number is missing` : `${place}, line ${line}: "${word}" is not a number`,
    raggedLine: (place: string, line: number, expected: number, found: number) =>
      `${place}, line ${line}: expected ${expected} numbers, as in the lines before, found ${found}`,
    noSuchColumn: (place: string, column: string, nearest: string) =>
      `${place} has no numeric column "${column}"${nearest && `; the nearest name is "${nearest}"`}`,
    noNumericColumns: (file: string) => `${file} has no numeric columns`,
    nameCount: (names: number, values: number) =>
      `--names gives ${names} ${names === 1 ? 'name' : 'names'} for ${values} ${values === 1 ? 'value' : 'values'}`,
  },

  /** What an option expects, for badValue. */
  expects: {
    temperature: 'a number, such as 0.5, 2 or inf',
    positive: 'a number above 0',
    notNegative: 'a number of at least 0',
    notNegativeOrAuto: 'a number of at least 0, or auto',
    wholeTwo: 'a whole number of at least 2',
    bits: 'a whole number from 1 to 24',
    fraction: 'a number from 0 up to, but not including, 1',
    betweenZeroAndOne: 'a number between 0 and 1',
    probability: 'a number from 0 to 1',
    wholePositive: 'a whole number of at least 1',
    wholeNotNegative: 'a whole number of at least 0',
    whole: 'a whole number',
    port: 'a port from 0 to 65535',
    size: 'a size such as 512MB or 2GB',
  },

  /** How a call ends early. */
  end: {
    prefix: 'bridle: ',
    interrupted: 'interrupted; no incomplete file was left behind.',
    notPrinted: (reason: string) => `the result could not be written to stdout: ${reason}.`,
    /** Reasons for it by the code of the system; of any other code the system's own text. */
    streamErrors: { ENOSPC: 'the disk is full', EIO: 'the device reports an error' } as Record<string, string>,
    fault: (message: string) => `internal error in bridle: ${message} (BRIDLE_DEBUG=1 prints the stack trace).`,
  },

  scores: {
    value: 'value',
    share: 'share',
    softmax: 'softmax',
    logOdds: 'log-odds',
    plusOne: '+1 to',
    points: ' pp',
    temperature: (t: string) => `softmax (T = ${t})`,
    softmaxLaw: (factor: string) =>
      `Softmax depends on differences: adding 1 to every value changes nothing; adding 1 to one value multiplies its odds by ${factor}.`,
    shareLaw: (name: string, before: string, after: string) =>
      `Share depends on ratios: doubling every value changes nothing; adding 1 to every value does (${name}: ${before} → ${after}).`,
    noPlusOne: (limit: string) => `The effect of adding 1 is shown for up to ${limit} values.`,
    refused: (reason: string) => `No share: ${reason}.`,
    refusals: {
      negative: (value: string, name: string) =>
        `all values must be at least 0, but ${name} is ${value}; softmax takes any number`,
      notANumber: (_value: string, name: string) => `${name} is not a number`,
      infinite: (_value: string, name: string) => `${name} is infinite`,
      zeroSum: () => 'the values sum to 0, and nothing can be divided by 0',
    },
  },

  check: {
    scores: 'scores',
    size: (rows: string, columns: string) => `${rowsOf(rows)} of ${columns} ${columns === '1' ? 'value' : 'values'}`,
    columns: 'columns',
    leftOut: 'left out',
    reasons: { identifier: 'identifier', label: 'label', text: 'not numeric' },
    missing: 'missing',
    emptyRows: 'empty rows',
    voidRows: 'all -∞',
    ties: 'ties for the largest',
    spread: 'widest spread',
    entropy: 'entropy of softmax',
    nats: 'nats',
    row: (row: string) => `row ${row}`,
    value: (column: string) => `value ${column}`,
    column: (name: string) => `column ${name}`,
    cell: (row: string, cell: string) => `row ${row}, ${cell}`,
    more: (shown: string, more: string) => `${shown} and ${more} more`,
    range: 'range for e^x',
    naive: 'naive',
    stable: 'stable',
    rows: rowsOf,
    verdicts: { ok: 'ok', lossy: 'some become 0', overflow: 'OVERFLOW → NaN', underflow: 'UNDERFLOW → 0/0' },
    faults: {
      overflow: (where: string, at: string, value: string, exponent: string, threshold: string) =>
        `${where}: ${at} is ${value}, so e^${exponent} overflows (limit ${threshold}).`,
      underflow: (where: string, at: string, value: string, exponent: string, threshold: string) =>
        `${where}: ${at} is ${value}, so e^${exponent} becomes 0 (limit ${threshold}).`,
      score: (where: string, at: string, value: string, _exponent: string, threshold: string) =>
        `${where}: ${at} is ${value}, beyond the limit of the format, ${threshold}.`,
      weight: (where: string, at: string, value: string, _exponent: string, _threshold: string) =>
        `${where}: ${at} is ${value}, so its weighted e^x becomes 0.`,
      sum: (where: string, at: string, value: string, _exponent: string, threshold: string) =>
        `${where}: the sum overflows when ${at}, ${value}, is added (limit ${threshold}).`,
      quotient: (where: string, at: string, value: string, _exponent: string, _threshold: string) =>
        `${where}: ${at} is ${value}, so its probability becomes 0.`,
    },
    notTried:
      'The table leaves out rows with NaN, whose result is NaN in every format, and rows with +∞, whose +∞ take all the probability.',
    useWider: (formats: string) =>
      `These scores are too large for ${formats}: even the stable formula needs a wider format.`,
    useStable: 'Subtract the largest score first (the stable formula); bridle always does.',
    useLogs: 'A probability that becomes 0 still has a finite logarithm: use logSoftmax.',
    allWell: 'For these scores both formulas are safe in every format.',
    float8:
      'float8_e4m3fn has no infinity and ends at 448: PyTorch and ONNX save larger scores as 448, ml_dtypes as NaN.',
  },

  softmax: {
    logits: 'logits',
    shape: (rows: string, classes: string) => `${rowsOf(rows)} of ${classes} classes`,
    tensor: 'tensor',
    along: (shape: string, type: string, axis: string) => `${shape}, ${type}, rows along axis ${axis}`,
    temperature: 'temperature',
    fitted: (temperature: string) => `${temperature}, fitted to the labels`,
    atBound: (temperature: string) =>
      `${temperature}, where the search ends: the log-loss has no smallest value, as when every label is the largest logit`,
    entropy: 'mean entropy',
    nats: 'nats',
    confidence: 'mean top probability',
    undefined: 'rows without a softmax',
    undefinedReason: (rows: string) => `${rows}: they hold NaN, or only -∞, and are left out of the figures`,
    labelled: 'rows with a label',
    before: 'temperature 1',
    after: 'fitted',
    row: 'row',
    reading: (rows: string, total: string) => `${rows} of ${total} rows …`,
    written: (file: string, arrays: string) => `wrote ${arrays} to ${file}`,
    noLabels: '--fit-temperature needs --labels',
    twoTemperatures: '--temperature and --fit-temperature cannot be used together',
    noFit: 'no row has both a label and a softmax: there is nothing to fit the temperature to',
    notTensors: (file: string) =>
      `"${file}" is no tensor file; bridle softmax reads .npy, .npz, .safetensors and lists in Parquet, and bridle check reads tables too`,
    onlyTensors: (option: string) => `${option} applies to .npy, .npz and .safetensors files only`,
    needsOut: (option: string) => `${option} is about what is written: add --out`,
  },

  metrics: {
    rows: 'rows',
    accuracy: 'accuracy',
    logLoss: 'log-loss',
    brier: 'Brier score',
    ece: 'calibration error',
    confusion: 'true \\ predicted',
    precision: 'precision',
    recall: 'recall',
  },

  train: {
    phases: {
      prepare: 'preparing the columns …',
      evaluate: 'measuring …',
      write: 'writing …',
    },
    state: {
      resumed: (file: string) => `${file}: the training continues from this saved state (--restart begins anew).`,
      unusable: {
        foreign: (file: string) => `${file} is no saved state of a training; the training begins anew.`,
        broken: (file: string) => `${file} is a damaged or incomplete saved state; the training begins anew.`,
      },
      notSaved: (file: string, reason: string) =>
        `${file}: the state of the training cannot be saved (${reason}); the training goes on without.`,
      reasons: {
        changed: 'the table has changed since it was read',
        'disk-full': 'the disk is full',
        'no-permission': 'permission denied',
        'write-failed': 'writing failed',
      },
      kept: (file: string) => `The state of the training is saved in ${file}; the same command continues from it.`,
    },
    reading: (rows: string, total: string) => `reading · ${rows} of ${total} rows`,
    solvers: {
      newton: "Newton's method",
      lbfgs: 'L-BFGS',
      gd: 'gradient descent',
      sgd: 'stochastic gradient descent',
      proximal: 'proximal Newton',
    },
    l1: 'L1',
    nonzero: (l1: string, kept: string, features: string) =>
      `λ₁ = ${l1} · ${kept} of ${features} features have a weight other than 0`,
    learningRate: 'learning rate',
    rate: (asked: string, capped: string, steps: string, first: string) =>
      capped === '0'
        ? `${asked} in all ${steps} steps`
        : `${asked} · shortened by Böhning's bound in ${capped} of ${steps} steps, first in step ${first}`,
    safeRate: 'the longest safe steps',
    rateRange: (shortest: string, longest: string) => `used ${shortest} to ${longest}`,
    fitting: (solver: string, iteration: string, objective: string, gradient: string, left: string) =>
      `training · ${solver} · iteration ${iteration} · objective ${objective} · |gradient| ${gradient}${left === '' ? '' : ` · about ${left} left`}`,
    choosing: (training: string, total: string, left: string) =>
      `choosing the penalty · training ${training} of ${total}${left === '' ? '' : ` · about ${left} left`}`,
    penalty: 'penalty',
    chosen: (C: string, values: string, folds: string, loss: string) =>
      `C = ${C} · best of ${values} in ${folds} folds · log-loss ${loss}`,
    notChosen: (C: string) => `C = ${C} · nothing to choose by: no class has two training rows`,
    calibration: 'calibration',
    calibrations: {
      temperature: 'temperature',
      vector: 'vector scaling',
      isotonic: 'isotonic',
      dirichlet: 'Dirichlet',
    },
    calibrated: (name: string, losses: string, errors: string) => `${name} · log-loss ${losses} · ECE ${errors}`,
    notCalibrated: (name: string, losses: string) => `none · ${name} does not help: log-loss ${losses}`,
    singleRowClasses: (names: string) =>
      `Classes with one training row took part in every training of the cross-validation and were not judged: ${names}.`,
    data: 'data',
    rows: rowsOf,
    target: 'target',
    classes: (n: string) => `${n} classes`,
    features: 'features',
    featureCount: (features: string) => features,
    leftOut: (names: string, reason: string) => `left out ${names} (${reason})`,
    andMore: (n: number) => `${n} more`,
    reasons: {
      constant: 'constant',
      'all-distinct': 'all values differ',
      'all-missing': 'empty',
      'row-numbers': 'counts the rows',
      'row-identifiers': 'identifies the rows',
      'nearly-distinct': 'most texts differ',
      identifier: '--id',
      weight: '--weight',
      'no-terms': 'no words often enough (--min-count)',
      excluded: '--drop',
    },
    findings: {
      left: (what: string, undo: string) => `${what}: left out (${undo} uses it)`,
      used: (what: string, undo: string) => `${what}: used (${undo} leaves it out)`,
      'row-numbers': (column: string) => `column ${column} counts the rows`,
      'row-identifiers': (column: string) => `column ${column} has a different whole number in every row`,
      'nearly-distinct': (column: string, values: string, rows: string) =>
        `column ${column} has ${values} different texts in ${rowsOf(rows)}`,
      apart: (what: string, parts: string, undo: string) =>
        `${what}: taken apart into ${parts} (${undo} leaves it out)`,
      dates: (column: string) => `column ${column} contains dates`,
      text: (column: string) => `column ${column} contains texts`,
      words: (what: string, drop: string, categorical: string) =>
        `${what}: taken apart into words and n-grams of characters (${drop} leaves it out, ${categorical} treats each text as a category)`,
      parts: {
        year: 'year',
        month: 'month',
        weekday: 'weekday',
        hour: 'hour',
        time: 'time of day',
        elapsed: 'days elapsed',
      },
      'decides-target': (column: string) => `column ${column} decides the target alone; it may be a copy of it`,
    },
    setAside: 'unused',
    alikeClasses: (names: string) =>
      `The classes ${names} differ only in case or blanks and are counted as different; if they are one class, write them alike.`,
    zeroWeight: (rows: string) => `${rowsOf(rows)} of weight 0`,
    weights: 'weights',
    weightColumn: (column: string, total: string) => `column ${column}, as frequencies · sum ${total}`,
    classWeights: (list: string) => `by class: ${list}`,
    priors: 'class shares',
    missingTarget: (rows: string) => `${rowsOf(rows)} without a target`,
    split: 'split',
    heldOutRows: (train: string, test: string) => `${rowsOf(train)} for training, ${test} held out`,
    sizeOfTerms: (size: string) => `n-grams ${size}`,
    refitted: (rows: string) => `trained again on all ${rows}`,
    allRows: 'all rows for training, none held out',
    spilling: (size: string, file: string) => `Writes the rows to ${file} (${size}), which is removed at the end.`,
    memory: 'memory',
    streamed: (memory: string, spill: string) => `${memory} · rows in a file of ${spill}`,
    drawn: 'drawn',
    drawnRows: (sample: string, judged: string) =>
      `penalty, calibration and start by ${rowsOf(sample)} · measured on ${judged}`,
    solver: 'solver',
    iterations: (iterations: string, passes: string) =>
      `${iterations} ${iterations === '1' ? 'iteration' : 'iterations'} · ${passes} passes over the data`,
    converged: 'optimum',
    notConverged: 'NOT converged',
    objective: 'objective',
    gradient: (norm: string) => `|gradient|∞ ${norm}`,
    gap: (bound: string) => `at most ${bound} above the minimum`,
    stops: {
      optimum: '',
      precision:
        'No step lowers the objective any further in float64. The bound above says how far the minimum can be; without a penalty there is no bound.',
      stuck: 'The solver found no step that lowers the objective: the numbers may differ too much in size.',
      separated:
        'Without a penalty there is no optimum: some classes can be separated completely, so larger weights always lower the objective. Use --l2 above 0, or --C.',
      'max-iterations':
        'The solver reached the maximum number of iterations before the optimum. Increase --max-iterations.',
    },
    databaseForm:
      'a table in a database is given as duckdb:FILE#TABLE, postgres://USER@HOST/DATABASE#TABLE or clickhouse://USER@HOST/DATABASE#TABLE, where TABLE may be SCHEMA.TABLE',
    numbersAsTexts: (column: string, levels: string) =>
      `Column ${column} is of texts, all of them numbers, and is used as a category of ${levels} values. To use it as a number, convert it in a view; if it is a category, name it with --categorical.`,
    sparkForm: 'a table on a Spark server is given as sc://HOST:PORT/TABLE, or sc://HOST:PORT/SCHEMA.TABLE',
    sparkPhases: { survey: 'counting', fit: 'training', pass: 'checking the optimum' },
    onSpark: (phase: string, tasks: string) => `Spark · ${phase}${tasks && ` · ${tasks} tasks`}`,
    sparkFit: (iterations: string) => `Spark MLlib · ${iterations} ${iterations === '1' ? 'iteration' : 'iterations'}`,
    corrected: (rows: string) => `corrected by a sample of ${rowsOf(rows)}`,
    sparkStopped: (iterations: string) =>
      `Spark's fit stopped at the maximum of ${iterations} iterations; the gradient below says how far the optimum is. Increase --max-iterations.`,
    passing: (pass: string, objective: string, gradient: string) =>
      `training · pass ${pass} · objective ${objective} · |gradient| ${gradient}`,
    passes: (passes: string) => `SQL · ${passes} ${passes === '1' ? 'pass' : 'passes'} over the table`,
    sampled: (rows: string) => `started from ${rowsOf(rows)}`,
    training: 'training',
    heldOut: 'held out',
    model: 'model',
    report: 'report',
    next: 'next',
    newTable: 'NEW_TABLE',
  },

  summary: {
    intercept: '(intercept)',
    likelihood: 'log-likelihood',
    likelihoods: (model: string, shares: string, r2: string) =>
      `${model} · class shares alone ${shares} · McFadden's R² ${r2}`,
    criteria: 'criteria',
    modelTest: 'model test',
    errors: 'std. errors',
    errorKinds: {
      model: 'of the model',
      robust: 'robust (HC0)',
      clustered: 'clustered',
    },
    clustered: (column: string) => `clustered by ${column}, without a correction for few clusters`,
    leftOut: 'left out',
    incomplete: (rows: string) => `${rowsOf(rows)} with a missing cell`,
    references: 'references',
    against: (name: string, base: string) => `${name} against ${base}`,
    estimate: 'estimate',
    error: 'std. error',
    interval: (confidence: string) => `${confidence} interval`,
    odds: 'odds ratio',
    column: 'likelihood-ratio test of',
    effects: 'average marginal effect of',
  },

  predict: {
    progress: (rows: string, total: string, rate: string, left: string) =>
      `${rows} of ${total} rows · ${rate} rows/s · ${left} left`,
    failedLines: (failed: string, lines: string) =>
      `${failed} of ${lines} lines could not be used; each is answered by its error`,
    done: (rows: string, file: string) => `${rowsOf(rows)} → ${file}`,
    rejected: (rows: string, threshold: string) =>
      `${rowsOf(rows)} left without a class: no probability reaches ${threshold}`,
    scoring: 'predicting',
    unscored: (rows: string) => `${rowsOf(rows)} without a class: a number in them is infinite`,
    needsInto: 'the predictions of a table on a server stay there: name the new table with --into',
    badInto: (found: string) => `--into: "${found}" is no name of a table; write TABLE or SCHEMA.TABLE`,
    intoForServers: '--into is for a table on a server, sc://HOST/TABLE; use --out FILE for a file',
  },

  override: (option: string, given: string, kept: string) =>
    `${option}: ${given} is used here in place of ${kept}, which the model keeps from its training`,

  show: {
    classes: 'classes',
    numbers: 'numbers',
    dates: 'dates',
    texts: 'texts',
    terms: (n: string) => `${n} ${n === '1' ? 'term' : 'terms'}`,
    reading: 'read with',
    categories: 'categories',
    penalty: 'penalty',
    none: 'none',
    standardized: 'numbers standardised',
    notStandardized: 'numbers not standardised',
    iterations: (n: string) => (n === '1' ? '1 iteration' : `${n} iterations`),
    weights: 'largest weights',
    moreClasses: (n: string) => `${n} more ${n === '1' ? 'class' : 'classes'}; --json has them all.`,
  },

  import: {
    done: (source: string, features: string, classes: string, file: string) =>
      `${source}: ${features} features, ${classes} classes → ${file}`,
    compared: (rows: string, difference: string) =>
      `${rowsOf(rows)} of the file compared with its own predictions, largest difference ${difference}`,
    notCompared: 'not compared, because the file has no predictions of its own',
    imported: 'imported from',
  },

  export: {
    compared: (rows: string, difference: string) =>
      `${rowsOf(rows)} compared with the model's own predictions, largest difference ${difference}`,
    otherDialect: (dialect: string) =>
      `The comparison ran the same statement in DuckDB's dialect, as there is no ${dialect} here.`,
  },

  unseen: {
    level: (column: string, level: string, rows: string) =>
      `column ${column}: "${level}" does not occur in the training data (${rowsOf(rows)}); it is treated as none of the known values`,
    missing: (column: string, rows: string) =>
      `column ${column}: empty in ${rowsOf(rows)}, never in the training data; the mean or median of the training stands in for a number, and an empty category is treated as none of the known values`,
    more: (n: number) => `and ${n} more such values`,
  },

  lab: {
    running: 'The lab is at this address, on this machine only. Press Ctrl-C to stop it.',
    notBuilt: 'the lab has not been built; run npm run build first',
    portTaken: (port: number) =>
      `port ${port} is in use; choose another with --port, or leave --port out to use any free port`,
  },

  evaluate,
  boltzmann,
};

/** The keys that every language has, and the facts that each sentence is built from. */
export type Messages = typeof messages;
