import { check, crossEntropy, log, softmax } from 'bridle';
import { applyRecipe, descent, fit } from 'bridle/learn';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { properties } from '../../../src/state/properties.ts';
import { lanesCode, newtonCode, planeCode, pullCode } from '../../../src/stops/training/code.ts';
import {
  answerOfFirst,
  answerOfGradient,
  answerOfStable,
  brokenAt,
  courseOf,
  curvedRegions,
  frameOf,
  GRID,
  itemAt,
  type Lane,
  lossPlace,
  lossRange,
  newton,
  overflowAbove,
  placeOfRate,
  pullOf,
  racing,
  rates,
  regions,
  STEPS,
  scoresAt,
  standardised,
  trainable,
  type Weights,
  weightsInPlane,
} from '../../../src/stops/training/model.ts';
import {
  blobs,
  featuresAt,
  fiveClasses,
  MOST_POINTS,
  overlapping,
  readPoints,
  ringed,
  rowsOf,
  SIDE,
  withoutLast,
  withPoint,
} from '../../../src/stops/training/points.ts';

const race = (points: readonly number[], rate: number, steps?: number) =>
  finish(racing(readPoints(points), rate, steps));

function finish(running: Generator<void, Lane[]>): Lane[] {
  let step = running.next();
  while (!step.done) step = running.next();
  return step.value;
}
const faults = (rate: number) => race(blobs, rate).map(({ fault }) => fault?.step ?? null);

describe('the points', () => {
  test('are triples of the link; what is incomplete is left out, and a class is a whole number that there is', () => {
    expect(readPoints([1, 2, 0, 3, 4, 2, 5])).toEqual({
      x: [
        [1, 2],
        [3, 4],
      ],
      labels: [0, 1],
      classes: [0, 2],
    });
    expect(readPoints([1, 2, 16, 3, 4, 0.7]).classes).toEqual([0, 4]);
    expect(readPoints([])).toEqual({ x: [], labels: [], classes: [] });
  });

  test('of every preset lie in the plane, in tenths, and fit the link', () => {
    for (const points of [blobs, overlapping, fiveClasses, ringed]) {
      expect(points.length).toBeLessThanOrEqual(properties.points.most);
      expect(points.every((v) => v >= 0 && v <= SIDE && Math.round(v * 10) / 10 === v)).toBe(true);
      expect(points.join(',').length).toBeLessThan(2000);
    }
  });

  test('one more goes to the end, in tenths and inside; the last is taken away again; there is a most', () => {
    expect(withPoint([1, 2, 0], 3.16, 99, 2)).toEqual([1, 2, 0, 3.2, 16, 2]);
    expect(withPoint([1, 2, 0, 5], 3, 4, 1)).toEqual([1, 2, 0, 3, 4, 1]);
    expect(withoutLast([1, 2, 0, 3.2, 16, 2])).toEqual([1, 2, 0]);
    expect(withoutLast([1, 2, 0, 3])).toEqual([1, 2, 0]);
    expect(withoutLast([1, 2, 0])).toEqual([]);
    expect(readPoints(withPoint([], 1, 2, 3)).x).toEqual([[1, 2]]);
    const full = new Array(3 * MOST_POINTS).fill(1);
    expect(withPoint(full, 1, 1, 0)).toBe(full);
  });

  test('of one class, or none, are nothing to train on', () => {
    expect(trainable(readPoints([1, 2, 0, 3, 4, 0]))).toBe(false);
    expect(trainable(readPoints([]))).toBe(false);
    expect(trainable(readPoints([1, 2, 0, 3, 4, 1]))).toBe(true);
  });
});

describe('the six lanes', () => {
  test('the naive ones break one after the other, at 0.3, 1 and 10; the stable ones never do', () => {
    expect(faults(0.1)).toEqual([null, null, null, null, null, null]);
    expect(faults(0.3)).toEqual([4, null, null, null, null, null]);
    expect(faults(1)).toEqual([2, 7, null, null, null, null]);
    expect(faults(10)).toEqual([2, 2, 7, null, null, null]);
    for (const { formula, items } of race(blobs, 100)) {
      if (formula === 'stable') expect(items[STEPS].accuracy).toBe(1);
    }
  });

  test('are descent’s own steps, and end early only where all is NaN', () => {
    const { x, labels } = readPoints(blobs);
    for (const lane of race(blobs, 0.3)) {
      const { format, formula } = lane;
      const all = [...descent(x, labels, 3, { format, formula, learningRate: 0.3 })];
      expect(lane.items).toEqual(all.slice(0, lane.items.length));
      const last = itemAt(lane, STEPS);
      expect(last.loss).toEqual(all[STEPS].loss);
      expect(last.weights).toEqual(all[STEPS].weights);
      if (lane.items.length <= STEPS) expect(last.weights.every(Number.isNaN)).toBe(true);
    }
  });

  test('a fault is one from its own step on', () => {
    const [f16] = race(blobs, 0.3);
    expect([3, 4, 200].map((step) => brokenAt(f16, step))).toEqual([false, true, true]);
    expect(f16.fault?.exponent).toBeGreaterThan(overflowAbove('f16'));
    expect(overflowAbove('f16')).toBe(check([0]).formats.f16.overflowAbove);
  });

  test('what the pass after the last step finds is not told', () => {
    expect(race(blobs, 0.3, 3)[0].fault).toBeNull();
    expect(race(blobs, 0.3, 4)[0].fault?.step).toBe(4);
  });
});

describe('what weights say', () => {
  const weights = { weights: Float64Array.of(1, 0, 0, 1, -1, -1), intercepts: Float64Array.of(0, 0, 20) };

  test('the regions fill the plane, and in each its class has the largest score', () => {
    const areas = regions(weights);
    const size = (polygon: readonly (readonly [number, number])[]) =>
      polygon.reduce((sum, [x, y], i) => {
        const [u, v] = polygon[(i + 1) % polygon.length];
        return sum + (x * v - u * y) / 2;
      }, 0);
    expect(areas.reduce((sum, area) => sum + size(area), 0)).toBeCloseTo(SIDE * SIDE, 10);
    areas.forEach((area, k) => {
      const centre = [0, 1].map((axis) => area.reduce((sum, corner) => sum + corner[axis], 0) / area.length);
      const z = scoresAt(weights, centre as [number, number]);
      expect(z.indexOf(Math.max(...z))).toBe(k);
    });
  });

  test('a class that is largest nowhere has no region', () => {
    const areas = regions({ weights: new Float64Array(6), intercepts: Float64Array.of(1, 0, 0) });
    expect(areas.map((area) => area.length)).toEqual([4, 0, 0]);
  });

  test('the pull of a point is the library’s softmax, gradient and loss', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: SIDE, noNaN: true }),
        fc.double({ min: 0, max: SIDE, noNaN: true }),
        (u, v) => {
          const z = scoresAt(weights, [u, v]);
          const { p, gradient, loss } = pullOf(weights, [u, v], 1);
          expect(p).toEqual(softmax(z));
          expect(loss).toBe(crossEntropy(z, 1));
          gradient.forEach((g, k) => {
            expect(g).toBeCloseTo(p[k] - (k === 1 ? 1 : 0), 12);
          });
        },
      ),
    );
  });

  test('of weights that are NaN is NaN', () => {
    const { p, loss } = pullOf(
      { weights: new Float64Array(4).fill(Number.NaN), intercepts: new Float64Array(2) },
      [1, 1],
      0,
    );
    expect([...p, loss].every(Number.isNaN)).toBe(true);
  });
});

describe('Newton’s method', () => {
  test.each([
    ['blobs', blobs, 1],
    ['overlapping', overlapping, 0.75],
    ['five classes', fiveClasses, 0.9],
    ['ringed', ringed, 0.5],
  ] as const)('ends at the optimum of %s, with a certificate, and the objective only falls', (_, points, least) => {
    const { progress, fit: result, accuracy } = newton(readPoints(points));
    expect(result.converged).toBe(true);
    expect(result.gapBound).toBeLessThan(1e-9);
    expect(progress[progress.length - 1].iteration).toBe(result.iterations);
    for (let i = 1; i < progress.length; i += 1) {
      expect(progress[i].objective).toBeLessThanOrEqual(progress[i - 1].objective);
    }
    expect(accuracy).toBeGreaterThanOrEqual(least);
  });

  test('cannot part one class inside another, for its borders are straight', () => {
    expect(newton(readPoints(ringed)).accuracy).toBeLessThan(0.8);
  });
});

test('the place of a loss is logarithmic, from 0 to 1, and both ends hold what lies beyond', () => {
  const place = (loss: number) => lossPlace(loss, { low: -3, high: 3 });
  expect([0, 1e-4, 1, 1e4, Number.POSITIVE_INFINITY].map(place)).toEqual([0, 0, 0.5, 1, 1]);
  expect(place(1e-3)).toBeCloseTo(0, 12);
  expect(place(1e3)).toBeCloseTo(1, 12);
  expect(place(log(3))).toBeCloseTo(0.5068, 4);
});

test('the range of a strip holds every loss of its lanes, whole powers of ten', () => {
  for (const rate of [0.001, 0.3, 100, 1000]) {
    const lanes = race(blobs, rate);
    const range = lossRange(lanes);
    const losses = lanes.flatMap(({ items }) => items.map(({ loss }) => loss)).filter((x) => x > 0 && x < Infinity);
    expect([range.low, range.high].every(Number.isInteger)).toBe(true);
    expect(Math.max(...losses)).toBeLessThanOrEqual(10 ** range.high);
    expect(Math.max(1e-16, Math.min(...losses))).toBeGreaterThanOrEqual(10 ** range.low);
    // Not a wide range for all: that of a low rate would not hold the losses of a high one.
    if (rate === 1000) expect(Math.max(...losses)).toBeGreaterThan(10 ** lossRange(race(blobs, 0.001)).high);
  }
});

describe('squares of the coordinates', () => {
  const data = readPoints(ringed);
  const rows = rowsOf(data, true);

  test('are two more features', () => {
    expect(featuresAt([3, 4], false)).toEqual([3, 4]);
    expect(featuresAt([3, 4], true)).toEqual([3, 4, 9, 16]);
    expect(rowsOf(data, false).x).toEqual(data.x);
  });

  test('separate one class inside another, which straight borders cannot', () => {
    const frame = frameOf(rows);
    const lane = finish(racing(standardised(rows, frame), 1)).find(({ id }) => id === 'f64stable')!;
    const straight = finish(racing(standardised(data, frameOf(data)), 1)).find(({ id }) => id === 'f64stable')!;
    expect(itemAt(lane, STEPS).accuracy).toBe(1);
    expect(itemAt(straight, STEPS).accuracy).toBeLessThan(0.8);
    expect(newton(rows).accuracy).toBe(1);
    // In the features as they are, the weights give the same scores.
    const own = weightsInPlane(itemAt(lane, STEPS), frame);
    const [scaled] = standardised(rows, frame).x;
    scoresAt(own, rows.x[0]).forEach((z, k) => {
      expect(z).toBeCloseTo(scoresAt(itemAt(lane, STEPS), scaled)[k], 9);
    });
  });

  test('give curved regions that fill the plane, each where its class leads', () => {
    const { fit: w } = newton(rows);
    const areas = curvedRegions(w);
    const cells = areas.flatMap(({ runs }) => runs).reduce((sum, { length }) => sum + length, 0);
    expect(cells).toBeCloseTo(SIDE * GRID, 6);
    areas.forEach(({ best }, k) => {
      const z = scoresAt(w, featuresAt([best![0], best![1]], true));
      expect(z.indexOf(z.reduce((a, b) => Math.max(a, b)))).toBe(k);
    });
    // The middle of the plane is inside, a corner is not.
    const classAt = (x: number, y: number) => {
      const z = scoresAt(w, featuresAt([x, y], true));
      return z.indexOf(z.reduce((a, b) => Math.max(a, b)));
    };
    expect(classAt(SIDE / 2, SIDE / 2)).not.toBe(classAt(0.5, 0.5));
  });
});

describe('standardised coordinates', () => {
  const data = readPoints(blobs);
  const frame = frameOf(data);
  const inside = standardised(data, frame);

  test('have mean 0 and deviation 1', () => {
    for (const j of [0, 1]) {
      const values = inside.x.map((point) => point[j]);
      expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(0, 12);
      expect(values.reduce((sum, v) => sum + v * v, 0) / values.length).toBeCloseTo(1, 12);
    }
    expect(frameOf(readPoints([4, 4, 0, 4, 9, 1])).deviation[0]).toBe(1);
  });

  test('have weights that give the same scores in the plane', () => {
    const own: Weights = {
      weights: Float64Array.of(1, -2, 0.5, 3, -4, 0),
      intercepts: Float64Array.of(0.1, 0.2, -0.3),
    };
    const there = weightsInPlane(own, frame);
    data.x.forEach((point, i) => {
      scoresAt(there, point).forEach((z, k) => {
        expect(z).toBeCloseTo(scoresAt(own, inside.x[i])[k], 10);
      });
    });
  });

  test('are computed by the snippets', () => {
    const { typescript, numpy } = planeCode(data, {
      format: 'f64',
      formula: 'stable',
      rate: 1,
      standard: true,
      step: 2,
    });
    const body = typescript.split('\n').filter((line) => /^const (raw|mean|deviation|x) =/.test(line));
    const x = new Function(`${body.join('\n')}\nreturn x;`)() as number[][];
    expect(x).toEqual(inside.x);
    expect(numpy).toContain('x = (x - x.mean(axis=0)) / x.std(axis=0)');
  });
});

test('each preset of the learning rate does what its button says, in the lane that it shows', () => {
  const courseAt = (points: readonly number[], rate: number, standard: boolean, id: string) => {
    const data = readPoints(points);
    const lanes = finish(racing(standard ? standardised(data, frameOf(data)) : data, rate));
    return courseOf(lanes.find((lane) => lane.id === id)!, log(data.classes.length));
  };
  expect(courseAt(blobs, 0.001, true, 'f64stable')).toBe('small');
  expect(courseAt(blobs, 1, true, 'f64stable')).toBe('right');
  expect(courseAt(blobs, 0.1, false, 'f64stable')).toBe('swings');
  expect(courseAt(blobs, 10, false, 'f64naive')).toBe('nan');
  expect(courseAt(ringed, 0.3, true, 'f64stable')).toBe('settled');
});

test('the stable formula survives to a rate of 100 in float16, and at 1000 a score leaves the format in step 5', () => {
  const f16 = (rate: number) => race(blobs, rate).find(({ id }) => id === 'f16stable')!;
  expect(f16(100).fault).toBeNull();
  expect(f16(1000).fault).toMatchObject({ step: 5, quantity: 'score' });
});

test('the slider of rates goes from the least to the most, and every place on it is its own rate’s', () => {
  expect([rates[0], rates[rates.length - 1]]).toEqual([properties.rate.min, properties.rate.max]);
  expect(rates).toEqual([...rates].sort((a, b) => a - b));
  rates.forEach((rate, i) => {
    expect(placeOfRate(rate)).toBe(i);
  });
  expect(rates[placeOfRate(0.31)]).toBe(0.3);
});

test('the answers to the questions', () => {
  const { answer, facts } = answerOfFirst(0.3);
  expect(answer).toBe(0);
  expect(facts[0]).toBeGreaterThan(facts[1]);
  expect(answerOfFirst(1).answer).toBe(0);
  expect(answerOfStable(100)).toEqual({ answer: 1, facts: [1] });
  expect(answerOfGradient()).toBe(2);
});

describe('the TypeScript snippets', () => {
  const library = { softmax, crossEntropy, check, descent, applyRecipe, fit };
  function run(code: string, name: string): unknown {
    const body = code.replaceAll(/^import .*$/gm, '').replaceAll(' as const', '');
    return new Function(...Object.keys(library), `${body}\nreturn ${name};`)(...Object.values(library));
  }
  const data = readPoints(blobs);

  test('compute the numbers of their figures', () => {
    const [, f32] = race(blobs, 0.3).filter(({ formula }) => formula === 'stable');
    const item = itemAt(f32, 50);
    const plane = planeCode(data, { format: 'f32', formula: 'stable', rate: 0.3, standard: false, step: 50 });
    expect(run(plane.typescript, 'p')).toEqual(data.x.map((point, i) => pullOf(item, point, data.labels[i]).p));

    const lanes = run(lanesCode(data, 0.3, false).typescript, 'lanes') as { fault: { step: number } | null }[];
    expect(lanes.map(({ fault }) => fault?.step ?? null)).toEqual(faults(0.3));

    const z = scoresAt(item, data.x[0]);
    expect(run(pullCode(z, 0).typescript, 'gradient')).toEqual(pullOf(item, data.x[0], 0).gradient);

    const solved = newton(data).fit;
    expect((run(newtonCode(data).typescript, 'result') as typeof solved).weights).toEqual(solved.weights);
  });
});
