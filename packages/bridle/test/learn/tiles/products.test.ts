import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { exp } from '../../../src/core/arithmetic/exp.ts';
import { log1p } from '../../../src/core/arithmetic/log.ts';
import { type Random, seededRandom } from '../../../src/core/random.ts';
import * as probe from '../../../src/kernels/built/probe.ts';
import type { SparseRows, Tiles } from '../../../src/learn/tiles/layout.ts';
import {
  addTileScores,
  fusedPass,
  type Gradient,
  hessianProduct,
  tileCurvatureAlong,
  tileGradient,
  tileLossAlong,
} from '../../../src/learn/tiles/products.ts';
import { openTiles } from '../../../src/learn/tiles/tiles.ts';
import { type Arithmetic, setArithmetic } from '../../../src/runtime/arithmetic.ts';
import { kernelIn } from '../../../src/runtime/modules.ts';
import { createMemory } from '../../../src/runtime/webassembly.ts';
import { distance, randomFloats } from '../../helpers/designs.ts';

/** Whether level auto has the fused multiply-add here; Node 20 needs --experimental-wasm-relaxed-simd for it. */
const hasFma = (() => {
  const memory = createMemory(1, 1);
  const fma = { plain: probe.fma, fma: probe.fma };
  return memory !== null && kernelIn<{ fused: () => number }>(fma, memory)?.fused() === 1;
})();
const levels: Arithmetic[] = ['reproducible', 'auto'];
type Kind = 'float32' | 'float64' | 'sparse';
const kinds: Kind[] = ['float32', 'float64', 'sparse'];
const epsilon = { float32: 2 ** -24, float64: 2 ** -53, sparse: 2 ** -53 };

type Case = {
  rows: number;
  features: number;
  classes: number;
  x: Float64Array;
  labels: Int32Array;
  weights: Float64Array;
  w: Float64Array;
  b: Float64Array;
};

/** Numbers that float32 holds, a third of them 0, every fifth row empty; weights sum to 1, every seventh 0. */
function randomCase(random: Random, rows: number, features: number, classes: number, size = 1): Case {
  const float = () => Math.fround(2 * random() - 1);
  const x = Float64Array.from({ length: rows * features }, (_, e) =>
    Math.floor(e / features) % 5 === 4 || random() < 1 / 3 ? 0 : float(),
  );
  const weights = Float64Array.from({ length: rows }, (_, i) => (i % 7 === 6 ? 0 : Math.fround(random() / rows)));
  return {
    rows,
    features,
    classes,
    x,
    labels: Int32Array.from({ length: rows }, () => Math.floor(random() * classes)),
    weights,
    w: Float64Array.from({ length: classes * features }, () => Math.fround(size * float())),
    b: Float64Array.from({ length: classes }, float),
  };
}

function sparseOf({ x, rows, features }: Case): SparseRows {
  const values: number[] = [];
  const indices: number[] = [];
  const offsets = [0];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < features; j += 1) {
      if (x[i * features + j] === 0) continue;
      values.push(x[i * features + j]);
      indices.push(j);
    }
    offsets.push(values.length);
  }
  return { values, indices, offsets, dims: [rows, features] };
}

function open(task: Case, kind: Kind): Tiles {
  const dims = [task.rows, task.features];
  const x =
    kind === 'sparse' ? sparseOf(task) : { data: kind === 'float32' ? Float32Array.from(task.x) : task.x, dims };
  const tiles = openTiles(x, task);
  if (!tiles) throw new Error('no kernels');
  return tiles;
}

type Pass = Gradient & { loss: number };

/** The definition in float64, sums of a row without its label as in learn/objective.ts, and the size of every sum's terms. */
function reference(
  task: Case,
  direction?: Gradient,
): { pass: Pass; size: Pass; product: Gradient; scores: Float64Array } {
  const { rows, features, classes, x, labels, weights, w, b } = task;
  const empty = () => ({
    loss: 0,
    weights: new Float64Array(classes * features),
    intercepts: new Float64Array(classes),
  });
  const [pass, size, product] = [empty(), empty(), empty()];
  const scores = new Float64Array(classes * rows);
  for (let i = 0; i < rows; i += 1) {
    const row = x.subarray(i * features, (i + 1) * features);
    const times = (v: Float64Array, k: number) => row.reduce((sum, value, j) => sum + value * v[k * features + j], 0);
    const z = Array.from({ length: classes }, (_, k) => times(w, k) + b[k]);
    z.forEach((score, k) => {
      scores[k * rows + i] = score;
    });
    const max = Math.max(...z);
    const own = labels[i];
    const e = z.map((score) => exp(score - max));
    const others = e.reduce((sum, term, k) => (k === own ? sum : sum + term), 0);
    const total = others + e[own];
    pass.loss += weights[i] * (max - z[own] + log1p(others + (e[own] - 1)));
    size.loss += weights[i] * (1 + Math.abs(max - z[own]));
    const residuals = e.map((term, k) => (weights[i] * (k === own ? -others : term)) / total);
    const u = direction ? z.map((_, k) => times(direction.weights, k) + direction.intercepts[k]) : z.map(() => 0);
    const mean = u.reduce((sum, value, k) => sum + (e[k] / total) * (value - u[own]), 0);
    for (let k = 0; k < classes; k += 1) {
      const change = weights[i] * (e[k] / total) * (u[k] - u[own] - mean);
      pass.intercepts[k] += residuals[k];
      size.intercepts[k] += Math.abs(residuals[k]) + weights[i];
      product.intercepts[k] += change;
      for (let j = 0; j < features; j += 1) {
        pass.weights[k * features + j] += residuals[k] * row[j];
        size.weights[k * features + j] += (Math.abs(residuals[k]) + weights[i]) * Math.abs(row[j]);
        product.weights[k * features + j] += change * row[j];
      }
    }
  }
  return { pass, size, product, scores };
}

/** The largest error as a share of the terms' sizes; where those are 0, any error is infinite. */
function relative(got: ArrayLike<number>, want: ArrayLike<number>, size: ArrayLike<number>): number {
  return Array.from(got).reduce((most, value, i) => {
    const error = Math.abs(value - want[i]);
    return Math.max(most, error === 0 ? 0 : error / size[i]);
  }, 0);
}

function errorOf(got: Pass, { pass, size }: { pass: Pass; size: Pass }): number {
  return Math.max(
    relative([got.loss], [pass.loss], [size.loss]),
    relative(got.weights, pass.weights, size.weights),
    relative(got.intercepts, pass.intercepts, size.intercepts),
  );
}

// Every block of classes (2, 4, 5 and what they leave), both ends of a stretch of 256 features and of a group of 8, odd
// and even; rows at, below and above tiles of 64 and 128 and bands of 512.
const shapes: [rows: number, features: number, classes: number][] = [
  ...Array.from({ length: 21 }, (_, k): [number, number, number] => [70, 5, k + 2]),
  [70, 3, 77],
  [70, 3, 80],
  ...[1, 2, 7, 8, 9, 15, 16, 17, 255, 256, 257, 513].map((p): [number, number, number] => [65, p, 3]),
  ...[1, 63, 64, 65, 127, 128, 129, 511, 512, 513, 1025, 2049].map((n): [number, number, number] => [n, 3, 5]),
];

afterEach(() => setArithmetic('auto'));
afterAll(() => {
  if (!hasFma) console.log('train: without fused multiply-add here, level auto ran what reproducible did');
});

describe.each(levels)('at level %s', (level) => {
  describe.each(kinds)('the fused pass over %s rows', (kind) => {
    test('is within its bound of the definition, for every residue of rows, features and classes', () => {
      setArithmetic(level);
      for (const [rows, features, classes] of shapes) {
        const task = randomCase(seededRandom(rows + features + classes), rows, features, classes);
        const bound = epsilon[kind] * (2 * (features + 2) + classes + 75);
        const error = errorOf(fusedPass(open(task, kind), task.w, task.b), reference(task));
        expect(error, `${rows}×${features}×${classes}`).toBeLessThan(bound);
      }
    });
  });
});

describe.each(levels)('at level %s', (level) => {
  describe.each(kinds)('over %s rows', (kind) => {
    const task = randomCase(seededRandom(3), 331, 20, 7);
    const { rows, classes } = task;
    const random = seededRandom(4);
    const direction = {
      weights: randomFloats(random, classes * 20).map(Math.fround),
      intercepts: randomFloats(random, classes).map(Math.fround),
    };
    const truth = reference(task, direction);
    const bound = 200 * epsilon[kind];
    const tilesAt = () => {
      setArithmetic(level);
      return open(task, kind);
    };

    test('the product with the Hessian is that of the definition', () => {
      const got = hessianProduct(tilesAt(), task.w, task.b, direction);
      expect(
        relative(
          got.weights,
          truth.product.weights,
          truth.size.weights.map((x) => 8 * x),
        ),
      ).toBeLessThan(bound);
      expect(
        relative(
          got.intercepts,
          truth.product.intercepts,
          truth.size.intercepts.map((x) => 8 * x),
        ),
      ).toBeLessThan(bound);
    });

    test('scores are added to what was there', () => {
      const scores = new Float64Array(classes * rows).fill(0.5);
      addTileScores(tilesAt(), task.w, task.b, scores);
      expect(
        distance(
          scores.map((x) => x - 0.5),
          truth.scores,
        ),
      ).toBeLessThan(bound);
    });

    test('the same input gives the same bits, and a row of weight 0 counts for nothing, whatever its label', () => {
      const a = fusedPass(tilesAt(), task.w, task.b);
      expect(fusedPass(tilesAt(), task.w, task.b)).toEqual(a);
      for (let i = 6; i < rows; i += 7) task.labels[i] = (task.labels[i] + 1) % classes;
      expect(fusedPass(tilesAt(), task.w, task.b)).toEqual(a);
    });

    test('a class that no row has gets a gradient of its probabilities alone', () => {
      const labels = task.labels.map((label) => Math.min(label, classes - 2));
      const absent = { ...task, labels };
      setArithmetic(level);
      const got = fusedPass(open(absent, kind), task.w, task.b);
      expect(got.intercepts[classes - 1]).toBeGreaterThan(0);
      expect(errorOf(got, reference(absent))).toBeLessThan(bound);
    });

    test('logits of ±1e4, whose exponentials overflow, give the loss and gradient of the definition', () => {
      const large = randomCase(seededRandom(5), 150, 20, 4, 1e4);
      const { scores } = reference(large);
      expect(Math.max(...scores)).toBeGreaterThan(1e4);
      expect(scores.some((z) => Math.exp(z) === Infinity)).toBe(true); // the naive e^z/Σe^z is NaN there
      setArithmetic(level);
      const got = fusedPass(open(large, kind), large.w, large.b);
      // The logits' own rounding, 2·ε·22·Σ|w·x| of 1e4 at most each, moves probabilities by as much.
      expect(errorOf(got, reference(large))).toBeLessThan(epsilon[kind] * 44 * 1e5);
      for (const value of [got.loss, ...got.weights]) expect(Number.isFinite(value)).toBe(true);
    });
  });

  test('a dense view into a larger array, and no rows at all, are as good', () => {
    setArithmetic(level);
    const task = randomCase(seededRandom(6), 9, 3, 2);
    const behind = new Float64Array(task.x.length + 5);
    behind.set(task.x, 5);
    const moved = openTiles({ data: behind.subarray(5), dims: [9, 3] }, task) as Tiles;
    expect(fusedPass(moved, task.w, task.b)).toEqual(fusedPass(open(task, 'float64'), task.w, task.b));
    const none = openTiles({ data: new Float64Array(0), dims: [0, 3] }, { labels: [], classes: 2 }) as Tiles;
    expect(fusedPass(none, task.w, task.b)).toEqual({
      loss: 0,
      weights: new Float64Array(6),
      intercepts: new Float64Array(2),
    });
  });

  test('without weights every row counts 1/rows', () => {
    setArithmetic(level);
    const task = randomCase(seededRandom(7), 64, 3, 2);
    const equal = { ...task, weights: new Float64Array(64).fill(1 / 64) };
    const tiles = openTiles({ data: task.x, dims: [64, 3] }, { labels: task.labels, classes: 2 }) as Tiles;
    expect(fusedPass(tiles, task.w, task.b)).toEqual(fusedPass(open(equal, 'float64'), task.w, task.b));
  });

  describe('for learn', () => {
    const task = randomCase(seededRandom(8), 700, 6, 3);
    const { rows, classes, w, b } = task;
    const random = seededRandom(9);

    test('loss and slope along a line are those of the definition at scores + step·along', () => {
      setArithmetic(level);
      const tiles = open(task, 'float64');
      const scores = randomFloats(random, classes * rows);
      const along = randomFloats(random, classes * rows);
      const residuals = new Float64Array(classes * rows);
      const { loss, slope } = tileLossAlong(tiles, scores, along, 0.7, residuals);
      const atRows = (i: number) =>
        Array.from({ length: classes }, (_, k) => scores[k * rows + i] + 0.7 * along[k * rows + i]);
      let wantLoss = 0;
      let wantSlope = 0;
      for (let i = 0; i < rows; i += 1) {
        const z = atRows(i);
        const total = z.reduce((sum, x) => sum + exp(x), 0);
        wantLoss += task.weights[i] * (log1p(total - 1) - z[task.labels[i]]);
        for (let k = 0; k < classes; k += 1) {
          const residual = task.weights[i] * (exp(z[k]) / total - (k === task.labels[i] ? 1 : 0));
          wantSlope += residual * along[k * rows + i];
          expect(Math.abs(residuals[k * rows + i] - residual)).toBeLessThan(4 * 2 ** -53 * task.weights[i] + 1e-300);
        }
      }
      expect(Math.abs(loss - wantLoss)).toBeLessThan(1e-15);
      expect(Math.abs(slope - wantSlope)).toBeLessThan(1e-15);
    });

    test('a row that is right by 100 keeps its loss and residual, 3.7e−44, and one that is right by 800 has none', () => {
      setArithmetic(level);
      const two = { labels: [0, 0], weights: [1, 0], classes: 2 };
      const tiles = openTiles({ data: new Float64Array(2), dims: [2, 1] }, two) as Tiles;
      const residuals = new Float64Array(4);
      const lossAt = (lead: number) => {
        const scores = Float64Array.from([lead, 0, 0, 0]);
        return tileLossAlong(tiles, scores, scores, 0, residuals).loss;
      };
      expect(1 - 1 / (1 + exp(-100))).toBe(0);
      expect(Math.abs(lossAt(100) / exp(-100) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(residuals[0] / -exp(-100) - 1)).toBeLessThan(1e-15);
      expect(lossAt(800)).toBe(0);
      expect(lossAt(-800)).toBe(800);
    });

    test('scores that left the range of float64 in one call do no harm to the next', () => {
      setArithmetic(level);
      const tiles = open(task, 'float64');
      const scores = randomFloats(random, classes * rows);
      const residuals = new Float64Array(classes * rows);
      const first = tileLossAlong(tiles, scores, scores, 0, residuals);
      expect(
        tileLossAlong(
          tiles,
          scores.map(() => Infinity),
          scores,
          1,
          residuals,
        ).loss,
      ).toBeNaN();
      expect(tileLossAlong(tiles, scores, scores, 0, residuals)).toEqual(first);
    });

    test('the curvature along a direction is the slope of the slope', () => {
      setArithmetic(level);
      const tiles = open(task, 'float64');
      const scores = randomFloats(random, classes * rows);
      const along = randomFloats(random, classes * rows);
      const residuals = new Float64Array(classes * rows);
      const slopeAt = (step: number) => tileLossAlong(tiles, scores, along, step, residuals).slope;
      const h = 1e-3;
      const stencil = (slopeAt(-2 * h) - 8 * slopeAt(-h) + 8 * slopeAt(h) - slopeAt(2 * h)) / (12 * h);
      slopeAt(0);
      expect(Math.abs(tileCurvatureAlong(tiles, residuals, along) - stencil)).toBeLessThan(1e-11);
    });

    test.each(['float64', 'sparse'] as const)('the parts make the fused pass of %s rows', (kind) => {
      setArithmetic(level);
      const tiles = open(task, kind);
      const scores = new Float64Array(classes * rows);
      addTileScores(tiles, w, b, scores);
      const residuals = new Float64Array(classes * rows);
      const { loss } = tileLossAlong(tiles, scores, scores, 0, residuals);
      expect({ loss, ...tileGradient(tiles, residuals) }).toEqual(fusedPass(tiles, w, b));
    });
  });
});

describe('at level reproducible', () => {
  // What Node 20 on x64 gave; whoever runs this elsewhere compares with it.
  test.each<[Kind, number, number]>([
    ['float32', 3.009270846450642, 3.8679046102687913],
    ['float64', 3.0092708461963484, 3.8679046891506905],
    ['sparse', 3.0092708461963484, 3.8679046891506976],
  ])('the pass over %s rows has the same bits on every engine', (kind, loss, sum) => {
    setArithmetic('reproducible');
    const task = randomCase(seededRandom(10), 1000, 37, 12, 3);
    const got = fusedPass(open(task, kind), task.w, task.b);
    expect(got.loss).toBe(loss);
    expect(got.weights.reduce((total, x, i) => total + x * (i + 1), 0)).toBe(sum);
  });
});

describe('at level reference, and where X would not fit', () => {
  test('there are no tiles', () => {
    setArithmetic('reference');
    expect(openTiles({ data: new Float64Array(2), dims: [2, 1] }, { labels: [0, 1], classes: 2 })).toBe(null);
    setArithmetic('auto');
    const huge = { dims: [1e6, 1e6], read: () => {} };
    expect(openTiles(huge, { labels: [], classes: 2 })).toBe(null);
  });
});
