// entropy, entropy.fromLogits, klDivergence, logSumExp.signed and the stream of log-sum-exp.

import { entropy, klDivergence, LogSumExp, logSumExp } from 'bridle';
import { type Big, float64, type MakeBig, ulpError, withBig } from '../mpfr.ts';
import { between, fill, finite, length, power, probabilities, scores } from './inputs.ts';
import type { Case, Subject } from './search.ts';

const sumOf = (big: MakeBig, terms: Big[]) => terms.reduce((sum, term) => sum.add(term), big(0));

/** Non-negative numbers, or null. */
const amounts = (x: number | number[] | undefined) => finite(x)?.map(Math.abs) ?? null;

const ofProbabilities: Subject = {
  name: 'entropy, every p ≤ g',
  bound: 0.52,
  unit: 'ulp',
  draw: (random) => {
    const p = probabilities(random, length(random));
    const scale = random() < 0.2 ? power(random, -1060, 0) : 1;
    const small = p.map((v) => v * scale);
    return random() < 0.5 ? { p: small } : { p: small, weights: small.map((v) => v + power(random, -60, 10)) };
  },
  error: (one) => {
    const p = amounts(one.p);
    const g = one.weights === undefined ? undefined : amounts(one.weights);
    if (!p || g === null || !p.every((v, i) => v <= (g?.[i] ?? 1))) return -1;
    if (g && !g.every((w) => w > 0)) return -1;
    return withBig((big) => {
      const terms = p.map((v, i) =>
        v === 0
          ? big(0)
          : big(g?.[i] ?? 1)
              .div(v)
              .ln()
              .mul(v),
      );
      return ulpError(entropy(p, { weights: g }), sumOf(big, terms));
    }, 400);
  },
};

/** ln Σ g·e^(x/T) − Σ p·x/T of a row, from the differences to its largest score. */
function bigEntropy(big: MakeBig, x: number[], t: number): Big {
  const top = x.reduce((a, b) => Math.max(a, b));
  const d = x.map((v) => big(v).sub(top).div(t));
  const e = d.map((v) => v.exp());
  const z = sumOf(big, e);
  return z.ln().sub(
    sumOf(
      big,
      d.map((v, i) => v.mul(e[i])),
    ).div(z),
  );
}

function fromLogits(isHeated: boolean): Subject {
  return {
    name: `entropy.fromLogits${isHeated ? ', T ≠ 1' : ''}`,
    bound: isHeated ? 1 : 0.51,
    unit: 'ulp',
    draw: (random) => {
      const x = scores(random, length(random), float64);
      if (!isHeated) return { x };
      const temperature = random() < 0.2 ? power(random, -300, 300) : power(random, -6, 6);
      return { x: x.map((v) => v * temperature), temperature };
    },
    error: (one) => {
      const x = finite(one.x);
      const t = Math.abs((one.temperature ?? 1) as number);
      if (!x || !(t > 0 && t < Infinity)) return -1;
      // 1 + e^(−745) needs 1,100 bits.
      return withBig((big) => ulpError(entropy.fromLogits(x, { temperature: t }), bigEntropy(big, x, t)), 1300);
    },
  };
}

/** p and q near or far from each other; as multiples of 2⁻⁵² whose sums are 1 exactly, or as they are. */
function pairOf(random: () => number): Case {
  const n = length(random);
  const p = probabilities(random, n);
  const near = random() < 0.7;
  const distance = power(random, -52, 0);
  const q = near ? p.map((v) => v * (1 + distance * between(random, -1, 1))) : probabilities(random, n);
  return { p, q };
}

/** p and q with sums of exactly 1: multiples of 2⁻⁵², the first entry taking what is left. */
function onGrid(x: number[]): number[] {
  const sum = x.reduce((a, b) => a + b);
  const grid = x.map((v) => Math.round((v / sum) * 2 ** 52) * 2 ** -52);
  grid[0] += 1 - grid.reduce((a, b) => a + b);
  return grid;
}

const divergenceOf = (big: MakeBig, p: number[], q: number[]) =>
  sumOf(
    big,
    p.map((v, i) => (v === 0 ? big(0) : big(v).div(q[i]).ln().mul(v))),
  );
const differenceOf = (big: MakeBig, p: number[], q: number[]) =>
  sumOf(
    big,
    p.map((v, i) => big(q[i]).sub(v)),
  );

const equalSums: Subject = {
  name: 'klDivergence, both sums 1',
  bound: 0.6,
  unit: 'ulp',
  draw: pairOf,
  error: (one) => {
    const [p, q] = [amounts(one.p), amounts(one.q)].map((x) => x && onGrid(x));
    if (!p || !q || p.length !== q.length || [...p, ...q].some((v) => !(v >= 0))) return -1;
    if (q.some((v, i) => v === 0 && p[i] > 0)) return -1;
    return withBig((big) => ulpError(klDivergence(p, q), divergenceOf(big, p, q).add(differenceOf(big, p, q))), 400);
  },
};

const asGiven: Subject = {
  name: 'klDivergence, taken as given',
  bound: 1,
  unit: 'of 0.6 ulp + 2⁻⁵⁷·Σ(p·ln(p/q) − p + q)',
  draw: (random) => {
    const { p, q } = pairOf(random) as { p: number[]; q: number[] };
    const [a, b] = [power(random, -20, 20), random() < 0.5 ? 1 : power(random, -20, 20)];
    return { p: p.map((v) => v * a), q: q.map((v) => v * a * b) };
  },
  error: (one) => {
    const [p, q] = [amounts(one.p), amounts(one.q)];
    if (!p || !q || p.length !== q.length || q.some((v, i) => v === 0 && p[i] > 0)) return -1;
    const [a, b] = [p, q].map((x) => Math.abs(x.reduce((sum, v) => sum + v) - 1));
    if (a < 0.01 && b < 0.01) return -1;
    return withBig((big) => {
      const want = divergenceOf(big, p, q);
      const bregman = Math.abs(want.add(differenceOf(big, p, q)).toNumber());
      const unit = 2 ** (Math.max(-1022, Math.floor(Math.log2(Math.abs(want.toNumber())))) - 52);
      const error = Math.abs(want.sub(klDivergence(p, q)).toNumber());
      return error / (0.6 * unit + 2 ** -57 * bregman);
    }, 400);
  },
};

/** The scores and positive weights of a stream, or null. */
function streamOf(one: Case) {
  const x = finite(one.x);
  const g = one.weights === undefined ? undefined : amounts(one.weights);
  return x && g !== null && (g?.every((w) => w > 0) ?? true) ? { x, g } : null;
}

function drawStream(random: () => number): Case {
  const x = scores(random, length(random), float64);
  return random() < 0.5 ? { x } : { x, weights: fill(x.length, () => power(random, -60, 60)) };
}

/** Σ g·e^(x − max), and the largest score. */
function bigTotal(big: MakeBig, x: number[], g: number[] | undefined): { total: Big; top: number } {
  const top = Math.max(...x);
  const terms = x.map((v, i) =>
    big(v)
      .sub(top)
      .exp()
      .mul(g?.[i] ?? 1),
  );
  return { total: sumOf(big, terms), top };
}

function streamValue(isNear: boolean): Subject {
  return {
    name: `LogSumExp.value, ${isNear ? '|value| < 1/16' : '|value| ≥ 1/16'}`,
    bound: isNear ? 1 : 0.51,
    unit: isNear ? 'of 1 ulp + 2⁻⁶⁶' : 'ulp',
    draw: (random) => {
      const one = drawStream(random);
      if (!isNear) return one;
      // Shifted so that the sum is nearly 1.
      const value = new LogSumExp().push(one.x as number[], { weights: one.weights as number[] | undefined }).value;
      return { ...one, x: (one.x as number[]).map((v) => v - value) };
    },
    error: (one) => {
      const row = streamOf(one);
      if (!row) return -1;
      const { value } = new LogSumExp().push(row.x, { weights: row.g });
      return withBig((big) => {
        const { total, top } = bigTotal(big, row.x, row.g);
        const want = total.ln().add(top);
        const size = Math.abs(want.toNumber());
        if (size < 1 / 16 !== isNear) return -1;
        if (!isNear) return ulpError(value, want);
        const unit = 2 ** Math.max(-1074, Math.floor(Math.log2(size)) - 52);
        return Math.abs(want.sub(value).toNumber()) / (unit + 2 ** -66);
      }, 1300);
    },
  };
}

const streamSoftmax: Subject = {
  name: 'LogSumExp.softmaxOf',
  bound: 0.51,
  unit: 'ulp',
  draw: drawStream,
  error: (one) => {
    const row = streamOf(one);
    if (!row) return -1;
    const got = new LogSumExp().push(row.x, { weights: row.g }).softmaxOf(row.x);
    return withBig((big) => {
      const { total, top } = bigTotal(big, row.x, row.g);
      return Math.max(...row.x.map((v, i) => ulpError(got[i], big(v).sub(top).exp().div(total))));
    }, 400);
  },
};

const signed: Subject = {
  name: 'logSumExp.signed',
  bound: 0.51,
  unit: 'ulp',
  draw: (random) => {
    const x = scores(random, length(random), float64);
    const weights = x.map(() => between(random, -1, 1) * power(random, -9, 9));
    // One weight that cancels the others' sum but for some of its bits.
    const top = Math.max(...x);
    const others = x.slice(1).reduce((sum, v, i) => sum + weights[i + 1] * Math.exp(v - top), 0);
    if (random() < 0.5)
      weights[0] = (-others / Math.exp(x[0] - top)) * (1 + between(random, -1, 1) * power(random, -52, 0));
    return random() < 0.7 ? { x, weights } : { x, weights, temperature: power(random, -6, 6) };
  },
  error: (one) => {
    const [x, weights] = [finite(one.x), finite(one.weights)];
    const t = Math.abs((one.temperature ?? 1) as number);
    if (!x || !weights || !(t > 1e-9 && t < 1e9) || !weights.some((w) => w !== 0)) return -1;
    const got = logSumExp.signed(x, { weights, temperature: t });
    return withBig((big) => {
      const top = Math.max(...x.filter((_, i) => weights[i] !== 0));
      const total = sumOf(
        big,
        x.map((v, i) => (weights[i] === 0 ? big(0) : big(v).sub(top).div(t).exp().mul(weights[i]))),
      );
      if (total.isZero()) return got.sign === 0 ? 0 : Infinity;
      if (got.sign !== Math.sign(total.toNumber())) return Infinity;
      return ulpError(got.logAbs, total.abs().ln().mul(t).add(top));
    }, 3000);
  },
};

export const information: readonly Subject[] = [
  ...[ofProbabilities, fromLogits(false), fromLogits(true), equalSums, asGiven],
  ...[streamValue(false), streamValue(true), streamSoftmax, signed],
];
