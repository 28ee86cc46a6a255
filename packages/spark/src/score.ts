// Scores a table where a Spark server has it: one CREATE TABLE AS with the model as SQL. No row comes to the client.

import { probabilityColumns, scoring } from '@bridle/sql';
import { columnsOf, type Model, nearestName } from 'bridle/learn';
import { type Session, sqlRelation } from './session.ts';
import { inputError } from './spark-error.ts';
import { shownTable, sqlTable } from './table-name.ts';

/** What `scoreOnSpark` wrote. */
export type SparkScored = {
  rows: number;
  /** Rows without a class, because a number in them is infinite. */
  unscored: number;
  /** The columns of the classes' probabilities, in the order of the model. */
  columns: string[];
};

/**
 * Makes the table `into` of the columns of `keep`, the class and the probabilities of every row. A table that exists is
 * left as it is.
 *
 * @throws SparkInputError 'table-exists', 'folder-exists', 'no-such-table', 'no-such-column'; SqlError as `scoring` of @bridle/sql; SparkError;
 * the reason of the session's signal when it aborts.
 * @example
 * ```ts
 * import { openSession, parseAddress, scoreOnSpark, trainOnSpark } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * await session.run(`CREATE TEMPORARY VIEW scored_points AS
 *   SELECT id AS i, sin(id) AS x, IF(sin(id) + cos(3 * id) > 0, 'up', 'down') AS side FROM range(500)`);
 * const { model } = await trainOnSpark(session, { table: ['scored_points'], target: 'side', exclude: ['i'] });
 * (await scoreOnSpark(session, model, ['scored_points'], ['scores_of_points'], ['i'])).rows; // → 500
 * await session.run('DROP TABLE scores_of_points');
 * await session.close();
 * ```
 */
export async function scoreOnSpark(
  session: Session,
  model: Model,
  table: readonly string[],
  into: readonly string[],
  keep: readonly string[] | 'all' = [],
): Promise<SparkScored> {
  const names = (await session.schema(sqlRelation(`SELECT * FROM ${sqlTable(table)}`))).map(({ name }) => name);
  const kept = keep === 'all' ? names : keep;
  for (const column of [...columnsOf(model.recipe).map(({ name }) => name), ...kept]) {
    if (names.includes(column)) continue;
    const facts = { table: shownTable(table), column, nearest: nearestName(column, names), errorClass: '' };
    throw inputError('no-such-column', facts);
  }
  await session.run(`CREATE TABLE ${sqlTable(into)} AS\n${scoring(model, 'spark', table, { keep: kept })}`);
  const [row] = await session.rows(`SELECT count(*) AS n, count(predicted) AS k FROM ${sqlTable(into)}`);
  const [rows, scored] = [Number(row.n), Number(row.k)];
  return { rows, unscored: rows - scored, columns: probabilityColumns(model, 'spark') };
}
