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
    json: 'print one JSON document instead of text',
    columns: 'print how the columns of a table are read, and stop',
    missing:
      'words that mean "no value", separated by commas; an empty cell always does (default: NA; with a model: the words of its training)',
    table:
      "CSV, TSV, JSON, JSONL or Parquet, also as .gz or .zst; a quoted pattern such as 'part-*.csv' for several files; - reads stdin",
    model: 'model file written by bridle train',
  },

  scores: {
    about: 'Softmax, under control: scores to probabilities, tables to classifiers with a certified optimum.',
    detail:
      'Given numbers alone, bridle shows their share v/Σv and their softmax e^v/Σe^v side by side, and how both change when 1 is added to one value.',
    scores: 'numbers: 1 1 3, or 1,1,3, or - to read them from stdin',
    names: 'names of the values, separated by commas',
    temperature: 'divide the scores by T before softmax: 0 picks the largest, inf makes all equal (default: 1)',
    examples: [
      'bridle 1 1 3',
      'bridle 1 1 3 --names walk,bus,train --temperature 2',
      'bridle 1 1 3 --json',
      "echo '[2.5, -1, 0.3]' | bridle -",
    ],
  },

  check: {
    about: 'Find scores that overflow or underflow in f16, bf16, f32 or f64, with the naive and the stable formula',
    input:
      'numbers, or a file: each line is a row (one number per line: a single row); of a table, the numeric columns; - reads stdin',
    scores:
      'the columns that hold the scores, by name or number, separated by commas (default: all but identifiers and labels)',
    examples: [
      'bridle check 12 11 3',
      'bridle check logits.csv',
      'bridle check logits.parquet --json',
      'bridle check model.safetensors --tensor lm_head --axis 0',
    ],
  },

  softmax: {
    about:
      'Turn logits in a .npy, .npz, .safetensors or Parquet file into probabilities, and measure them against labels',
    detail:
      'The file is read some rows at a time, so it may be larger than memory. float16, bfloat16 and float8 are read too. Without --out it prints a summary and the first rows.',
    input: 'the file of logits',
    out: 'file to write: .npy (one array), .npz or .safetensors, of the same shape, or .parquet with lists (default: none)',
    log: 'logarithms of the probabilities instead of them',
    entropy: 'write the entropy of each row too, in nats',
    topK: 'show the k most probable classes (default: 3), and write them too',
    labels:
      'the true classes: another tensor or column of the file, or a tensor file; whole numbers from 0, -1 where not known',
    temperature: 'divides the logits (default: 1)',
    fitTemperature: 'use the temperature with the smallest log-loss on the labels',
    examples: [
      'bridle softmax logits.npy',
      'bridle softmax logits.npy --out p.npy --log',
      'bridle softmax outputs.npz --tensor logits --labels y --fit-temperature',
      'bridle softmax logits.safetensors --axis 1 --top-k 5 --out top.npz',
    ],
  },

  tensors: {
    axis: 'of a tensor file: the axis that a row runs along (default: -1, the last)',
    tensor: 'of a tensor file, the name of the tensor, where it has several; of a Parquet file, the column of lists',
    type: 'of a .npy file of ml_dtypes, whose header does not say it: bfloat16, float8_e4m3fn or float8_e5m2',
  },

  train: {
    about: 'Train a softmax classifier on a table to a certified optimum; write a model and a report',
    detail:
      'Minimises the mean cross-entropy + λ/2·‖W‖²; intercepts are not penalised. --l2 sets λ itself; --C sets the C of scikit-learn, λ = 1/(C·n) for n training rows, or 2/(C·n) for two classes, so a larger C is a weaker penalty. Numeric columns are standardised (mean 0, deviation 1) unless --no-standardize is given, so that the penalty treats them alike. Without --C and --l2, C is chosen by cross-validation on the training rows, and a temperature is fitted to the logits of the folds. Missing numbers are replaced by the mean, and an additional feature marks them. duckdb:FILE#TABLE, postgres://USER@HOST/DATABASE#TABLE and clickhouse://USER@HOST/DATABASE#TABLE train inside a database by SQL, on all rows and with C = 1 unless --C or --l2 is given, without reading the table into memory. sc://HOST:PORT/TABLE does so on a Spark server: MLlib fits, and a pass of SQL certifies the optimum.',
    target: 'the column to predict',
    out: 'file to write the model to (default: TABLE.model.json in this folder)',
    report:
      'file to write the report to, one HTML page: data, certificate, choice of the penalty, measures with intervals, confusion, each class, reliability, accuracy with uncertain rows left out, mistakes, largest weights (default: TABLE.report.html beside the model)',
    noReport: 'do not write a report',
    C: 'inverse strength of the penalty, as in scikit-learn: λ = 1/(C·n), or 2/(C·n) for two classes',
    l2: 'the penalty λ itself, instead of --C; 0 for none; auto (the default) chooses C by cross-validation',
    l1: 'L1 penalty λ₁·‖W‖₁ beside that of --l2, which makes weights that do not help exactly 0; without a number the penalty is L1 alone, and is chosen, or set by --C',
    l1Ratio: 'elastic net: the share of L1, from 0 to 1, in the penalty that is chosen or set by --C',
    folds: 'folds of the cross-validation (default: 5)',
    oneSe: 'choose the strongest penalty within one standard error of the best',
    calibration:
      'auto, none, temperature, vector, isotonic or dirichlet (default: auto, or none with --C or --l2 NUMBER); auto fits a temperature out of fold and keeps it if it lowers the log-loss',
    summary:
      'with --l2 0: estimates with standard errors, tests, odds ratios and marginal effects; no rows are held out unless --holdout is given',
    base: 'class that the others are compared with (default: the first); implies --summary',
    robust: 'standard errors that hold where the model does not (HC0); implies --summary',
    cluster: 'column that groups rows which depend on each other; implies --summary',
    confidence: 'confidence of the intervals (default: 0.95); implies --summary',
    reference: 'with --l2 0: reference levels of categories, as island=Biscoe (default: the first level)',
    noStandardize: 'use numeric columns as they are',
    fill: 'what stands in for missing numbers: mean or median of the training rows (default: mean)',
    weight: 'column with the weight of each row, a frequency (2 counts as two rows, 0 leaves out); it is no feature',
    classWeight:
      'weights of the classes in training: balanced, n/(classes · rows of the class), or NAME=NUMBER …; the probabilities are then those of so weighted shares (see --priors of predict)',
    holdout:
      'fraction of the rows to hold out of training, to measure the model on; 0 for none (default: 0.2, or 0.1 with texts)',
    refit: 'train again on all rows when the held-out ones have judged the model (default: with texts)',
    noRefit: 'write the model that was judged, also with texts',
    seed: 'seed of the random choice of these rows, of the folds and of the intervals (default: 1)',
    drop: 'columns to leave out',
    categorical: 'columns of numbers to treat as categories',
    numeric: 'columns that contain numbers; a cell that is not a number is refused',
    text: 'columns of texts, whose words and n-grams of characters become features (default: found by their cells)',
    ngrams: 'n-grams of texts, as words=1-2,chars=2-5 (the default) or one of both',
    maxFeatures: 'most n-grams of a column of texts, the most frequent ones (default: 262144)',
    hash: 'make 2^BITS features of texts by a hash instead of a list of n-grams; the model then has no words',
    minCount:
      'join the categories of a column that fewer rows have, and those that are new at prediction (default: 1, none); n-grams of texts that fewer rows have are left out',
    memory: 'keep the rows in a file and take at most so much memory, such as 2GB',
    tmp: 'the folder of that file (default: beside the model)',
    restart: 'begin anew, even if the state of an earlier training is saved beside the model',
    strict: 'refuse a table of which something would be decided: columns that identify rows or decide the target',
    id: 'columns that identify a row: no features, repeated in the predictions',
    solver:
      'auto, newton, lbfgs, gd (gradient descent), sgd (stochastic), or proximal with L1 (default: auto: newton for few weights, else lbfgs)',
    learningRate:
      'of gd or sgd, any number above 0: a step that might not lower the objective is shortened, and how often is printed (default: the longest safe steps); implies --solver gd',
    batchSize: 'rows of a step of sgd (default: 32)',
    maxIterations: 'maximum number of iterations of the solver, of epochs for sgd',
    threads:
      'threads that share the work; the model is the same for any number (default: one for each core, at most 8)',
    level:
      'reproducible or auto (default: reproducible, the same model on every machine); auto takes the fastest arithmetic here',
    columns: 'print how the columns of the table are read, and train nothing',
    examples: [
      'bridle train iris.csv --target species',
      'bridle train duckdb:shop.db#orders --target returned',
      'bridle train sc://localhost/orders --target returned',
      'bridle train iris.csv --target species --C 10 --holdout 0.3 --out iris.json',
      'bridle train iris.csv --target species --no-standardize --holdout 0 --json',
      'bridle train penguins.csv --target species --drop island sex',
      'bridle train penguins.csv --target island --l2 0 --summary --drop species',
    ],
  },

  predict: {
    about: 'Predict the class and the class probabilities of every row of a table',
    out: 'file to write: .csv, .tsv, .json, .jsonl or .parquet (default: CSV to stdout; JSON lines for those of stdin)',
    into: 'of a table on a Spark server, sc://HOST:PORT/TABLE: the new table that the server writes the predictions to',
    topK: 'write only the k most probable classes',
    keep: 'columns of the table to write before the predictions: id (those of --id at training), all or none (default: id)',
    rejectBelow: 'leave the class empty where the largest probability is below p',
    priors:
      'class shares of these rows where they differ from those of the training, as NAME=NUMBER … for every class, or equal: p × share/share at training, normalised',
    explain: 'add the n features that speak most for the predicted class: columns why_1 …',
    threads: 'threads that read and score; the file is the same for any number (default: one for each core, at most 4)',
    uncalibrated: 'leave the calibration of the model out',
    examples: [
      'bridle predict iris.model.json new.csv',
      'bridle predict iris.model.json new.csv --out probabilities.parquet',
      'bridle predict iris.model.json new.csv --top-k 2 --reject-below 0.9',
      'bridle predict iris.model.json sc://localhost/new --into predicted',
      'tail -f new.jsonl | bridle predict iris.model.json - --explain 3',
    ],
  },

  evaluate: {
    about: 'Measure a model on a table whose classes are known',
    report:
      'file to write a report to, one HTML page: measures with intervals, drift since training, confusion, each class, reliability, accuracy with uncertain rows left out, mistakes (default: none)',
    priors:
      'class shares of these rows where they differ from those of the training, as NAME=NUMBER … for every class, or equal: p × share/share at training, normalised',
    weight: 'column with the weight of each row, a frequency (2 counts as two rows, 0 leaves out)',
    uncalibrated: 'leave the calibration of the model out',
    accuracy: 'find the threshold for --reject-below that gives this accuracy',
    seed: 'seed of the bootstrap intervals in --json (default: 1)',
    examples: ['bridle evaluate iris.model.json test.csv', 'bridle evaluate iris.model.json test.csv --json'],
  },

  show: {
    about: 'Show what a model predicts, from which columns, how it was trained, and its largest weights',
    examples: ['bridle show iris.model.json', 'bridle show iris.model.json --json'],
  },

  import: {
    about: 'Make a model from a linear classifier of scikit-learn, Spark ML or ONNX',
    detail:
      'A .npz or .json has the arrays coef_, intercept_ and classes_ of a LogisticRegression, feature_names_in_ where there are names, and mean_ and scale_ of a StandardScaler before it; docs/export.md has the lines that write it. check_x and check_p, rows and their predict_proba, are compared with our own predictions before the model is written. A folder is a LogisticRegressionModel of Spark ML. An .onnx file has a LinearClassifier, or a product, a sum and a softmax.',
    file: 'a .npz, .json or .onnx file, or the folder of a Spark ML model',
    out: 'file to write the model to',
    target: 'the name of what the model predicts (default: class)',
    features: 'names of the features in their order, in place of those in the file',
    classes: 'names of the classes in their order, in place of those in the file',
    force: 'replace an existing file',
    examples: [
      'bridle import iris.npz --out iris.model.json --target species',
      'bridle import spark-model --out m.json --features age income --classes no yes',
    ],
  },

  export: {
    about: 'Write a model for use elsewhere: ONNX, SQL, a JavaScript module, arrays of scikit-learn, plain JSON',
    detail:
      "What is written is compared with the model's own predictions on 1,000 rows first; beyond a difference of 1e-12 nothing is written. The statements for duckdb, postgres, sqlite, clickhouse and spark are executed on these engines by this project's tests; those for bigquery, snowflake and trino are compared as text only.",
    to: 'onnx (a graph in float64), sql (one SELECT), js (a module without dependencies, with types), npz (coef_, intercept_, classes_ …) or json (plain arrays)',
    dialect: 'for sql: duckdb, postgres, sqlite, clickhouse, spark, bigquery, snowflake or trino (default: duckdb)',
    from: 'for sql: the table that the statement reads, as schema.table (default: the name of the training table)',
    keep: 'for sql: columns of that table to put before the predictions, such as a key (default: the identifiers of the training)',
    out: 'file to write, or - for stdout (default: the name of the model with .onnx, .sql, .mjs, .npz or .weights.json, in this folder)',
    force: 'replace an existing file',
    priors:
      'class shares of these rows where they differ from those of the training, as NAME=NUMBER … for every class, or equal: p × share/share at training, normalised',
    sample: 'a table of which the first 1,000 rows are compared (default: rows made from the model)',
    examples: [
      'bridle export iris.model.json --to sql --dialect postgres --from public.flowers --keep id',
      'bridle export iris.model.json --to js --out src/iris.mjs',
      'bridle export iris.model.json --to npz --sample iris.csv',
      'bridle export iris.model.json --to json --out -',
    ],
  },

  lab: {
    about: 'Open the web lab from local files, on this machine only',
    port: 'port to listen on (default: 4173, or any free port if that is in use)',
    noOpen: 'do not open a browser',
    examples: ['bridle lab', 'bridle lab --port 8080 --no-open'],
  },
};
