// The logits that tools/references/calibration.py made too, and its results.

import { readFileSync } from 'node:fs';

export type Reference = {
  rows: number;
  classes: number;
  labels: number[];
  temperature: number;
  temperatureWeighted: number;
  vector: { parameters: number[]; objective: number };
  vectorWeighted: { parameters: number[]; objective: number };
  dirichlet: { parameters: number[]; objective: number };
  isotonic: number[];
  isotonicWeighted: number[];
  logLoss: number;
  eceEqualMass: number;
  eceDebiased: number;
  eceClasswise: number;
  brierParts: { reliability: number; resolution: number; uncertainty: number };
  brier: number;
};

export const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Reference;

let state = 1;
const uniform = (): number => {
  state = (state * 16807) % 2147483647;
  return state / 2147483647;
};

export const { labels, classes } = reference;
export const logits = Float64Array.from({ length: reference.rows * classes }, () => 8 * uniform() - 4);
export const weights = labels.map((_, i) => 1 + (i % 3));
