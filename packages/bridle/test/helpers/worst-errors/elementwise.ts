// Functions of one number, and logAddExp of two: as numbers, in float32, and exp and log of arrays by the kernels.

import { exp, log, log1mExp, logAddExp, logit, sigmoid, softplus } from 'bridle';
import type { Random } from '../../../src/core/random.ts';
import { binding, NEAREST, type Register, register, ulps } from '../mpfr.ts';
import { atLevel, between, kernelLevels, power, type Type, types, whole } from './inputs.ts';
import type { Subject } from './search.ts';

const BITS = 400;
const want = register(BITS);
const other = register(BITS);

const { mpfr_exp, mpfr_expm1, mpfr_log, mpfr_log1p, mpfr_neg, mpfr_ui_div, mpfr_ui_sub, mpfr_add_ui, mpfr_div } =
  binding;

/** f(want) into want. */
const oracles: Record<string, (x: Register) => void> = {
  exp: (x) => mpfr_exp(x, x, NEAREST),
  log: (x) => mpfr_log(x, x, NEAREST),
  sigmoid: (x) => {
    mpfr_neg(x, x, NEAREST);
    mpfr_exp(x, x, NEAREST);
    mpfr_add_ui(x, x, 1, NEAREST);
    mpfr_ui_div(x, 1, x, NEAREST);
  },
  softplus: (x) => {
    // e^−x is nothing beside x in so many bits, and e^x would leave MPFR's range.
    if (binding.mpfr_cmp_d(x, 1e5) > 0) return;
    mpfr_exp(x, x, NEAREST);
    mpfr_log1p(x, x, NEAREST);
  },
  logit: (x) => {
    mpfr_ui_sub(other, 1, x, NEAREST);
    mpfr_div(x, x, other, NEAREST);
    mpfr_log(x, x, NEAREST);
  },
  log1mExp: (x) => {
    if (binding.mpfr_cmp_d(x, -1) > 0) {
      mpfr_expm1(x, x, NEAREST);
      mpfr_neg(x, x, NEAREST);
      mpfr_log(x, x, NEAREST);
    } else {
      mpfr_exp(x, x, NEAREST);
      mpfr_neg(x, x, NEAREST);
      mpfr_log1p(x, x, NEAREST);
    }
  },
};

const anything = (random: Random) => (random() < 0.5 ? -1 : 1) * power(random, -1074, 1024);
const exponents = (random: Random) => (random() < 0.3 ? anything(random) : between(random, -750, 750) * random() ** 3);
const part = (random: Random) => {
  const luck = random();
  if (luck < 0.3) return power(random, -1074, 0);
  if (luck < 0.6) return 0.5 + between(random, -0.5, 0.5) * power(random, -52, 0);
  return 1 - whole(random, 1, 9) * power(random, -53, -4);
};
const draws: Record<string, (random: Random) => number> = {
  exp: exponents,
  log: (random) => (random() < 0.5 ? Math.abs(anything(random)) : 1 + between(random, -0.5, 1) * power(random, -52, 0)),
  sigmoid: exponents,
  softplus: exponents,
  logit: part,
  log1mExp: (random) => -Math.abs(exponents(random)),
};
const ranges: Record<string, (x: number) => boolean> = {
  log: (x) => x > 0,
  logit: (x) => x > 0 && x < 1,
  log1mExp: (x) => x < 0,
};

type OfArrays = (x: Float64Array | Float32Array) => ArrayLike<number>;
const functions: Record<string, OfArrays> = { exp, log, sigmoid, softplus, logit, log1mExp };

function subject(name: string, type: Type, by: 'reference' | 'kernels', bound: number): Subject {
  const { format, make } = types[type];
  const levels = by === 'reference' ? (['reference'] as const) : kernelLevels;
  return {
    name: `${name} ${type} ${by}`,
    bound,
    unit: 'ulp',
    draw: (random) => ({ x: draws[name](random) }),
    error: ({ x: given }) => {
      const x = make([given as number]);
      if (!Number.isFinite(x[0]) || !(ranges[name]?.(x[0]) ?? true)) return -1;
      binding.mpfr_set_d(want, x[0], NEAREST);
      oracles[name](want);
      // Results that overflow are ∞, as MPFR rounds them too.
      return Math.max(...levels.map((level) => atLevel(level, () => ulps(functions[name](x)[0], want, format))));
    },
  };
}

const sumOfTwo: Subject = {
  name: 'logAddExp float64 reference',
  bound: 0.51,
  unit: 'ulp',
  draw: (random) => {
    const a = random() < 0.5 ? -power(random, -60, 4) : exponents(random);
    // ln(e^a + e^b) is nearly 0 where e^b = 1 − e^a.
    if (random() < 0.5 && a < 0) return { a, b: Math.log(-Math.expm1(a)) };
    return { a, b: random() < 0.5 ? a + between(random, -40, 40) : exponents(random) };
  },
  error: (one) => {
    const [a, b] = [one.a as number, one.b as number];
    if (!Number.isFinite(a) || !Number.isFinite(b)) return -1;
    const [top, low] = a > b ? [a, b] : [b, a];
    binding.mpfr_set_d(wide, low, NEAREST);
    binding.mpfr_sub_d(wide, wide, top, NEAREST);
    mpfr_exp(wide, wide, NEAREST);
    mpfr_log1p(wide, wide, NEAREST);
    binding.mpfr_add_d(wide, wide, top, NEAREST);
    return ulps(logAddExp(a, b), wide);
  },
};
const wide = register(3000);

const all: Subject[] = [sumOfTwo];
for (const name of ['sigmoid', 'softplus', 'logit', 'log1mExp']) {
  all.push(subject(name, 'float64', 'reference', 0.51), subject(name, 'float32', 'reference', 0.51));
}
for (const name of ['exp', 'log']) {
  all.push(
    subject(name, 'float64', 'reference', name === 'exp' ? 0.501 : 0.502),
    subject(name, 'float32', 'reference', 0.51),
  );
  all.push(subject(name, 'float64', 'kernels', name === 'exp' ? 0.56 : 0.7), subject(name, 'float32', 'kernels', 0.51));
}
export const elementwise: readonly Subject[] = all;
