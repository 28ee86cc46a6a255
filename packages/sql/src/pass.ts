// One pass over the table: the loss and its exact gradient at given weights as one row of sums, (K − 1)·(p + 1) + 2 of
// them. The gradient of the last class is minus the sum of the others, because a row's residuals sum to 0. A number is
// centred in the row, because its mean would cancel in the sums, and scaled outside it, in the weights and the sums.

import { type Place, scoreTerms } from './cells.ts';
import { literal } from './dialects.ts';
import { ask, numberIn, type Query } from './query.ts';
import { type Label, preparedChain, products, type Source, valueNames, widthOf } from './source.ts';
import { SqlError } from './sql-error.ts';
import { sum } from './write.ts';

/** Weights (classes, features + 1), the intercept last, as in the gradient. */
export type PassResult = { loss: number; gradient: Float64Array; total: number };

/** e^−300 and less is rounding beside the 1 of the largest class, and its products with small features stay normal. */
const LEAST = -300;

/** The statement: `loss`, `total` and `g<k>_<j>`, whose numbers are not scaled. A missing number makes `total` smaller. */
export function passStatement(
  source: Source,
  places: readonly Place[],
  labels: readonly Label[],
  parameters: Float64Array,
): string {
  const { rules, prefix } = source;
  const classes = labels.length;
  const width = parameters.length / classes;
  const scales = scalesOf(places);
  const unscaled = places.map(withoutScale);
  const chain = preparedChain(source, unscaled, labels);
  const names = valueNames(places);
  const row = [`${prefix}label`, `${prefix}weight`, ...names];
  // Scores relative to the last class, whose own is 0: softmax is the same, and a class less is computed.
  const last = parameters.subarray((classes - 1) * width);
  const relative = chain.each(
    'scores',
    'z',
    row,
    labels.slice(0, -1).map((_, k) => {
      const weights = last.map((w, j) => (parameters[k * width + j] - w) / (scales[j] ?? 1));
      return sum([literal(rules, weights[width - 1]), ...scoreTerms(rules, places, weights)]);
    }),
  );
  const scores = [...relative, literal(rules, 0)];
  const own = `CASE ${prefix}label${scores.map((z, k) => ` WHEN ${k} THEN ${z}`).join('')} END`;
  const [top, label] = chain.extend('shifted', [...row, ...relative], { top: rules.greatest(scores), own });
  const [lead, ...values] = chain.each('exponentials', 'e', row, [
    `${top} - ${label}`,
    ...scores.map((z) => rules.exp(`${z} - ${top}`, LEAST)),
  ]);
  const one = literal(rules, 1);
  const none = literal(rules, 0);
  const kept = [...row, lead, ...values.slice(0, -1)];
  const [total] = chain.extend('sums', kept, { sum: sum(values) });
  const [inverse] = chain.extend('shares', [...kept, total], { inverse: `${one} / ${total}` });
  const times = source.weight === null ? '' : `${prefix}weight * `;
  const [loss, ...residuals] = chain.each('residuals', 'r', row, [
    `${times}(ln(${total}) + ${lead})`,
    ...values.slice(0, -1).map((e, k) => {
      const hit = `CASE WHEN ${prefix}label = ${k} THEN ${one} ELSE ${none} END`;
      return `${times}(${e} * ${inverse} - ${hit})`;
    }),
  ]);
  const sums = residuals.flatMap((r, k) =>
    [...products(rules, places, r), r].map((product, j) => `sum(${product}) AS g${k}_${j}`),
  );
  const outputs = [`sum(${loss}) AS loss`, `sum(${prefix}weight + ${none} * ${loss}) AS total`, ...sums];
  return `${chain.text()}\nSELECT ${outputs.join(',\n  ')}\nFROM ${chain.last()}`;
}

/** Runs the pass. The mean loss and its gradient; SqlError where the rows are no longer those that were counted. */
export async function pass(
  query: Query,
  source: Source,
  places: readonly Place[],
  labels: readonly Label[],
  parameters: Float64Array,
  counted: number,
): Promise<PassResult> {
  const [row] = await ask(query, passStatement(source, places, labels, parameters));
  const total = numberIn(row, 'total');
  if (!(Math.abs(total - counted) <= 1e-9 * counted)) {
    throw new SqlError(
      'changed',
      `The table changed during the training: its rows had the weight ${counted}, and now have ${total}; train on a copy.`,
      { counted, found: String(total) },
    );
  }
  const classes = labels.length;
  const width = parameters.length / classes;
  const scales = scalesOf(places);
  const gradient = new Float64Array(parameters.length);
  for (let k = 0; k < classes - 1; k += 1) {
    for (let j = 0; j < width; j += 1) {
      const g = numberIn(row, `g${k}_${j}`) / (total * (scales[j] ?? 1));
      gradient[k * width + j] = g;
      gradient[(classes - 1) * width + j] -= g;
    }
  }
  return { loss: numberIn(row, 'loss') / total, gradient, total };
}

/** The scale of each feature, 1 for a mark or a level; none for the intercept. */
function scalesOf(places: readonly Place[]): number[] {
  return places.flatMap(({ feature }) => {
    if (feature.kind === 'numeric') return feature.hasMissing ? [feature.scale, 1] : [feature.scale];
    return new Array<number>(widthOf(feature)).fill(1);
  });
}

function withoutScale(place: Place): Place {
  return place.feature.kind === 'numeric' ? { ...place, feature: { ...place.feature, scale: 1 } } : place;
}
