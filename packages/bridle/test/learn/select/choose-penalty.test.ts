import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ChoiceOptions, choosingPenalty, type PenaltyChoice } from '../../../src/learn/select/choose-penalty.ts';
import { stratifiedFolds } from '../../../src/learn/select/folds.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import type { Table } from '../../../src/learn/table/table.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Record<
  string,
  [logLoss: number, standardError: number][]
>;

function choose(table: Table, target: string, options: Partial<ChoiceOptions> = {}): PenaltyChoice {
  const { classes, labels } = readLabels(table, target);
  const learn = (training: Table) => learnRecipe(training, { target }).recipe;
  const steps = choosingPenalty(table, labels, classes.length, { learn, ...options });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const iris = exampleTable('iris');

describe('choosingPenalty', () => {
  test.each([
    ['iris', 'species'],
    ['wine', 'cultivar'],
  ])('%s: the log-losses of the path are those of scikit-learn, preprocessing in each fold', (name, target) => {
    const { path, C, l2 } = choose(exampleTable(name), target);
    expect(path.length).toBe(17);
    reference[name].forEach(([logLoss, standardError], i) => {
      expect(path[i].C).toBeCloseTo(10 ** ((i - 8) / 2), 9);
      expect(path[i].logLoss / logLoss).toBeCloseTo(1, 3);
      expect(path[i].standardError / standardError).toBeCloseTo(1, 2);
    });
    const best = path.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
    expect([C, l2]).toEqual([best.C, best.l2]);
    expect(l2).toBe(1 / (C * exampleTable(name).rows));
  });

  test('the logits are those of models that had not seen the row, at the chosen penalty', () => {
    const { logits, labels, path, C } = choose(iris, 'species');
    let loss = 0;
    for (let i = 0; i < labels.length; i += 1) {
      const z = logits.subarray(3 * i, 3 * i + 3);
      loss += Math.log(z.reduce((sum, x) => sum + Math.exp(x - z[labels[i]]), 0)) / labels.length;
    }
    expect(loss).toBeCloseTo(path.find((point) => point.C === C)?.logLoss ?? 0, 3);
  });

  test('two threads choose what one chooses, bit by bit', () => {
    const digits = exampleTable('digits'); // 898 × 61 × 10 products in the training part of each fold: worth a thread
    const of = (threads: number) => choose(digits, 'digit', { folds: 2, fixed: { C: 0.01 }, threads });
    expect(of(2)).toEqual(of(1));
  });

  test('one standard error: the strongest penalty that is not clearly worse', () => {
    const best = choose(iris, 'species');
    const simpler = choose(iris, 'species', { oneStandardError: true });
    expect(simpler.C).toBeLessThan(best.C);
    const [at, limit] = [simpler, best].map(({ C }) => best.path.find((point) => point.C === C));
    expect(at?.logLoss).toBeLessThanOrEqual((limit?.logLoss ?? 0) + (limit?.standardError ?? 0));
  });

  test('the same seed gives the same bits, another seed other folds', () => {
    expect(choose(iris, 'species')).toEqual(choose(iris, 'species'));
    expect(choose(iris, 'species', { seed: 2 }).path).not.toEqual(choose(iris, 'species').path);
  });

  test('the grid is extended while its end is the best: labels without any relation, and ones that are separated', () => {
    const n = 60;
    const noise = {
      x: Array.from({ length: n }, (_, i) => (i * 7919) % 61),
      y: Array.from({ length: n }, (_, i) => 'ab'[i % 2]),
    };
    expect(choose(tableOf(noise), 'y').path[0].C).toBeLessThan(1e-4);
    const split = { x: noise.x.map((_, i) => i), y: noise.x.map((_, i) => (i < n / 2 ? 'a' : 'b')) };
    expect(choose(tableOf(split), 'y').path.at(-1)?.C).toBeGreaterThan(1e4);
  });

  test('the only row of a class trains every model and is not judged', () => {
    const y = iris.columns.find(({ name }) => name === 'species');
    if (y?.kind !== 'categorical') throw new Error('species are categories');
    const rare = { ...y, codes: y.codes.map((code, i) => (i === 7 ? 3 : code)), levels: [...y.levels, 'rare'] };
    const table = { ...iris, columns: iris.columns.map((column) => (column === y ? rare : column)) };
    const { labels, logits } = choose(table, 'species');
    expect(labels[7]).toBe(-1);
    expect(labels.filter((label) => label === -1).length).toBe(1);
    expect(logits[4 * 7]).toBeNaN();
    expect(logits[4 * 8]).not.toBeNaN();
  });

  test('a fold in which no column varies has the shares of the classes', () => {
    const table = tableOf({ x: [0, 0, 0, 0, 0, 1], y: ['a', 'b', 'a', 'b', 'a', 'b'] });
    const { path } = choose(table, 'y', { folds: 3 });
    expect(path.every(({ logLoss }) => Number.isFinite(logLoss))).toBe(true);
  });

  test('fewer folds than asked where no class has so many rows; weights of 2 count twice', () => {
    const table = tableOf({ x: [1, 2, 3, 4, 5], y: ['a', 'a', 'b', 'b', 'b'] });
    expect(choose(table, 'y').folds).toBe(3);
    const doubled = choose(iris, 'species', { sampleWeights: new Array(150).fill(2) });
    expect(doubled.path[0].logLoss).toBeCloseTo(choose(iris, 'species').path[0].logLoss, 1);
  });

  test('a row of weight 0 counts as absent, also as the second of its class', () => {
    const table = tableOf({ x: [1, 2, 3, 4, 5, 6], y: ['a', 'b', 'a', 'b', 'c', 'c'] });
    const { labels } = choose(table, 'y', { sampleWeights: [1, 1, 1, 1, 1, 0] });
    expect([...labels]).toEqual([0, 1, 0, 1, -1, -1]);
  });

  test('refuses what does not fit', () => {
    expect(() => choose(iris, 'species', { folds: 1 })).toThrow('expected at least 2 folds, got 1');
    expect(() => choose(tableOf({ x: [1, 2, 3], y: ['a', 'b', 'b'] }), 'y', { folds: 2.5 })).toThrow('folds');
    expect(() => choose(tableOf({ x: [1, 2, 3], y: ['a', 'b', 'b'] }), 'y', { sampleWeights: [1] })).toThrow(
      'sampleWeights',
    );
  });
});

describe('stratifiedFolds', () => {
  test('every class, and all rows, differ by at most one among the folds', () => {
    const labels = Array.from({ length: 103 }, (_, i) => (i < 50 ? 0 : i < 90 ? 1 : 2));
    const folds = stratifiedFolds(labels, 3, { folds: 5, seed: 3 });
    const sizes = (keep: (row: number) => boolean) =>
      [0, 1, 2, 3, 4].map((fold) => labels.filter((_, row) => folds[row] === fold && keep(row)).length);
    for (const keep of [() => true, ...[0, 1, 2].map((k) => (row: number) => labels[row] === k)]) {
      expect(Math.max(...sizes(keep)) - Math.min(...sizes(keep))).toBeLessThanOrEqual(1);
    }
  });

  test('refuses one fold and labels beyond the classes', () => {
    expect(() => stratifiedFolds([0, 0], 1, { folds: 1, seed: 1 })).toThrow('expected at least 2 folds, got 1');
    expect(() => stratifiedFolds([0, 3], 2, { folds: 2, seed: 1 })).toThrow('expected labels below 2, got 3');
  });
});

describe('a fixed penalty', () => {
  test('gives the out-of-fold logits at it, by C or λ, and a path of one point', () => {
    const byC = choose(iris, 'species', { fixed: { C: 10 } });
    expect(byC).toMatchObject({ C: 10, l2: 1 / 1500 });
    expect(byC.path.length).toBe(1);
    expect(byC.path[0].logLoss).toBeCloseTo(reference.iris[10][0], 4);
    const byL2 = choose(iris, 'species', { fixed: { l2: 0.01 } });
    expect(byL2.l2).toBe(0.01);
    expect(byL2.C).toBeCloseTo(1 / 1.5, 12);
  });
});
