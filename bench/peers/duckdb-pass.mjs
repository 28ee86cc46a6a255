// The fastest statement that we could write by hand for the sums of one pass on DuckDB: the means and deviations go into the
// weights, so that no number is centred or scaled in a row; no row is tested for missing cells or unknown classes; and the
// score of the last class is subtracted from the others by its weights, so that one exponential less is computed. It serves
// a table of plain numbers whose scores do not overflow, and no other: there is no shift by the largest score.

/** The statement: `loss`, `total`, and for each class but the last `g<k>_<j>` of the raw numbers and `g<k>_b`. */
export function handWrittenPass(table, { target, classes, recipe, weights, intercepts }) {
  const p = recipe.features.length;
  const last = classes.length - 1;
  const raw = classes.map((_, k) => {
    const w = recipe.features.map(({ scale }, j) => (weights[k * p + j] - weights[last * p + j]) / scale);
    const b = intercepts[k] - intercepts[last] - w.reduce((sum, x, j) => sum + x * recipe.features[j].mean, 0);
    return { w, b };
  });
  const names = recipe.features.map(({ name }) => `"${name}"`);
  const score = ({ w, b }) => [b.toExponential(), ...w.map((x, j) => `${x.toExponential()} * ${names[j]}`)].join(' + ');
  const others = classes.slice(0, last);
  const kept = names.join(', ');
  const text = (name) => `'${name.replaceAll("'", "''")}'`;
  const scores = others.map((_, k) => `${score(raw[k])} AS z${k}`);
  const exponentials = others.map((_, k) => `exp(z${k}) AS e${k}`);
  const own = `CASE "${target}"${others.map((name, k) => ` WHEN ${text(name)} THEN z${k}`).join('')} ELSE 0e0 END`;
  const residuals = others.map((name, k) => `e${k} * share - ("${target}" = ${text(name)})::DOUBLE AS r${k}`);
  const sums = others.flatMap((_, k) => [
    ...names.map((name, j) => `sum(r${k} * ${name}) AS g${k}_${j}`),
    `sum(r${k}) AS g${k}_b`,
  ]);
  return `WITH s AS (SELECT "${target}", ${kept}, ${scores.join(', ')} FROM "${table}"),
e AS (SELECT "${target}", ${kept}, ${own} AS own, ${exponentials.join(', ')} FROM s),
t AS (SELECT *, 1e0 + ${others.map((_, k) => `e${k}`).join(' + ')} AS total FROM e),
u AS (SELECT *, 1e0 / total AS share FROM t),
r AS (SELECT ${kept}, ln(total) - own AS loss, ${residuals.join(', ')} FROM u)
SELECT sum(loss) AS loss, count(*) AS total, ${sums.join(', ')} FROM r`;
}
