// Trains a softmax classifier where a Spark server has the table: MLlib fits it, and one pass of SQL over the table gives the
// objective and its exact gradient at MLlib's weights, because MLlib says nothing where it stops early. If the gradient is
// too large, one or two Newton steps with the Hessian of a sample follow.

import { type ColumnChoice, type Problem, type Start, type Trained, train } from '@bridle/sql';
import { nearestName } from 'bridle/learn';
import { deleteModel, fetchValue, fitEstimator, transformed } from './ml.ts';
import type { DataType } from './protocol/spark/connect/types_pb.ts';
import { type Session, sqlRelation } from './session.ts';
import { inputError, sparkError } from './spark-error.ts';
import { shownTable, sqlTable } from './table-name.ts';

/** Options of `trainOnSpark`. */
export type SparkTrainOptions = {
  /** The parts of the table's name: of a catalog, a schema, the table. */
  table: readonly string[];
  target: string;
  /** A column of weights ≥ 0: 2 counts a row twice. */
  weight?: string;
  /** The classes in their order; a row of another class is refused. Default: those of the table. */
  classes?: readonly string[];
  /** Columns to leave out, to read as categories, and that identify a row. */
  exclude?: readonly string[];
  categorical?: readonly string[];
  id?: readonly string[];
  /** λ itself, or scikit-learn's C. Default C = 1. */
  l2?: number;
  C?: number;
  standardize?: boolean;
  missing?: readonly string[];
  /** MLlib's iterations at most. Default 500. */
  maxIterations?: number;
  /** No entry of the gradient may be larger. Default 1e−7. */
  tolerance?: number;
  seed?: number;
  signal?: AbortSignal;
  onPhase?: (phase: SparkPhase) => void;
};

/** What the server is doing: counting, MLlib's fit, or a pass by SQL. */
export type SparkPhase = 'survey' | 'fit' | 'pass';

/** What `trainOnSpark` finds, with the iterations of MLlib's own fit. */
export type SparkTrained = Trained & { iterations: number; hitMaxIterations: boolean };

const NUMBERS = new Set(['byte', 'short', 'integer', 'long', 'float', 'double', 'decimal']);
const TEXTS = new Set(['string', 'char', 'varChar', 'boolean', 'date', 'timestamp', 'timestampNtz', 'time']);
const FIT = 'org.apache.spark.ml.classification.LogisticRegression';
const ASSEMBLER = 'org.apache.spark.ml.feature.VectorAssembler';
/** MLlib ends when the objective gains less than this fraction; its own 1e−6 leaves 2e−5 in the weights. */
const TOLERANCE = 1e-9;
/** The pass of the certificate, and those of two steps. */
const PASSES = 3;

/**
 * Trains a model. The recipe, the classes and the objective are those of `fit` and of `train` of @bridle/sql; numbers are
 * centred, scaled and filled by SQL before MLlib sees them, so that its penalty is on the same weights as ours.
 *
 * @throws SparkInputError 'no-such-table', 'no-such-column', 'unsupported-type'; SqlError as `train` of @bridle/sql;
 * SparkError for the server and the connection; the reason of the session's signal when it aborts.
 * @example
 * ```ts
 * import { openSession, parseAddress, trainOnSpark } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * await session.run(`CREATE TEMPORARY VIEW trained_points AS
 *   SELECT sin(id) AS x, IF(sin(id) + cos(3 * id) > 0, 'up', 'down') AS side FROM range(500)`);
 * const { model, gradientNorm } = await trainOnSpark(session, { table: ['trained_points'], target: 'side' });
 * [...model.classes, gradientNorm <= 1e-7]; // → ['down', 'up', true]
 * await session.close();
 * ```
 */
export async function trainOnSpark(session: Session, options: SparkTrainOptions): Promise<SparkTrained> {
  const { exclude = [], id = [], target, weight, maxIterations = 500, tolerance = 1e-7, onPhase = () => {} } = options;
  onPhase('survey');
  const columns = await columnsOf(session, options);
  const left = [...exclude, ...id, target, ...(weight === undefined ? [] : [weight])];
  const features = columns.filter(({ name }) => !left.includes(name));
  let iterations = 0;
  const start = async (problem: Problem): Promise<Start> => {
    onPhase('fit');
    const found = await fitOnSpark(session, problem, { isWeighted: weight !== undefined, maxIterations });
    iterations = found.iterations;
    onPhase('pass');
    return found;
  };
  const { table, classes, C, l2, standardize, missing, seed, signal } = options;
  const given = { weight, classes, C, l2, standardize, missing, seed, signal };
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const trained = await train((sql) => session.rows(sql), {
    ...{ dialect: 'spark', table, target, features, tolerance, maxPasses: PASSES, start },
    ...chosen,
  });
  return { ...trained, iterations, hitMaxIterations: iterations >= maxIterations };
}

/**
 * MLlib's optimum of a problem. Whatever happens, no model stays in the server's cache.
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, fitOnSpark } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * const statement = 'SELECT IF(sin(id) + cos(3 * id) > 0, 1D, 0D) AS label, sin(id) AS x0 FROM range(500)';
 * const problem = { statement, features: 1, classes: 2, l2: 0.1 };
 * const { iterations } = await fitOnSpark(session, problem, { isWeighted: false, maxIterations: 100 });
 * iterations > 0; // → true
 * await session.close();
 * ```
 */
export async function fitOnSpark(
  session: Session,
  { statement, features, classes, l2 }: Problem,
  { isWeighted, maxIterations }: { isWeighted: boolean; maxIterations: number },
): Promise<Start> {
  const names = Array.from({ length: features }, (_, j) => `x${j}`);
  const rows = transformed(ASSEMBLER, { inputCols: names, outputCol: 'features' }, sqlRelation(statement));
  const model = await fitEstimator(
    session,
    FIT,
    {
      ...{ featuresCol: 'features', labelCol: 'label', ...(isWeighted && { weightCol: 'weight' }) },
      ...{ family: 'multinomial', regParam: l2, elasticNetParam: 0, standardization: false },
      ...{ tol: TOLERANCE, maxIter: { whole: maxIterations } },
    },
    rows,
  );
  try {
    const weights = await fetchValue(session, model, 'coefficientMatrix');
    const intercepts = await fetchValue(session, model, 'interceptVector');
    const iterations = Number(await fetchValue(session, model, 'summary', 'totalIterations'));
    const isMatrix = typeof weights === 'object' && weights !== null && 'kind' in weights && weights.kind === 'matrix';
    const isVector =
      typeof intercepts === 'object' && intercepts !== null && 'kind' in intercepts && intercepts.kind === 'vector';
    if (
      !isMatrix ||
      !isVector ||
      weights.values.length !== classes * features ||
      intercepts.values.length !== classes
    ) {
      throw sparkError('not-understood', { server: session.server, found: 'weights of another shape' });
    }
    if (![...weights.values, ...intercepts.values].every(Number.isFinite)) {
      throw sparkError('not-finite', { server: session.server });
    }
    return { weights: weights.values, intercepts: intercepts.values, iterations };
  } finally {
    // A call that fails here changes no result; the end of the session empties its cache too.
    await deleteModel(session, model).catch(() => {});
  }
}

/** The columns of the table with their kinds; refuses a name that is not there and a type that is no feature. */
async function columnsOf(session: Session, options: SparkTrainOptions): Promise<ColumnChoice[]> {
  const { table, target, weight, exclude = [], categorical = [], id = [] } = options;
  const shown = shownTable(table);
  const columns = await session.schema(sqlRelation(`SELECT * FROM ${sqlTable(table)}`));
  const names = columns.map(({ name }) => name);
  for (const column of [target, ...(weight === undefined ? [] : [weight]), ...exclude, ...categorical, ...id]) {
    if (names.includes(column)) continue;
    throw inputError('no-such-column', { table: shown, column, nearest: nearestName(column, names), errorClass: '' });
  }
  const unused = new Set([...exclude, ...id]);
  return columns.map(({ name, type }) => {
    const kind = kindOf(type);
    if (kind === null && !unused.has(name)) {
      throw inputError('unsupported-type', { table: shown, column: name, type: (type.kind.case ?? '?').toUpperCase() });
    }
    return { name, kind: kind === 'numeric' && !categorical.includes(name) ? 'numeric' : 'categorical' };
  });
}

function kindOf({ kind }: DataType): ColumnChoice['kind'] | null {
  if (NUMBERS.has(kind.case ?? '')) return 'numeric';
  return TEXTS.has(kind.case ?? '') ? 'categorical' : null;
}
