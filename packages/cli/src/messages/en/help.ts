// The help in English: one line on what each command and option does, then examples that can be pasted.

export const help = {
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
    'Examples:': 'Examples:',
  } as Record<string, string>,
  anyOptions: '[options]',
  common: {
    lang: (choices: string) =>
      `language of the output: ${choices} (default: by BRIDLE_LANG, LC_ALL, LC_MESSAGES or LANG)`,
    version: 'print the version',
    help: 'print this help',
    helpCommand: 'print the help of a command',
    json: 'print one JSON document instead of a text',
    missing: 'words that mean "no value", separated by commas, beside the empty cell (default: NA)',
    table: 'CSV, TSV, JSON, JSONL or Parquet',
    model: 'the file that bridle train wrote',
  },

  scores: {
    about: 'Softmax, under control: probabilities from scores, and classifiers from tables that can be trusted.',
    detail:
      'With numbers alone, bridle shows their plain share v/Σv and their softmax e^v/Σe^v side by side, and what +1 on each value does to both.',
    scores: 'numbers: 1 1 3, or 1,1,3, or - to read them from stdin',
    names: 'their names, separated by commas',
    temperature: 'divides the scores before softmax: 0 picks the largest, inf makes all equal (default: 1)',
    examples: [
      'bridle 1 1 3',
      'bridle 1 1 3 --names walk,bus,train --temperature 2',
      'bridle 1 1 3 --json',
      "echo '[2.5, -1, 0.3]' | bridle -",
    ],
  },

  check: {
    about: 'Say what would overflow or underflow in f16, bf16, f32 and f64, in the naive and the stable formula',
    input:
      'a file or numbers: a line of numbers is a row (one number a line makes one row), a table gives its numeric columns, - reads stdin',
    examples: ['bridle check 12 11 3', 'bridle check logits.csv', 'bridle check logits.parquet --json'],
  },

  train: {
    about: 'Train a softmax classifier on a table, to a certified optimum, and write model and report',
    detail:
      'Minimises the mean cross-entropy + λ/2·‖W‖², intercepts free. --l2 gives λ itself; --C gives λ = 1/(C·n) for n rows of training, so that a larger C means a weaker penalty. Numeric columns are standardised (mean 0, deviation 1) unless --no-standardize is given, so the penalty treats them alike; missing numbers become the mean, and a column says that they were missing.',
    target: 'the column to predict',
    out: 'where the model goes (default: TABLE.model.json in this folder)',
    report: 'where the report goes, an HTML page (default: beside the model)',
    noReport: 'write no report',
    C: 'inverse strength of the penalty, λ = 1/(C·n) (default: 1)',
    l2: 'the penalty λ itself, instead of --C; 0 for none',
    noStandardize: 'use numeric columns as they are',
    holdout: 'part of the rows kept out of training to measure it; 0 for none (default: 0.2)',
    seed: 'which rows are held out (default: 1)',
    drop: 'columns to leave out',
    categorical: 'columns to take as categories though they hold numbers',
    solver: 'auto, newton or lbfgs (default: auto)',
    maxIterations: 'stop the solver after so many iterations',
    examples: [
      'bridle train iris.csv --target species',
      'bridle train iris.csv --target species --C 10 --holdout 0.3 --out iris.json',
      'bridle train iris.csv --target species --no-standardize --holdout 0 --json',
      'bridle train penguins.csv --target species --drop island sex',
    ],
  },

  predict: {
    about: 'Give the class and the probabilities of every row of a table',
    out: 'where they go: .csv, .tsv, .json, .jsonl or .parquet (default: CSV on stdout)',
    topK: 'only the k most probable classes',
    rejectBelow: 'leave the class empty where the largest probability is below p',
    examples: [
      'bridle predict iris.model.json new.csv',
      'bridle predict iris.model.json new.csv --out probabilities.parquet',
      'bridle predict iris.model.json new.csv --top-k 2 --reject-below 0.9',
    ],
  },

  evaluate: {
    about: 'Measure a model on a table whose classes are known',
    report: 'write a report too, an HTML page',
    examples: ['bridle evaluate iris.model.json test.csv', 'bridle evaluate iris.model.json test.csv --json'],
  },

  lab: {
    about: 'Open the web lab from local files, on this machine only',
    port: 'where to listen (default: 4173, or any free port if that is taken)',
    noOpen: 'do not open a browser',
    examples: ['bridle lab', 'bridle lab --port 8080 --no-open'],
  },
};
