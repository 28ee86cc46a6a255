// MLlib through Spark Connect: an estimator is fitted on the server, whose cache then holds the model until it is deleted.

import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { newIdentifier } from './identifier.ts';
import { type Parameter, readLiteral, type Value, writeLiteral } from './literal.ts';
import { CommandSchema } from './protocol/spark/connect/commands_pb.ts';
import { MlOperator_OperatorType } from './protocol/spark/connect/ml_common_pb.ts';
import { type MlCommandResult, MlCommandSchema } from './protocol/spark/connect/ml_pb.ts';
import { type Relation, RelationSchema } from './protocol/spark/connect/relations_pb.ts';
import type { Session } from './session.ts';
import { sparkError } from './spark-error.ts';

/** Parameters of an estimator or a transformer of MLlib, by their names. */
export type Parameters = Readonly<Record<string, Parameter>>;

/**
 * Fits an estimator, such as org.apache.spark.ml.classification.LogisticRegression; the model's name in the cache.
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, cleanCache, fitEstimator, sqlRelation, transformed } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * const query = "SELECT IF(sin(id) + cos(3 * id) > 0, 1D, 0D) AS label, sin(id) AS x FROM range(500)";
 * const rows = transformed(
 *   'org.apache.spark.ml.feature.VectorAssembler',
 *   { inputCols: ['x'], outputCol: 'features' },
 *   sqlRelation(query),
 * );
 * const model = await fitEstimator(session, 'org.apache.spark.ml.classification.LogisticRegression', { regParam: 0.1 }, rows);
 * typeof model; // → 'string'
 * await cleanCache(session);
 * await session.close();
 * ```
 */
export async function fitEstimator(
  session: Session,
  name: string,
  parameters: Parameters,
  dataset: Relation,
): Promise<string> {
  const estimator = operator(name, MlOperator_OperatorType.ESTIMATOR);
  const result = await run(session, { case: 'fit', value: { estimator, params: literals(parameters), dataset } });
  const found = result?.resultType.case === 'operatorInfo' ? result.resultType.value.type : undefined;
  if (found?.case !== 'objRef') throw sparkError('not-understood', { server: session.server, found: 'no model' });
  return found.value.id;
}

/**
 * An attribute of a model, by the methods that lead to it: ['summary', 'totalIterations'].
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, cleanCache, fetchValue, fitEstimator, sqlRelation, transformed } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * const query = "SELECT IF(sin(id) + cos(3 * id) > 0, 1D, 0D) AS label, sin(id) AS x FROM range(500)";
 * const rows = transformed(
 *   'org.apache.spark.ml.feature.VectorAssembler',
 *   { inputCols: ['x'], outputCol: 'features' },
 *   sqlRelation(query),
 * );
 * const model = await fitEstimator(session, 'org.apache.spark.ml.classification.LogisticRegression', { regParam: 0.1 }, rows);
 * await fetchValue(session, model, 'numClasses'); // → 2
 * await cleanCache(session);
 * await session.close();
 * ```
 */
export async function fetchValue(session: Session, model: string, ...methods: string[]): Promise<Value> {
  const value = { objRef: { id: model }, methods: methods.map((method) => ({ method })) };
  return paramOf(session, await run(session, { case: 'fetch', value }));
}

/**
 * What a transformer, such as org.apache.spark.ml.feature.VectorAssembler, makes of a relation.
 *
 * @example
 * ```ts
 * import { sqlRelation, transformed } from '@bridle/spark';
 * const parameters = { inputCols: ['x'], outputCol: 'features' };
 * const rows = transformed('org.apache.spark.ml.feature.VectorAssembler', parameters, sqlRelation('SELECT 1D AS x'));
 * rows.relType.case; // → 'mlRelation'
 * ```
 */
export function transformed(name: string, parameters: Parameters, input: Relation): Relation {
  const transformer = { case: 'transformer' as const, value: operator(name, MlOperator_OperatorType.TRANSFORMER) };
  const transform = {
    case: 'transform' as const,
    value: { operator: transformer, params: literals(parameters), input },
  };
  return create(RelationSchema, { relType: { case: 'mlRelation', value: { mlType: transform } } });
}

/**
 * What a fitted model makes of a relation.
 *
 * @example
 * ```ts
 * import { sqlRelation, transformedBy } from '@bridle/spark';
 * // The name of a model in the server's cache, as fitEstimator returns it.
 * transformedBy('7f4e', sqlRelation('SELECT 1D AS x')).relType.case; // → 'mlRelation'
 * ```
 */
export function transformedBy(model: string, input: Relation): Relation {
  const transform = {
    case: 'transform' as const,
    value: { operator: { case: 'objRef' as const, value: { id: model } }, input },
  };
  return create(RelationSchema, { relType: { case: 'mlRelation', value: { mlType: transform } } });
}

/**
 * Takes a model out of the server's cache.
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, cachedModels, deleteModel, fitEstimator, sqlRelation, transformed } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * const query = "SELECT IF(sin(id) + cos(3 * id) > 0, 1D, 0D) AS label, sin(id) AS x FROM range(500)";
 * const rows = transformed(
 *   'org.apache.spark.ml.feature.VectorAssembler',
 *   { inputCols: ['x'], outputCol: 'features' },
 *   sqlRelation(query),
 * );
 * const model = await fitEstimator(session, 'org.apache.spark.ml.classification.LogisticRegression', { regParam: 0.1 }, rows);
 * await deleteModel(session, model);
 * (await cachedModels(session)).length; // → 0
 * await session.close();
 * ```
 */
export async function deleteModel(session: Session, model: string): Promise<void> {
  await run(session, { case: 'delete', value: { objRefs: [{ id: model }] } });
}

/**
 * Takes every model of the session out of the server's cache.
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, cachedModels, cleanCache } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * await cleanCache(session);
 * await cachedModels(session); // → []
 * await session.close();
 * ```
 */
export async function cleanCache(session: Session): Promise<void> {
  await run(session, { case: 'cleanCache', value: {} });
}

/**
 * One text for each model of the session in the server's cache.
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, cachedModels, cleanCache, fitEstimator, sqlRelation, transformed } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * const query = "SELECT IF(sin(id) + cos(3 * id) > 0, 1D, 0D) AS label, sin(id) AS x FROM range(500)";
 * const rows = transformed(
 *   'org.apache.spark.ml.feature.VectorAssembler',
 *   { inputCols: ['x'], outputCol: 'features' },
 *   sqlRelation(query),
 * );
 * const model = await fitEstimator(session, 'org.apache.spark.ml.classification.LogisticRegression', { regParam: 0.1 }, rows);
 * [model, (await cachedModels(session)).length].slice(1); // → [1]
 * await cleanCache(session);
 * await session.close();
 * ```
 */
export async function cachedModels(session: Session): Promise<string[]> {
  const value = paramOf(session, await run(session, { case: 'getCacheInfo', value: {} }));
  return Array.isArray(value) ? value.map(String) : [];
}

/**
 * Saves a model of the cache as a folder that the server writes.
 *
 * @example
 * ```ts
 * import { openSession, parseAddress, cleanCache, fitEstimator, sqlRelation, transformed, writeModel } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * const query = "SELECT IF(sin(id) + cos(3 * id) > 0, 1D, 0D) AS label, sin(id) AS x FROM range(500)";
 * const rows = transformed(
 *   'org.apache.spark.ml.feature.VectorAssembler',
 *   { inputCols: ['x'], outputCol: 'features' },
 *   sqlRelation(query),
 * );
 * const model = await fitEstimator(session, 'org.apache.spark.ml.classification.LogisticRegression', { regParam: 0.1 }, rows);
 * await writeModel(session, model, 'out/spark-model'); // → undefined
 * await cleanCache(session);
 * await session.close();
 * ```
 */
export async function writeModel(session: Session, model: string, path: string): Promise<void> {
  await run(session, { case: 'write', value: { type: { case: 'objRef', value: { id: model } }, path } });
}

type Request = NonNullable<MessageInitShape<typeof MlCommandSchema>['command']>;

async function run(session: Session, command: Request): Promise<MlCommandResult | undefined> {
  const value = create(MlCommandSchema, { command });
  const responses = await session.command(create(CommandSchema, { commandType: { case: 'mlCommand', value } }));
  return responses
    .map(({ responseType: type }) => (type.case === 'mlCommandResult' ? type.value : undefined))
    .find(Boolean);
}

function paramOf(session: Session, result: MlCommandResult | undefined): Value {
  if (result?.resultType.case !== 'param')
    throw sparkError('not-understood', { server: session.server, found: 'no value' });
  try {
    return readLiteral(result.resultType.value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw sparkError('not-understood', { server: session.server, found: error.message.replace(/^literal: /, '') });
  }
}

function operator(name: string, type: MlOperator_OperatorType) {
  return { name, uid: `${name.split('.').at(-1)}_${newIdentifier().replaceAll('-', '').slice(0, 12)}`, type };
}

function literals(parameters: Parameters) {
  return { params: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, writeLiteral(value)])) };
}
