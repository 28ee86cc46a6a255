import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { exp } from '../../../src/core/arithmetic/exp.ts';
import { log1p } from '../../../src/core/arithmetic/log.ts';
import { type Random, seededRandom } from '../../../src/core/random.ts';
import * as probe from '../../../src/kernels/built/probe.ts';
import { CHUNKS, type DenseColumns, type ListedColumns, type Tiles } from '../../../src/learn/tiles/layout.ts';
import {
  type Gradient,
  tileCurvatureAlong,
  tileGradient,
  tileLossAlong,
  tileScores,
} from '../../../src/learn/tiles/products.ts';
import { openTiles } from '../../../src/learn/tiles/tiles.ts';
import { type Arithmetic, setArithmetic } from '../../../src/runtime/arithmetic.ts';
import { kernelIn } from '../../../src/runtime/modules.ts';
import { createMemory } from '../../../src/runtime/webassembly.ts';
import { randomFloats } from '../../helpers/designs.ts';

/** Whether level auto has the fused multiply-add here; Node 20 needs --experimental-wasm-relaxed-simd for it. */
const hasFma = (() => {
  const memory = createMemory(1, 1);
  const fma = { plain: probe.fma, fma: probe.fma };
  return memory !== null && kernelIn<{ fused: () => number }>(fma, memory)?.fused() === 1;
})();
const levels: Arithmetic[] = ['reproducible', 'auto'];
type Kind = 'float32' | 'float64' | 'sparse float32' | 'sparse float64';
const kinds: Kind[] = ['float32', 'float64', 'sparse float32', 'sparse float64'];
/** All products and sums are float64, whatever the cells are. */
const epsilon = 2 ** -53;

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

function columnsOf(task: Case, kind: Kind): DenseColumns | ListedColumns {
  const { x, rows, features } = task;
  const bits = kind.endsWith('32') ? 32 : 64;
  const column = (j: number) => Float64Array.from({ length: rows }, (_, i) => x[i * features + j]);
  const values = Array.from({ length: features }, (_, j) => column(j));
  const dims = [rows, features];
  if (kind.startsWith('sparse')) {
    const all = values.map(() => false);
    const entries = x.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
    return { dims, bits, values, centers: all.map(() => 0), keepZeros: all, entries };
  }
  return { dims, bits, read: (j, from, out) => out.set(values[j].subarray(from, from + out.length)) };
}

function open(task: Case, kind: Kind, threads = 1): Tiles {
  const tiles = openTiles(columnsOf(task, kind), task, null, threads);
  if (!tiles) throw new Error('no kernels');
  return tiles;
}

/** Loss and gradient at W, b, by the products that the solvers use. */
function passOf(tiles: Tiles, w: Float64Array, b: Float64Array): Pass {
  const { scores, residuals } = tiles.vectors;
  tileScores(tiles, w, b, scores);
  const { loss } = tileLossAlong(tiles, scores, scores, 0, residuals);
  return { loss, ...tileGradient(tiles, residuals) };
}

/** The rows of a vector, without what lies between the classes. */
function rowsOf({ classes, rows, stride }: Tiles, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: classes * rows }, (_, at) => vector[Math.floor(at / rows) * stride + (at % rows)]);
}

function writeRows({ classes, rows, stride }: Tiles, vector: Float64Array, from: Float64Array): Float64Array {
  for (let k = 0; k < classes; k += 1) vector.set(from.subarray(k * rows, (k + 1) * rows), k * stride);
  return vector;
}

type Pass = Gradient & { loss: number };

/** The definition in float64, sums of a row without its label as in learn/objective.ts, and the size of every sum's terms. */
function reference(task: Case): { pass: Pass; size: Pass; scores: Float64Array } {
  const { rows, features, classes, x, labels, weights, w, b } = task;
  const empty = () => ({
    loss: 0,
    weights: new Float64Array(classes * features),
    intercepts: new Float64Array(classes),
  });
  const [pass, size] = [empty(), empty()];
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
    for (let k = 0; k < classes; k += 1) {
      pass.intercepts[k] += residuals[k];
      size.intercepts[k] += Math.abs(residuals[k]) + weights[i];
      for (let j = 0; j < features; j += 1) {
        pass.weights[k * features + j] += residuals[k] * row[j];
        size.weights[k * features + j] += (Math.abs(residuals[k]) + weights[i]) * Math.abs(row[j]);
      }
    }
  }
  return { pass, size, scores };
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
  describe.each(kinds)('the pass over %s rows', (kind) => {
    test('is within its bound of the definition, for every residue of rows, features and classes', () => {
      setArithmetic(level);
      for (const [rows, features, classes] of shapes) {
        const task = randomCase(seededRandom(rows + features + classes), rows, features, classes);
        const bound = epsilon * (2 * (features + 2) + classes + 75);
        const error = errorOf(passOf(open(task, kind), task.w, task.b), reference(task));
        expect(error, `${rows}×${features}×${classes}`).toBeLessThan(bound);
      }
    });
  });
});

describe.each(levels)('at level %s', (level) => {
  describe.each(kinds)('over %s rows', (kind) => {
    const task = randomCase(seededRandom(3), 331, 20, 7);
    const { rows, classes } = task;
    const truth = reference(task);
    const bound = 200 * epsilon;
    const tilesAt = () => {
      setArithmetic(level);
      return open(task, kind);
    };

    test('scores are those of the definition', () => {
      const tiles = tilesAt();
      tileScores(tiles, task.w, task.b, tiles.vectors.along);
      const got = rowsOf(tiles, tiles.vectors.along);
      expect(Math.max(...got.map((x, i) => Math.abs(x - truth.scores[i])))).toBeLessThan(bound);
    });

    test('the same input gives the same bits, and a row of weight 0 counts for nothing, whatever its label', () => {
      const a = passOf(tilesAt(), task.w, task.b);
      expect(passOf(tilesAt(), task.w, task.b)).toEqual(a);
      for (let i = 6; i < rows; i += 7) task.labels[i] = (task.labels[i] + 1) % classes;
      expect(passOf(tilesAt(), task.w, task.b)).toEqual(a);
    });

    test('a class that no row has gets a gradient of its probabilities alone', () => {
      const labels = task.labels.map((label) => Math.min(label, classes - 2));
      const absent = { ...task, labels };
      setArithmetic(level);
      const got = passOf(open(absent, kind), task.w, task.b);
      expect(got.intercepts[classes - 1]).toBeGreaterThan(0);
      expect(errorOf(got, reference(absent))).toBeLessThan(bound);
    });

    test('logits of ±1e4, whose exponentials overflow, give the loss and gradient of the definition', () => {
      const large = randomCase(seededRandom(5), 150, 20, 4, 1e4);
      const { scores } = reference(large);
      expect(Math.max(...scores)).toBeGreaterThan(1e4);
      expect(scores.some((z) => Math.exp(z) === Infinity)).toBe(true); // the naive e^z/Σe^z is NaN there
      setArithmetic(level);
      const got = passOf(open(large, kind), large.w, large.b);
      // The logits' own rounding, 2·ε·22·Σ|w·x| of 1e4 at most each, moves probabilities by as much.
      expect(errorOf(got, reference(large))).toBeLessThan(epsilon * 44 * 1e5);
      for (const value of [got.loss, ...got.weights]) expect(Number.isFinite(value)).toBe(true);
    });
  });

  test('no rows at all give no loss and no gradient', () => {
    setArithmetic(level);
    for (const kind of kinds) {
      const none = { ...randomCase(seededRandom(6), 0, 3, 2), w: new Float64Array(6), b: new Float64Array(2) };
      expect(passOf(open(none, kind), none.w, none.b)).toEqual({
        loss: 0,
        weights: new Float64Array(6),
        intercepts: new Float64Array(2),
      });
    }
  });

  test('without weights every row counts 1/rows', () => {
    setArithmetic(level);
    const task = randomCase(seededRandom(7), 64, 3, 2);
    const equal = { ...task, weights: new Float64Array(64).fill(1 / 64) };
    const tiles = openTiles(columnsOf(task, 'float64'), { labels: task.labels, classes: 2 }) as Tiles;
    expect(passOf(tiles, task.w, task.b)).toEqual(passOf(open(equal, 'float64'), task.w, task.b));
  });

  describe('along a line', () => {
    const task = randomCase(seededRandom(8), 700, 6, 3);
    const { rows, classes } = task;
    const random = seededRandom(9);
    const open64 = () => {
      setArithmetic(level);
      const tiles = open(task, 'float64');
      const { scores, along, residuals } = tiles.vectors;
      writeRows(tiles, scores, randomFloats(random, classes * rows));
      writeRows(tiles, along, randomFloats(random, classes * rows));
      return { tiles, scores, along, residuals };
    };

    test('loss and slope are those of the definition at scores + step·along', () => {
      const { tiles, scores, along, residuals } = open64();
      const { stride } = tiles;
      const { loss, slope } = tileLossAlong(tiles, scores, along, 0.7, residuals);
      let wantLoss = 0;
      let wantSlope = 0;
      for (let i = 0; i < rows; i += 1) {
        const z = Array.from({ length: classes }, (_, k) => scores[k * stride + i] + 0.7 * along[k * stride + i]);
        const total = z.reduce((sum, x) => sum + exp(x), 0);
        wantLoss += task.weights[i] * (log1p(total - 1) - z[task.labels[i]]);
        for (let k = 0; k < classes; k += 1) {
          const residual = task.weights[i] * (exp(z[k]) / total - (k === task.labels[i] ? 1 : 0));
          wantSlope += residual * along[k * stride + i];
          expect(Math.abs(residuals[k * stride + i] - residual)).toBeLessThan(4 * 2 ** -53 * task.weights[i] + 1e-300);
        }
      }
      expect(Math.abs(loss - wantLoss)).toBeLessThan(1e-15);
      expect(Math.abs(slope - wantSlope)).toBeLessThan(1e-15);
    });

    test('a row that is right by 100 keeps its loss and residual, 3.7e−44, and one that is right by 800 has none', () => {
      setArithmetic(level);
      const two = {
        ...randomCase(seededRandom(1), 2, 1, 2),
        labels: Int32Array.of(0, 0),
        weights: Float64Array.of(1, 0),
      };
      const tiles = open(two, 'float64');
      const { scores, residuals } = tiles.vectors;
      const lossAt = (lead: number) => {
        writeRows(tiles, scores, Float64Array.from([lead, 0, 0, 0]));
        return tileLossAlong(tiles, scores, scores, 0, residuals).loss;
      };
      expect(1 - 1 / (1 + exp(-100))).toBe(0);
      expect(Math.abs(lossAt(100) / exp(-100) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(residuals[0] / -exp(-100) - 1)).toBeLessThan(1e-15);
      expect(lossAt(800)).toBe(0);
      expect(lossAt(-800)).toBe(800);
    });

    test('scores that left the range of float64 in one call do no harm to the next', () => {
      const { tiles, scores, along, residuals } = open64();
      const first = tileLossAlong(tiles, scores, along, 0, residuals);
      const kept = scores.slice();
      scores.fill(Infinity);
      expect(tileLossAlong(tiles, scores, along, 1, residuals).loss).toBeNaN();
      scores.set(kept);
      expect(tileLossAlong(tiles, scores, along, 0, residuals)).toEqual(first);
    });

    test('the curvature along a direction is the slope of the slope', () => {
      const { tiles, scores, along, residuals } = open64();
      const slopeAt = (step: number) => tileLossAlong(tiles, scores, along, step, residuals).slope;
      const h = 1e-3;
      const stencil = (slopeAt(-2 * h) - 8 * slopeAt(-h) + 8 * slopeAt(h) - slopeAt(2 * h)) / (12 * h);
      slopeAt(0);
      expect(Math.abs(tileCurvatureAlong(tiles, residuals, along) - stencil)).toBeLessThan(1e-11);
    });

    test('a vector that lies elsewhere is refused', () => {
      const { tiles, scores, residuals } = open64();
      expect(() => tileGradient(tiles, residuals.slice())).toThrow(TypeError);
      expect(() => tileCurvatureAlong(tiles, residuals, scores.slice())).toThrow(TypeError);
    });
  });

  test.each(kinds)('two and nine threads give the bits of one, over %s rows', (kind) => {
    setArithmetic(level);
    const task = randomCase(seededRandom(12), 5000, 31, 7);
    const alone = passOf(open(task, kind), task.w, task.b);
    for (const threads of [2, CHUNKS + 1]) {
      const tiles = open(task, kind, threads);
      expect(tiles.crew).not.toBe(null);
      for (let turn = 0; turn < 20; turn += 1) expect(passOf(tiles, task.w, task.b)).toEqual(alone);
      tiles.crew?.close();
    }
  });
});

describe('at level reproducible', () => {
  // What Node 20 on x64 gave; whoever runs this elsewhere compares with it.
  test.each<[Kind, number, number]>([
    ['float32', 3.0092708461963484, 3.8679046891506905],
    ['float64', 3.0092708461963484, 3.8679046891506905],
    ['sparse float32', 3.0092708461963484, 3.8679046891506976],
    ['sparse float64', 3.0092708461963484, 3.8679046891506976],
  ])('the pass over %s rows has the same bits on every engine', (kind, loss, sum) => {
    setArithmetic('reproducible');
    const task = randomCase(seededRandom(10), 1000, 37, 12, 3);
    const got = passOf(open(task, kind), task.w, task.b);
    expect(got.loss).toBe(loss);
    expect(got.weights.reduce((total, x, i) => total + x * (i + 1), 0)).toBe(sum);
  });
});

describe('at level reference, and where X would not fit', () => {
  test('there are no tiles', () => {
    const task = randomCase(seededRandom(11), 2, 1, 2);
    setArithmetic('reference');
    expect(openTiles(columnsOf(task, 'float64'), task)).toBe(null);
    setArithmetic('auto');
    const huge = { dims: [1e6, 1e6], bits: 64 as const, read: () => {} };
    expect(openTiles(huge, { labels: [], classes: 2 })).toBe(null);
  });
});
