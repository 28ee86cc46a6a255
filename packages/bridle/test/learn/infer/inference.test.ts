import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type InferenceOptions, inferring } from '../../../src/learn/infer/inference.ts';
import type { Design } from '../../../src/learn/table/design.ts';
import type { Table } from '../../../src/learn/table/table.ts';
import { exampleTable } from '../../helpers/tables.ts';

type Reference = Record<
  'estimate' | 'standardError' | 'z' | 'p' | 'low' | 'high' | 'robust' | 'effects' | 'effectErrors' | 'tests',
  number[]
> &
  Record<'logLikelihood' | 'nullLogLikelihood' | 'aic' | 'bic' | 'mcfaddenR2' | 'statistic' | 'df' | 'llrP', number> & {
    clustered?: number[];
    labels?: number[];
  };

const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Record<
  'iris' | 'wine' | 'penguins' | 'made' | 'weighted',
  Reference
>;

/** Numbers, centred or not, and a last 0/1 column as codes where given. */
function designOf(values: ArrayLike<number>[], flags?: ArrayLike<number>, shift = 0, scale = 1): Design {
  const rows = values[0].length;
  const index = values.map((_, j) => j);
  const numbers = {
    kind: 'numbers' as const,
    index,
    values: values.map((x) => Float64Array.from(x)),
    centers: index.map(() => shift),
    scales: index.map(() => scale),
  };
  if (!flags) return { rows, columns: index.length, blocks: [numbers] };
  const codes = Int32Array.from(flags, (flag) => (flag === 1 ? 0 : -1));
  return {
    rows,
    columns: index.length + 1,
    blocks: [numbers, { kind: 'codes', first: index.length, levels: 1, codes }],
  };
}

function column(table: Table, name: string) {
  const found = table.columns.find((one) => one.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}
const numbersOf = (table: Table, name: string) => {
  const found = column(table, name);
  return found.kind === 'numeric' ? [...found.values] : [];
};
const textsOf = (table: Table, name: string) => {
  const found = column(table, name);
  return found.kind === 'categorical' ? Array.from(found.codes, (code) => found.levels[code] ?? '') : [];
};
const coded = (texts: string[]) => {
  const levels = [...new Set(texts)];
  return texts.map((text) => levels.indexOf(text));
};

function expectClose(found: readonly number[], expected: readonly number[], digits = 7): void {
  expect(found.length).toBe(expected.length);
  found.forEach((x, i) => {
    expect(Math.abs(x - expected[i]) / Math.max(Math.abs(expected[i]), 1e-12), `${x} is ${expected[i]}`).toBeLessThan(
      10 ** -digits,
    );
  });
}

function expectAgreement(
  design: Design,
  labels: number[],
  name: keyof typeof reference,
  options: InferenceOptions = {},
) {
  const want = reference[name];
  const classes = Math.max(...labels) + 1;
  const got = inferring(design, labels, classes, options);
  for (const key of ['estimate', 'standardError', 'z', 'p', 'low', 'high'] as const) {
    expectClose(
      got.coefficients.map((c) => c[key]),
      want[key],
    );
  }
  for (const key of ['logLikelihood', 'nullLogLikelihood', 'aic', 'bic', 'mcfaddenR2'] as const) {
    expectClose([got[key]], [want[key]], 8);
  }
  expectClose(
    [got.likelihoodRatio.statistic, got.likelihoodRatio.df, got.likelihoodRatio.p],
    [want.statistic, want.df, want.llrP],
  );
  expectClose(
    got.tests.map(({ statistic }) => statistic),
    want.tests,
    6,
  );
  expectClose(
    got.marginalEffects.map(({ effect }) => effect),
    want.effects,
    6,
  );
  expectClose(
    got.marginalEffects.map(({ standardError }) => standardError),
    want.effectErrors,
    6,
  );
  const robust = inferring(design, labels, classes, { ...options, robust: true });
  expectClose(
    robust.coefficients.map(({ standardError }) => standardError),
    want.robust,
  );
}

describe('inferring agrees with statsmodels', () => {
  const iris = exampleTable('iris');
  const kept = textsOf(iris, 'species').map((name) => name !== 'setosa');
  const irisLabels = coded(textsOf(iris, 'species').filter((_, i) => kept[i]));
  const irisNumbers = ['sepal_length_cm', 'sepal_width_cm', 'petal_length_cm', 'petal_width_cm'].map((name) =>
    numbersOf(iris, name).filter((_, i) => kept[i]),
  );

  test('iris, two species', () => {
    expectAgreement(designOf(irisNumbers), irisLabels, 'iris');
  });

  test('coefficients are in the columns’ own units whatever was standardised', () => {
    expectAgreement(designOf(irisNumbers, undefined, 3, 0.7), irisLabels, 'iris');
  });

  test('wine by three of its columns', () => {
    const wine = exampleTable('wine');
    const numbers = ['malic_acid', 'ash', 'magnesium'].map((name) => numbersOf(wine, name));
    expectAgreement(designOf(numbers), coded(textsOf(wine, 'cultivar')), 'wine');
  });

  const penguins = exampleTable('penguins');
  const whole = Array.from({ length: penguins.rows }, (_, i) =>
    penguins.columns.every((one) => (one.kind === 'numeric' ? !Number.isNaN(one.values[i]) : one.codes[i] >= 0)),
  );
  const known = <T>(values: T[]) => values.filter((_, i) => whole[i]);
  const islands = coded(known(textsOf(penguins, 'island')));
  const penguinDesign = designOf(
    ['bill_length_mm', 'body_mass_g'].map((name) => known(numbersOf(penguins, name))),
    known(textsOf(penguins, 'sex')).map((sex) => (sex === 'FEMALE' ? 1 : 0)),
  );

  test('penguins: the island by two numbers and a category, with standard errors clustered by species', () => {
    expectAgreement(penguinDesign, islands, 'penguins');
    const clusters = coded(known(textsOf(penguins, 'species')));
    const clustered = inferring(penguinDesign, islands, 3, { clusters });
    expectClose(
      clustered.coefficients.map(({ standardError }) => standardError),
      reference.penguins.clustered ?? [],
      6,
    );
  });

  const made = madeTable();
  const madeLabels = reference.made.labels ?? [];

  test('a made table of four classes', () => {
    const design = designOf(made.numbers, made.flags);
    expectAgreement(design, madeLabels, 'made');
    const clusters = madeLabels.map((_, i) => Math.floor(i / 5));
    const clustered = inferring(design, madeLabels, 4, { clusters });
    expectClose(
      clustered.coefficients.map(({ standardError }) => standardError),
      reference.made.clustered ?? [],
    );
  });

  test('weights are frequencies: a row of weight 3 is one that stands three times', () => {
    expectAgreement(designOf(made.numbers, made.flags), madeLabels, 'weighted', {
      sampleWeights: madeLabels.map((_, i) => 1 + (i % 3)),
    });
  });

  test('another base turns the estimates round, and changes neither likelihood nor effects', () => {
    const design = designOf(irisNumbers);
    const [first, second] = [0, 1].map((base) => inferring(design, irisLabels, 2, { base }));
    expectClose(
      second.coefficients.map(({ estimate }) => -estimate),
      first.coefficients.map(({ estimate }) => estimate),
    );
    expect(second.coefficients[0].class).toBe(0);
    expectClose(
      second.marginalEffects.map(({ effect }) => effect),
      first.marginalEffects.map(({ effect }) => effect),
    );
  });

  test('a wider confidence gives wider intervals; groups are tested as a whole', () => {
    const wide = inferring(penguinDesign, islands, 3, { confidence: 0.99, groups: [0, 0, 1] });
    const { estimate, standardError, high } = wide.coefficients[0];
    expect((high - estimate) / standardError).toBeCloseTo(2.5758293035489, 12);
    expect(wide.tests.map(({ group, df }) => [group, df])).toEqual([
      [0, 4],
      [1, 2],
    ]);
  });
});

function madeTable() {
  let state = 7;
  const uniform = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const rows = Array.from({ length: 250 }, () => [10 * uniform(), 100 + uniform(), uniform() < 0.4 ? 1 : 0]);
  return { numbers: [0, 1].map((j) => rows.map((row) => row[j])), flags: rows.map((row) => row[2]) };
}

describe('inferring refuses', () => {
  const labels = [0, 1, 0, 1, 0, 1, 1, 0];
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const error = (run: () => unknown) => {
    try {
      run();
    } catch (caught) {
      return caught as { code: string; facts: object };
    }
    throw new Error('nothing was thrown');
  };

  test('features that depend on others, and names them', () => {
    const twice = [1, 0, 2, 1, 0, 1, 3, 2];
    const sum = x.map((value, i) => 2 * value - twice[i]);
    const design = designOf([x, [4, 2, 5, 1, 3, 2, 6, 9], twice, sum]);
    const caught = error(() => inferring(design, labels, 2));
    expect(caught).toMatchObject({ code: 'dependent-features', facts: { feature: 3, of: '0,2' } });
    const constant = designOf([x, x.map(() => 1e9)]);
    expect(error(() => inferring(constant, labels, 2))).toMatchObject({ facts: { feature: 1, of: '' } });
  });

  test('1e9 ± 1 is not constant, although its information matrix in own units is singular', () => {
    const far = [1, 3, 2, 5, 4, 1, 2, 2];
    const [near, shifted] = [far, far.map((value) => 1e9 + value)].map((value) =>
      inferring(designOf([value]), labels, 2),
    );
    expect(1e18 + 7.5).toBe(1e18); // Σx² in own units loses the variance
    expectClose([shifted.coefficients[1].standardError], [near.coefficients[1].standardError], 6);
  });

  test('classes that a number or a level separates, with the feature and the class', () => {
    const separated = designOf([[1, 5, 2, 6, 3, 7, 8, 4]]);
    expect(error(() => inferring(separated, labels, 2))).toMatchObject({
      code: 'separated',
      facts: { feature: 0, class: 0, how: 'below' },
    });
    const level = designOf([x], [1, 0, 1, 0, 1, 0, 0, 0]); // class 1 never has it
    expect(error(() => inferring(level, labels, 2))).toMatchObject({ facts: { feature: 1, class: 1, how: 'never' } });
  });

  test('options that do not fit', () => {
    const design = designOf([x]);
    expect(() => inferring(design, labels, 2, { base: 2 })).toThrow('inferring: expected base from 0 to 1, got 2');
    expect(() => inferring(design, labels, 2, { groups: [] })).toThrow('expected groups.length 1, got 0');
    expect(() => inferring(design, labels, 2, { clusters: [1] })).toThrow('expected clusters.length 8, got 1');
    expect(() => inferring(design, labels, 2, { confidence: 1 })).toThrow('expected confidence between 0 and 1, got 1');
  });
});
