// Optima, coefficients and standard errors of real tables are those of scikit-learn and statsmodels at their tightest; the
// numbers, and whose tables they are: tools/references/real-tables.py.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fit } from '../../../src/learn/fit/fit.ts';
import { inferring } from '../../../src/learn/infer/inference.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { exampleTable } from '../../helpers/tables.ts';

type Penalised = { C: number; coef: number[]; intercept: number[]; objective: number };
type Reference = {
  columns?: string[];
  data?: number[];
  labels?: number[];
  unpenalised?: { estimate: number[]; standardError: number[]; logLikelihood: number };
  penalised: Penalised[];
};

const references: Record<string, Reference> = JSON.parse(
  readFileSync(new URL('real-tables.json', import.meta.url), 'utf8'),
);
const targets: Record<string, string> = { iris: 'species', wine: 'cultivar', penguins: 'species', digits: 'digit' };

/** The numbers of a table and its labels: the reference's own, or the complete rows of an example. */
function task(name: string) {
  const { columns, data, labels } = references[name];
  if (columns && data && labels) return { x: { data, dims: [labels.length, columns.length] }, labels };
  const table = exampleTable(name);
  const target = targets[name];
  const all = readLabels(table, target).labels;
  const isThere = (row: number) =>
    table.columns.every((one) => (one.kind === 'numeric' ? !Number.isNaN(one.values[row]) : one.codes[row] >= 0));
  const rows = [...all.keys()].filter(isThere);
  const numbers = table.columns.flatMap((one) => (one.kind === 'numeric' && one.name !== target ? [one.values] : []));
  return {
    x: { data: rows.flatMap((row) => numbers.map((values) => values[row])), dims: [rows.length, numbers.length] },
    labels: rows.map((row) => all[row]),
  };
}

function expectClose(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(found.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  const apart = expected.map((x, i) => Math.abs(found[i] - x) / Math.max(Math.abs(x), 1e-3 * scale));
  expect(Math.max(...apart)).toBeLessThan(tolerance);
}

const penalised = Object.entries(references).flatMap(([name, { penalised: all }]) =>
  all.map((one): [string, number, Penalised] => [name, one.C, one]),
);

describe('the penalised optimum is scikit-learn’s', () => {
  test.each(penalised)('%s at C = %d', (name, C, { coef, intercept, objective }) => {
    const { x, labels } = task(name);
    const classes = Math.max(...labels) + 1;
    const trained = fit(x, labels, classes, { C, tolerance: 1e-18 });
    expect(trained.converged).toBe(true);
    expect(Math.abs(trained.objective / objective - 1)).toBeLessThan(1e-10);
    const { weights, intercepts } = trained;
    const width = x.dims[1];
    if (classes === 2) {
      // scikit-learn has the difference of our two classes.
      expectClose(
        weights.subarray(width).map((w, j) => w - weights[j]),
        coef,
        1e-6,
      );
      expectClose([intercepts[1] - intercepts[0]], intercept, 1e-6);
      return;
    }
    const lengths = Array.from({ length: classes }, (_, k) =>
      Math.hypot(...weights.subarray(k * width, (k + 1) * width)),
    );
    expectClose(coef.length === classes ? lengths : weights, coef, 1e-6);
    const mean = intercept.reduce((sum, b) => sum + b / classes, 0);
    expectClose(
      intercepts,
      intercept.map((b) => b - mean),
      1e-6,
    );
  });
});

describe('estimates and standard errors without a penalty are those of MNLogit', () => {
  test.each(['anes96', 'modechoice', 'breast_cancer'])('%s', (name) => {
    const { x, labels } = task(name);
    const want = references[name].unpenalised;
    if (!want) throw new Error(`no reference for ${name}`);
    const { coefficients, logLikelihood } = inferring(x, labels, Math.max(...labels) + 1);
    expectClose(
      coefficients.map(({ estimate }) => estimate),
      want.estimate,
      1e-6,
    );
    expectClose(
      coefficients.map(({ standardError }) => standardError),
      want.standardError,
      1e-6,
    );
    expect(Math.abs(logLikelihood / want.logLikelihood - 1)).toBeLessThan(1e-10);
  });
});
