// A model's calibration as SQL: the four maps of `applyCalibration`, each as expressions of one row's scores, of the
// logarithms of its probabilities, or of the probabilities themselves.

import type { Calibration } from 'bridle/learn';
import { literal, type Rules } from './dialects.ts';
import { sum } from './write.ts';

/** The calibrated scores of a map that works on scores: temperature or vector. */
export function mappedScores(
  rules: Rules,
  calibration: Exclude<Calibration, { method: 'dirichlet' | 'isotonic' }>,
  scores: readonly string[],
): string[] {
  if (calibration.method === 'temperature') {
    return scores.map((z) => `${z} / ${literal(rules, calibration.temperature)}`);
  }
  const { scale, shift } = calibration;
  return scores.map((z, k) => `${literal(rules, scale[k])} * ${z} + ${literal(rules, shift[k])}`);
}

/** The scores of Dirichlet calibration, from the logarithms of the probabilities. */
export function mappedLogs(
  rules: Rules,
  { weights, intercepts }: Calibration & { method: 'dirichlet' },
  logs: readonly string[],
): string[] {
  return intercepts.map((intercept, k) => {
    const terms = logs.map((log, l) => `${literal(rules, weights[k * logs.length + l])} * ${log}`);
    return sum([literal(rules, intercept), ...terms]);
  });
}

/** The curve of each class at its probability: straight between the points, constant beyond them, NaN at NaN. */
export function throughCurves(
  rules: Rules,
  { curves }: Calibration & { method: 'isotonic' },
  probabilities: readonly string[],
): string[] {
  return curves.map(({ x, y }, k) => {
    const p = probabilities[k];
    const rises = x.slice(1).map((right, i) => {
      const [width, height] = [right - x[i], y[i + 1] - y[i]].map((value) => literal(rules, value));
      const line = `${literal(rules, y[i])} + (${p} - ${literal(rules, x[i])}) / ${width} * ${height}`;
      return ` WHEN ${p} < ${literal(rules, right)} THEN ${line}`;
    });
    const last = literal(rules, y[y.length - 1]);
    const curve = `CASE WHEN ${p} <= ${literal(rules, x[0])} THEN ${literal(rules, y[0])}${rises.join('')} ELSE ${last} END`;
    // NaN is the largest number in some engines, and compares with nothing in others.
    return `CASE WHEN ${p} < ${literal(rules, 2)} THEN ${curve} ELSE ${p} END`;
  });
}
