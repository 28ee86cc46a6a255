// crossEntropy and its derivatives, by the reference and by the kernels, softmax.vjp and brierScore.

import { brierScore, crossEntropy, softmax } from 'bridle';
import { type Big, float64, type MakeBig, ulpError, withBig } from '../mpfr.ts';
import {
  atLevel,
  between,
  fill,
  finite,
  kernelLevels,
  length,
  power,
  probabilities,
  scores,
  type Type,
  types,
  whole,
} from './inputs.ts';
import type { Case, Subject } from './search.ts';

type Variant = 'plain' | 'temperature' | 'smoothing';
type Row = {
  x: number[];
  label: number;
  t: number;
  labelSmoothing: number;
  classWeights: number[] | undefined;
};

/** 1 + e^(−745) needs 1,100 bits. */
const BITS = 1300;
const sumOf = (big: MakeBig, terms: Big[]) => terms.reduce((sum, term) => sum.add(term), big(0));

function draw(random: () => number, type: Type, variant: Variant): Case {
  const n = length(random);
  const x = scores(random, n, types[type].format);
  const label = whole(random, 0, n - 1);
  if (variant === 'plain') return { x, label };
  if (variant === 'smoothing') {
    const classWeights = fill(n, () => (random() < 0.5 ? 1 : power(random, -9, 9)));
    return { x, label, labelSmoothing: random() < 0.5 ? between(random, 0, 1) : 0.1, classWeights };
  }
  const range = type === 'float64' ? 300 : 30;
  const temperature = random() < 0.2 ? power(random, -range, range) : power(random, -6, 6);
  return { x: x.map((v) => v * temperature), label, temperature };
}

/** The row of a case with scores of the type, or null where the statement does not cover it. */
function rowOf(one: Case, type: Type): Row | null {
  const given = finite(one.x);
  const x = given && Array.from(types[type].make(given));
  const t = Math.abs((one.temperature ?? 1) as number);
  if (!x || x.length < 2 || !x.every(Number.isFinite) || !(t > 0 && t < Infinity)) return null;
  const label = Math.floor(Math.abs(one.label as number)) % x.length;
  const labelSmoothing = Math.min(1, Math.abs((one.labelSmoothing ?? 0) as number));
  const classWeights = Array.isArray(one.classWeights) ? one.classWeights.map(Math.abs) : undefined;
  if (!(label >= 0) || (classWeights && !classWeights.every((w) => w > 1e-6 && w < 1e6))) return null;
  return { x, label, t, labelSmoothing, classWeights };
}

const optionsOf = ({ t, labelSmoothing, classWeights }: Row) => ({ temperature: t, labelSmoothing, classWeights });

/** w·q of each entry. */
function bigTargets(big: MakeBig, { x, label, labelSmoothing, classWeights }: Row): Big[] {
  const spread = big(labelSmoothing).div(x.length);
  return x.map((_, i) => {
    const q = i === label ? spread.add(1).sub(labelSmoothing) : spread;
    return classWeights ? q.mul(classWeights[i]) : q;
  });
}

/** e^((x − max)/T) of each entry, and their sum without the label's own. */
function bigTerms(big: MakeBig, { x, label, t }: Row) {
  const top = x.reduce((a, b) => Math.max(a, b));
  const d = x.map((v) => big(v).sub(top).div(t));
  const e = d.map((v) => v.exp());
  const others = sumOf(
    big,
    e.filter((_, i) => i !== label),
  );
  return { d, e, others, total: others.add(e[label]) };
}

function bigLoss(big: MakeBig, row: Row): Big {
  const { d, total } = bigTerms(big, row);
  const log = total.ln();
  const q = bigTargets(big, row);
  const sum = sumOf(
    big,
    q.map((weight, i) => log.sub(d[i]).mul(weight)),
  );
  return row.classWeights ? sum.div(row.classWeights[row.label]) : sum;
}

function loss(variant: Variant, bound: number): Subject {
  return {
    name: `crossEntropy ${variant} reference`,
    bound,
    unit: 'ulp',
    draw: (random) => draw(random, 'float64', variant),
    error: (one) => {
      const row = rowOf(one, 'float64');
      if (!row) return -1;
      return withBig((big) => ulpError(crossEntropy(row.x, row.label, optionsOf(row)), bigLoss(big, row)), BITS);
    },
  };
}

function lossByKernels(type: Type): Subject {
  const [bound, unit] = type === 'float64' ? [4.5, 2 ** -53] : [1, 2 ** -28];
  return {
    name: `crossEntropy ${type} kernels`,
    bound,
    unit: type === 'float64' ? '2⁻⁵³ of the value' : '2⁻²⁸ of the value',
    draw: (random) => draw(random, type, random() < 0.5 ? 'plain' : 'temperature'),
    error: (one) => {
      const row = rowOf(one, type);
      if (!row) return -1;
      return withBig((big) => {
        const want = bigLoss(big, row);
        if (!(Math.abs(want.toNumber()) > 1e-280) || want.toNumber() === Infinity) return -1;
        const errors = kernelLevels.map((level) => {
          const got = atLevel(level, () => crossEntropy(types[type].make(row.x), row.label, { temperature: row.t }));
          return Number.isFinite(got) ? Math.abs(want.sub(got).div(want).toNumber()) : Infinity;
        });
        return Math.max(...errors) / unit;
      }, BITS);
    },
  };
}

/** The gradient for one row: (mass·p − w·q)/(N·T), the label's own from the others' terms. */
function bigGradient(big: MakeBig, row: Row): { gradient: Big[]; larger: number[] } {
  const { e, others, total } = bigTerms(big, row);
  const q = bigTargets(big, row);
  const mass = sumOf(big, q);
  const norm = big(row.classWeights?.[row.label] ?? 1).mul(row.t);
  const isClass = row.labelSmoothing === 0;
  const gradient = e.map((term, i) => {
    if (isClass && i === row.label) return big(0).sub(others.div(total)).mul(mass).div(norm);
    return term.div(total).mul(mass).sub(q[i]).div(norm);
  });
  const larger = e.map((term, i) => Math.max(term.div(total).mul(mass).toNumber(), q[i].toNumber()) / norm.toNumber());
  return { gradient, larger };
}

/** The gradient by the reference; with smoothing in units of 0.51 ulp and 2⁻⁶⁰ of the larger of m·p and w·q. */
function gradient(variant: Variant, bound: number): Subject {
  return {
    name: `crossEntropy.gradient ${variant} reference`,
    bound: variant === 'smoothing' ? 1 : bound,
    unit: variant === 'smoothing' ? 'of 0.51 ulp + 2⁻⁶⁰ of the larger' : 'ulp',
    draw: (random) => draw(random, 'float64', variant),
    error: (one) => {
      const row = rowOf(one, 'float64');
      if (!row) return -1;
      const got = crossEntropy.gradient(row.x, row.label, optionsOf(row));
      return withBig((big) => {
        const { gradient: want, larger } = bigGradient(big, row);
        const errors = want.map((value, i) => {
          const size = Math.abs(value.toNumber());
          if (variant !== 'plain' && !(row.t > 1e-90 && row.t < 1e90 && size < Infinity)) return -1;
          const ulps = ulpError(got[i], value);
          if (variant !== 'smoothing') return ulps;
          const unit = 2 ** Math.max(-1074, Math.floor(Math.log2(size)) - 52);
          return (ulps * unit) / (0.51 * unit + 2 ** -60 * larger[i]);
        });
        return Math.max(...errors);
      }, BITS);
    },
  };
}

function gradientByKernels(type: Type): Subject {
  return {
    name: `crossEntropy.gradient ${type} kernels`,
    bound: type === 'float64' ? 4 : 0.6,
    unit: 'ulp',
    draw: (random) => ({
      ...draw(random, type, random() < 0.5 ? 'plain' : 'temperature'),
      count: random() < 0.5 ? 1 : whole(random, 2, 9),
    }),
    error: (one) => {
      const row = rowOf(one, type);
      if (!row) return -1;
      // The mean over so many rows, all alike.
      const count = 1 + (Math.floor(Math.abs(one.count as number)) % 9);
      const batch = {
        data: types[type].make(Array.from({ length: count }, () => row.x).flat()),
        dims: [count, row.x.length],
      };
      const labels = fill(count, () => row.label);
      const results = kernelLevels.map((level) =>
        atLevel(level, () => crossEntropy.gradient(batch, labels, { temperature: row.t }).data),
      );
      return withBig((big) => {
        const want = bigGradient(big, row).gradient.map((value) => value.div(count));
        return Math.max(
          ...results.flatMap((got) => want.map((value, i) => ulpError(got[i], value, types[type].format))),
        );
      }, BITS);
    },
  };
}

/** p∘(v − ⟨p, v⟩) over T or T², against the stated multiple of 2⁻⁵³·max|v|. */
function product(name: 'softmax.vjp' | 'crossEntropy.hessianVector'): Subject {
  const isHessian = name !== 'softmax.vjp';
  return {
    name,
    bound: isHessian ? 8 : 4,
    unit: isHessian ? '2⁻⁵³·max|v|/T²' : '2⁻⁵³·max|v|/T',
    draw: (random) => {
      const one = draw(random, 'float64', 'temperature');
      return { ...one, v: fill((one.x as number[]).length, () => between(random, -1, 1) * power(random, -20, 0)) };
    },
    error: (one) => {
      const row = rowOf(one, 'float64');
      const v = finite(one.v);
      if (!row || !v || v.length !== row.x.length || !(row.t > 1e-100 && row.t < 1e100)) return -1;
      const temperature = row.t;
      const got = isHessian
        ? crossEntropy.hessianVector(row.x, row.label, v, { temperature })
        : softmax.vjp(row.x, v, { temperature });
      const largest = v.reduce((max, w) => Math.max(max, Math.abs(w)), 0);
      if (!(largest > 1e-200)) return -1;
      return withBig((big) => {
        const { e, total } = bigTerms(big, row);
        const mean = sumOf(
          big,
          e.map((term, i) => term.mul(v[i])),
        ).div(total);
        const errors = e.map((term, i) => {
          const slope = term.div(total).mul(big(v[i]).sub(mean)).div(temperature);
          const want = isHessian ? slope.div(temperature) : slope;
          return Math.abs(
            want
              .sub(got[i])
              .mul(temperature)
              .mul(isHessian ? temperature : 1)
              .div(largest)
              .toNumber(),
          );
        });
        return Math.max(...errors) * 2 ** 53;
      }, 400);
    },
  };
}

const brier: Subject = {
  name: 'brierScore',
  bound: 0.51,
  unit: 'ulp',
  draw: (random) => {
    const n = length(random);
    const p = probabilities(random, n);
    const near = random() < 0.5;
    return {
      p,
      y: near ? p.map((v) => v * (1 + between(random, -1, 1) * power(random, -50, 0))) : probabilities(random, n),
    };
  },
  error: (one) => {
    const [p, y] = [finite(one.p), finite(one.y)?.map(Math.abs)];
    if (!p || !y || p.length !== y.length || p.length < 2) return -1;
    return withBig((big) => {
      const want = sumOf(
        big,
        p.map((v, i) => big(v).sub(y[i]).mul(big(v).sub(y[i]))),
      );
      return want.toNumber() === Infinity ? -1 : ulpError(brierScore([p], [y]), want, float64);
    }, 400);
  },
};

export const losses: readonly Subject[] = [
  ...[loss('plain', 0.51), loss('temperature', 0.51), loss('smoothing', 0.51)],
  ...[lossByKernels('float64'), lossByKernels('float32')],
  ...[gradient('plain', 0.51), gradient('temperature', 0.51), gradient('smoothing', 0.51)],
  ...[gradientByKernels('float64'), gradientByKernels('float32')],
  ...[product('softmax.vjp'), product('crossEntropy.hessianVector'), brier],
];
