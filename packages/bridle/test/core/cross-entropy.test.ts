import { crossEntropy, logSoftmax, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, type MakeBig, ulpError, withBig } from '../helpers/mpfr.ts';

const nan = Number.NaN;
const batch = [
  [2, 0, 1],
  [0, 1, -1],
  [-3, 2, 0.5],
];
const classes = [0, 2, 1];
const oneHot = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
];
const each = batch.map((row, r) => crossEntropy(row, classes[r]));

/** e^(xᵢ − max) and their sum. */
function exponentials(big: MakeBig, x: readonly number[], temperature = 1): { terms: Big[]; total: Big } {
  const max = Math.max(...x);
  const terms = x.map((value) => big(value).sub(max).div(temperature).exp());
  return { terms, total: terms.reduce((sum, term) => sum.add(term)) };
}

/** ln Σ e^((xᵢ − x_y)/T), to as many bits as it takes. */
function bigLoss(big: MakeBig, x: readonly number[], y: number, temperature = 1): Big {
  const { terms, total } = exponentials(big, x, temperature);
  return total.div(terms[y]).ln();
}

describe('crossEntropy', () => {
  test('keeps confident and hopeless losses, and infinite logits (pytorch#11752, NNlib#68, optax#896)', () => {
    expect(crossEntropy([0, -40], 0)).toBe(4.248354255291589e-18);
    expect(crossEntropy([-431, 279, 427], 0)).toBe(858);
    expect(crossEntropy([-Infinity, 0], [0, 1])).toBe(0);
    expect(crossEntropy(Float32Array.of(1e8, 1e8), 1)).toBe(Math.LN2);
    expect(crossEntropy([1e308, -7e307], 1)).toBe(1.7e308);
    expect(Math.log(1 + Math.exp(-40))).toBe(0); // what the first is, computed as it is written
  });

  test('follows the table of edges', () => {
    const loss = crossEntropy;
    expect([loss([1, nan], 0), loss([-Infinity, -Infinity], 0)]).toEqual([nan, nan]);
    expect([loss([-Infinity, 0], 0), loss([Infinity, 0], 1), loss([Infinity, 0], 0)]).toEqual([Infinity, Infinity, 0]);
    expect(loss([Infinity, 0, Infinity], 0)).toBe(Math.LN2);
    expect(loss([nan, 1, 1], 1, { mask: [0, 1, 1] })).toBe(Math.LN2);
    expect(loss([1, 1, 1], 0, { mask: [0, 1, 1] })).toBe(Infinity);
    expect(loss([1, 1, 1], 0, { mask: [0, 0, 0] })).toBe(Infinity);
    expect(loss([1, 1, 1], [0, 0.5, 0.5], { mask: [0, 1, 1] })).toBe(Math.LN2);
    expect([loss([1, 3, 3], 1, { temperature: 0 }), loss([1, 3], 0, { temperature: 0 })]).toEqual([Math.LN2, Infinity]);
    expect(loss([1, 3], 0, { temperature: Infinity })).toBe(Math.LN2);
    expect(loss([1, 3], 0, { temperature: -2 })).toBe(loss([-1, -3], 0, { temperature: 2 }));
    expect(loss([0, 0], 0, { weights: [1, 3] })).toBe(Math.log(4));
  });

  test('reads classes of any integer kind, or probabilities, along any axis, strides and segments', () => {
    const mean = each.reduce((sum, loss) => sum + loss, 0) / 3;
    expect(crossEntropy(batch, classes)).toBeCloseTo(mean, 15);
    for (const target of [Int32Array.from(classes), BigInt64Array.from(classes, BigInt), oneHot]) {
      expect(crossEntropy(batch, target)).toBe(crossEntropy(batch, classes));
    }
    expect(crossEntropy(batch, { data: Int32Array.from(classes), dims: [3] })).toBe(crossEntropy(batch, classes));
    const columns = batch.map((_, i) => batch.map((row) => row[i]));
    expect(crossEntropy(columns, classes, { axis: 0, reduction: 'none' })).toEqual(each);
    expect(
      crossEntropy(
        columns,
        oneHot.map((_, i) => oneHot.map((row) => row[i])),
        { axis: 0 },
      ),
    ).toBe(crossEntropy(batch, classes));
    const strided = { data: columns.flat(), dims: [3, 3], strides: [1, 3] };
    expect(crossEntropy(strided, classes, { reduction: 'none' })).toEqual({ data: each, dims: [3] });
    // Where each row has one entry, classes and probabilities are as many: the rank decides, or ignoreIndex.
    expect(crossEntropy([[1], [2]], [0, 0])).toBe(0);
    expect(() => crossEntropy([[1], [2]], [0, 1])).toThrow('expected a class from 0 to 0, got 1 in row 1');
    expect(crossEntropy([[1], [2]], [[1], [1]])).toBe(0);
    expect(crossEntropy([1, 2], [0, -1], { segments: [0, 1, 2], ignoreIndex: -1, reduction: 'none' })).toEqual([0, 0]);
    const none = { data: new Float32Array(0), dims: [0, 3] };
    expect(crossEntropy(none, new Int32Array(0), { ignoreIndex: -1, reduction: 'sum' })).toBe(0);
    const ragged = crossEntropy([2, 0, 1, 5, 0, 1, -1], [0, 0, 2], { segments: [0, 3, 4, 7], reduction: 'none' });
    expect(ragged).toEqual([each[0], 0, each[1]]);
  });

  test('reduces to the mean, the sum, or each row, and writes each into out', () => {
    expect(crossEntropy(batch, classes, { reduction: 'none' })).toEqual(each);
    expect(crossEntropy(batch, classes, { reduction: 'sum' })).toBeCloseTo(each[0] + each[1] + each[2], 14);
    const out = new Float32Array(3);
    expect(crossEntropy(batch, classes, { reduction: 'none', out })).toBe(out);
    expect(out).toEqual(Float32Array.from(each));
    expect(crossEntropy([[1, 2]], [0], { reduction: 'none' })).toHaveLength(1);
  });

  test('weights classes and samples as PyTorch does: the mean is over the weights in use', () => {
    const classWeights = [1, 2, 5];
    const sampleWeights = [0.5, 3, 0];
    const weighted = each.map((loss, r) => sampleWeights[r] * classWeights[classes[r]] * loss);
    const sum = weighted[0] + weighted[1];
    expect(crossEntropy(batch, classes, { classWeights, sampleWeights, reduction: 'sum' })).toBeCloseTo(sum, 14);
    expect(crossEntropy(batch, classes, { classWeights, sampleWeights })).toBeCloseTo(sum / (0.5 * 1 + 3 * 5), 14);
    // Of probabilities, the class weights stand inside the sum only.
    expect(crossEntropy(batch, oneHot, { classWeights, sampleWeights })).toBeCloseTo(sum / 3.5, 14);
    // A weightless or ignored row is left out, whatever it holds.
    const broken = [...batch.slice(0, 2), [nan, nan, nan]];
    expect(crossEntropy(broken, classes, { classWeights, sampleWeights })).toBeCloseTo(sum / 15.5, 14);
    const ignoring = { ignoreIndex: -100 };
    expect(crossEntropy(broken, [0, 2, -100], ignoring)).toBe(crossEntropy(batch.slice(0, 2), [0, 2]));
    expect(crossEntropy(broken, [0, 2, -100], { ...ignoring, reduction: 'none' })).toEqual([each[0], each[1], 0]);
    expect(crossEntropy(broken, [-100, -100, -100], ignoring)).toBe(nan);
  });

  test('smooths the target over the unmasked classes, with class weights as PyTorch does', () => {
    const lp = logSoftmax(batch[0]) as number[];
    const labelSmoothing = 0.3;
    const spread = -(lp[0] + lp[1] + lp[2]) / 3;
    expect(crossEntropy(batch[0], 0, { labelSmoothing })).toBeCloseTo(0.7 * -lp[0] + 0.3 * spread, 14);
    const w = [1, 2, 5];
    const weighted = -(w[0] * lp[0] + w[1] * lp[1] + w[2] * lp[2]) / 3;
    const loss = crossEntropy(batch[0], 1, { labelSmoothing, classWeights: w });
    expect(loss).toBeCloseTo((0.7 * w[1] * -lp[1] + 0.3 * weighted) / w[1], 14);
    expect(crossEntropy([...batch[0], 1e9], 0, { labelSmoothing, mask: [1, 1, 1, 0] })).toBe(
      crossEntropy(batch[0], 0, { labelSmoothing }),
    );
    expect(crossEntropy(batch[0], [0.2, 0.5, 0.3], { labelSmoothing: 1 })).toBeCloseTo(spread, 14);
  });

  test('refuses a class, a size or an option that does not fit, and says where', () => {
    const refusal = (message: string) => new RangeError(`crossEntropy: ${message}`);
    for (const wrong of [3, -1, 0.5, nan]) {
      expect(() => crossEntropy(batch, [0, wrong, 1])).toThrow(
        refusal(`expected a class from 0 to 2, got ${wrong} in row 1`),
      );
    }
    expect(() => crossEntropy(batch, [0, 1])).toThrow(refusal('expected 3 classes or 9 probabilities, got 2'));
    expect(() => crossEntropy(batch, 0)).toThrow(refusal('expected 3 classes or 9 probabilities, got 1'));
    const wide = { data: new Float64Array(6), dims: [3, 2] };
    expect(() =>
      crossEntropy(
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
        wide,
      ),
    ).toThrow(refusal('expected probabilities of dims [2,3], got [3,2]'));
    expect(() => crossEntropy(batch, classes, { classWeights: [1, 2] })).toThrow(
      refusal('expected 3 classWeights, got 2'),
    );
    expect(() => crossEntropy(batch, classes, { classWeights: [1, -2, 1] })).toThrow(
      refusal('expected finite classWeights ≥ 0, got -2 at 1'),
    );
    expect(() => crossEntropy(batch, classes, { sampleWeights: [1] })).toThrow(
      refusal('expected 3 sampleWeights, got 1'),
    );
    expect(() => crossEntropy(batch, classes, { labelSmoothing: 1.5 })).toThrow(
      refusal('expected labelSmoothing from 0 to 1, got 1.5'),
    );
    expect(() => crossEntropy(batch, classes, { reduction: 'average' as 'mean' })).toThrow(
      refusal("expected reduction 'mean', 'sum' or 'none', got 'average'"),
    );
    expect(() => crossEntropy(batch, oneHot, { ignoreIndex: 0 })).toThrow(TypeError);
    expect(() => crossEntropy(batch, classes, { out: new Float64Array(3) } as object)).toThrow(TypeError);
    expect(() => crossEntropy('abc' as never, 0)).toThrow(TypeError);
    expect(() => crossEntropy(batch, null as never)).toThrow(TypeError);
  });

  const random = seededRandom(70);
  const hard = Array.from({ length: 1500 }, (_, trial) => {
    const scale = [1, 40, 700, 1e5][trial % 4];
    const x = Array.from({ length: 2 + Math.floor(random() * 5) }, () => scale * (random() - 0.5));
    if (trial % 3 === 0) x[0] = Math.max(...x) + Math.min(scale, 650) * random(); // confident in class 0
    return { x, y: trial % 3 ? Math.floor(random() * x.length) : 0, temperature: trial % 5 ? 1 : 0.1 + 3 * random() };
  });

  test('is within 0.51 ulp of MPFR at any temperature, of rows sure of their class too', () => {
    const worst = { plain: 0, heated: 0, naive: 0 };
    for (const { x, y, temperature } of hard) {
      withBig((big) => {
        const want = bigLoss(big, x, y, temperature);
        const key = temperature === 1 ? 'plain' : 'heated';
        worst[key] = Math.max(worst[key], ulpError(crossEntropy(x, y, { temperature }), want));
        worst.naive = Math.max(worst.naive, ulpError(-Math.log(softmax(x, { temperature })[y]), want));
      }, 1300);
    }
    expect(worst.plain).toBeLessThanOrEqual(0.51);
    expect(worst.heated).toBeLessThanOrEqual(0.51);
    expect(worst.naive).toBe(Infinity);
  });

  test('of a batch is within 0.51 ulp in the mean, with sample weights, class weights and smoothing too', () => {
    const draw = seededRandom(71);
    const worst = { mean: 0, sampled: 0, weighted: 0 };
    for (let trial = 0; trial < 60; trial += 1) {
      const scale = 2 ** (trial % 8);
      const logits = Array.from({ length: 20 }, () => Array.from({ length: 4 }, () => scale * draw()));
      const y = logits.map(() => Math.floor(4 * draw()));
      const sampleWeights = y.map(draw);
      const classWeights = [0.3, 1.7, 1, 2.9];
      const smoothed = { sampleWeights, classWeights, labelSmoothing: 0.1 };
      withBig((big) => {
        const zero = { sum: big(0), sampled: big(0), samples: big(0), weighted: big(0), norm: big(0) };
        const total = logits.reduce((so, x, r) => {
          const costs = x.map((_, i) => bigLoss(big, x, i));
          const q = x.map((_, i) =>
            big(0.1)
              .div(4)
              .add(i === y[r] ? big(1).sub(0.1) : 0)
              .mul(classWeights[i]),
          );
          const loss = costs.reduce((sum, cost, i) => sum.add(cost.mul(q[i])), big(0));
          return {
            sum: so.sum.add(costs[y[r]]),
            sampled: so.sampled.add(costs[y[r]].mul(sampleWeights[r])),
            samples: so.samples.add(sampleWeights[r]),
            weighted: so.weighted.add(loss.mul(sampleWeights[r])),
            norm: so.norm.add(big(sampleWeights[r]).mul(classWeights[y[r]])),
          };
        }, zero);
        worst.mean = Math.max(worst.mean, ulpError(crossEntropy(logits, y), total.sum.div(20)));
        const sampled = total.sampled.div(total.samples);
        worst.sampled = Math.max(worst.sampled, ulpError(crossEntropy(logits, y, { sampleWeights }), sampled));
        const weighted = total.weighted.div(total.norm);
        worst.weighted = Math.max(worst.weighted, ulpError(crossEntropy(logits, y, smoothed), weighted));
      }, 400);
    }
    expect(worst.mean).toBeLessThanOrEqual(0.51);
    expect(worst.sampled).toBeLessThanOrEqual(0.51);
    expect(worst.weighted).toBeLessThanOrEqual(0.51);
  });

  test('has a gradient p − y within 0.51 ulp of MPFR, in a heated mean too, where a rounded p − y is not', () => {
    const worst = { plain: 0, heated: 0, naive: 0 };
    for (const { x, y, temperature } of hard) {
      const got = crossEntropy.gradient(x, y);
      const mean = crossEntropy.gradient([x, x, x], [y, y, y], { temperature });
      const p = softmax(x);
      withBig((big) => {
        for (const t of [1, temperature]) {
          const { terms, total } = exponentials(big, x, t);
          terms.forEach((term, i) => {
            const difference = i === y ? term.sub(total) : term;
            const want = difference.div(total);
            if (t === 1) {
              worst.plain = Math.max(worst.plain, ulpError(got[i], want));
              worst.naive = Math.max(worst.naive, ulpError(p[i] - Number(i === y), want));
            }
            if (t === temperature) worst.heated = Math.max(worst.heated, ulpError(mean[1][i], want.div(3).div(t)));
          });
        }
      }, 1300);
    }
    expect(worst.plain).toBeLessThanOrEqual(0.51);
    expect(worst.heated).toBeLessThanOrEqual(0.51);
    expect(worst.naive).toBeGreaterThan(1e15);
  });
});

describe('crossEntropy.gradient', () => {
  test('is p − y, of sure and lost rows too (NNlib#68)', () => {
    expect(crossEntropy.gradient([-431, 279, 427], 0)).toEqual([-1, 5.301718666092324e-65, 1]);
    expect(crossEntropy.gradient([0, -40], 0)).toEqual([-4.248354255291589e-18, 4.248354255291589e-18]);
    expect(crossEntropy.gradient([-Infinity, 0], [0, 1])).toEqual([0, 0]);
    expect(crossEntropy.gradient([-Infinity, 0], 0)).toEqual([-1, 1]);
  });

  test('keeps kind and shape, leaves masked entries and rows left out at 0, and follows the edges', () => {
    const gradient = crossEntropy.gradient;
    expect(gradient(Float32Array.of(0, 0), 1)).toEqual(Float32Array.of(0.5, -0.5));
    expect(gradient({ data: [0, 0], dims: [1, 2] }, [1])).toEqual({ data: [0.5, -0.5], dims: [1, 2] });
    expect(
      gradient(
        [
          [0, 0],
          [0, 0],
        ],
        [1, 0],
        { axis: 0 },
      ),
    ).toEqual([
      [0.25, -0.25],
      [-0.25, 0.25],
    ]);
    expect(gradient([0, nan, 0], 2, { mask: [1, 0, 1] })).toEqual([0.5, 0, -0.5]);
    expect(
      gradient(
        [
          [0, 0],
          [nan, nan],
        ],
        [1, -1],
        { ignoreIndex: -1 },
      ),
    ).toEqual([
      [0.5, -0.5],
      [0, 0],
    ]);
    expect(gradient([1, nan], 0)).toEqual([nan, nan]);
    expect(gradient([1, 3, 3], 1, { temperature: 0 })).toEqual([0, -Infinity, Infinity]);
    expect(gradient([1, 3], 1, { temperature: 0 })).toEqual([0, 0]);
    expect(gradient([1, 3], 1, { temperature: Infinity })).toEqual([0, 0]);
    expect(gradient([Infinity, 0], 1)).toEqual([1, -1]);
    const x = Float64Array.of(0, 0);
    expect(gradient(x, 1, { out: x })).toEqual(Float64Array.of(0.5, -0.5));
    expect(x[1]).toBe(-0.5);
  });
});

/** Batches of 1–3 rows of 2–5 logits with every option that moves the derivatives. */
const problems = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 2, max: 5 }) })
  .chain(({ rows, columns }) => {
    const grid = (min: number, max: number, length: number) =>
      fc.array(
        fc.integer({ min: min * 64, max: max * 64 }).map((k) => k / 64),
        { minLength: length, maxLength: length },
      );
    return fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      logits: grid(-4, 4, rows * columns),
      directions: fc.tuple(grid(-2, 2, rows * columns), grid(-2, 2, rows * columns)),
      target: fc.oneof(
        grid(0, 1, rows * columns),
        fc.array(fc.integer({ min: 0, max: columns - 1 }), { minLength: rows, maxLength: rows }),
      ),
      options: fc.record({
        reduction: fc.constantFrom('mean' as const, 'sum' as const),
        temperature: fc.constantFrom(1, 0.5, 3, -1),
        labelSmoothing: fc.constantFrom(0, 0.25),
        classWeights: fc.constantFrom(undefined, [1, 2, 0.5, 3, 0.25].slice(0, columns)),
        sampleWeights: fc.constantFrom(undefined, [2, 0.5, 1].slice(0, rows)),
        weights: fc.constantFrom(undefined, [1, 2, 3, 1, 5].slice(0, columns)),
      }),
    });
  });

describe('derivatives of crossEntropy', () => {
  const H = 2 ** -7;

  test('the gradient agrees with a five-point stencil of the loss', () => {
    fc.assert(
      fc.property(problems, ({ rows, columns, logits, target, options }) => {
        const at = (x: number[]) => crossEntropy({ data: x, dims: [rows, columns] }, target, options);
        const { data } = crossEntropy.gradient({ data: logits, dims: [rows, columns] }, target, options);
        logits.forEach((_, k) => {
          const f = (step: number) => at(logits.map((x, i) => (i === k ? x + step * H : x)));
          const stencil = (f(-2) - 8 * f(-1) + 8 * f(1) - f(2)) / (12 * H);
          expect(Math.abs(data[k] - stencil)).toBeLessThan(2e-7);
        });
      }),
      { seed: 70, numRuns: 150 },
    );
  });

  test('the Hessian’s products agree with differences of gradients, and are symmetric and never negative', () => {
    fc.assert(
      fc.property(problems, ({ rows, columns, logits, target, options, directions: [u, v] }) => {
        const dims = [rows, columns];
        const product = (w: number[]) => crossEntropy.hessianVector({ data: logits, dims }, target, w, options).data;
        const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
        const hv = product(v);
        const g = (step: number) =>
          crossEntropy.gradient({ data: logits.map((x, i) => x + step * H * v[i]), dims }, target, options).data;
        const [a, b, c, d] = [g(-2), g(-1), g(1), g(2)];
        hv.forEach((value, k) => {
          expect(Math.abs(value - (a[k] - 8 * b[k] + 8 * c[k] - d[k]) / (12 * H))).toBeLessThan(2e-5);
        });
        expect(dot(u, hv)).toBeCloseTo(dot(product(u), v), 12);
        expect(dot(v, hv)).toBeGreaterThanOrEqual(-1e-14);
      }),
      { seed: 71, numRuns: 150 },
    );
  });

  test('a Hessian’s product is p∘(v − ⟨p, v⟩), 0 at limits, in the kind and shape of the logits', () => {
    expect(crossEntropy.hessianVector([0, 0], 1, [1, 0])).toEqual([0.25, -0.25]);
    expect(crossEntropy.hessianVector(Float32Array.of(0, 0), [0, 1], [1, 0])).toEqual(Float32Array.of(0.25, -0.25));
    expect(crossEntropy.hessianVector([1, 3], 1, [1, 0], { temperature: 0 })).toEqual([0, 0]);
    expect(crossEntropy.hessianVector([Infinity, 3], 1, [1, 0])).toEqual([0, 0]);
    expect(crossEntropy.hessianVector([1, nan], 1, [1, 0])).toEqual([nan, nan]);
    expect(crossEntropy.hessianVector([0, nan, 0], 2, [1, 9, 0], { mask: [1, 0, 1] })).toEqual([0.25, 0, -0.25]);
    expect(() => crossEntropy.hessianVector([0, 0], 1, [1])).toThrow(
      new RangeError('crossEntropy.hessianVector: expected 2 entries, got 1'),
    );
  });

  test('a Hessian’s product is within 8·2⁻⁵³·max|v|/T² of MPFR', () => {
    const random = seededRandom(72);
    for (let trial = 0; trial < 400; trial += 1) {
      const x = Array.from({ length: 6 }, () => 2 ** (trial % 7) * random());
      const v = x.map(() => 10 * (random() - 0.5));
      const temperature = 0.1 + 2 * random();
      const [got] = crossEntropy.hessianVector([x, x], [0, 1], [v, v], { temperature }) as number[][];
      const bound = (8 * 2 ** -53 * Math.max(...v.map(Math.abs))) / (2 * temperature ** 2);
      withBig((big) => {
        const { terms, total } = exponentials(big, x, temperature);
        const mean = terms.reduce((sum, term, i) => sum.add(term.mul(v[i])), big(0)).div(total);
        terms.forEach((term, i) => {
          const want = big(v[i]).sub(mean).mul(term).div(total).div(2).div(temperature).div(temperature);
          expect(Math.abs(want.sub(got[i]).toNumber())).toBeLessThanOrEqual(bound);
        });
      }, 400);
    }
  });

  test('the gradient against probabilities is within 3 ulp of the larger of p and q', () => {
    const random = seededRandom(73);
    for (let trial = 0; trial < 400; trial += 1) {
      const x = Array.from({ length: 4 }, () => 2 ** (trial % 7) * random());
      const q = softmax(x.map((value) => value + (trial % 3) * (random() - 0.5)));
      const got = crossEntropy.gradient(x, q);
      withBig((big) => {
        const { terms, total } = exponentials(big, x);
        const mass = q.reduce((so, value) => so.add(value), big(0));
        terms.forEach((term, i) => {
          const p = term.div(total);
          const ulp = 2 ** (Math.floor(Math.log2(Math.max(p.toNumber(), q[i]))) - 52);
          expect(Math.abs(p.mul(mass).sub(q[i]).sub(got[i]).toNumber())).toBeLessThanOrEqual(3 * ulp);
        });
      }, 400);
    }
  });
});

test('a target that is no probability makes its row NaN, and its row only; what is masked may hold anything', () => {
  for (const wrong of [-0.5, nan, Infinity]) {
    const target = [
      [1, wrong],
      [0, 1],
    ];
    const logits = [
      [0, 0],
      [0, 0],
    ];
    expect(crossEntropy(logits, target, { reduction: 'none' })).toEqual([nan, Math.LN2]);
    expect(crossEntropy.gradient(logits, target, { reduction: 'none' })).toEqual([
      [nan, nan],
      [0.5, -0.5],
    ]);
    expect(crossEntropy([0, 0], [1, nan], { mask: [1, 0] })).toBe(0);
  }
});

test('the gradient at T = −0 has the other sign of that at T = 0', () => {
  expect(crossEntropy.gradient([0, 1], 0, { temperature: 0 })).toEqual([-Infinity, Infinity]);
  expect(crossEntropy.gradient([1, 0], 0, { temperature: -0 })).toEqual([Infinity, -Infinity]);
});
