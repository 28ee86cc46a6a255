// The field `calibration` of a model file, checked: the method, and as many finite numbers as the classes need.

import type { Calibration, Curve } from '../calibrate/calibration.ts';
import { type Fields, fieldsOf, numberIn, refuse, textIn } from './fields.ts';

/** The calibration of a model of so many classes. */
export function parseCalibration(value: unknown, classes: number): Calibration {
  const fields = fieldsOf(value) ?? refuse('calibration', value);
  const numbers = (key: string, count: number) => numbersIn(fields[key], `calibration.${key}`, count);
  switch (textIn(fields, 'method', 'calibration.method')) {
    case 'temperature':
      return {
        method: 'temperature',
        temperature: numberIn(fields, 'temperature', 'calibration.temperature', (x) => x > 0),
      };
    case 'vector':
      return { method: 'vector', scale: numbers('scale', classes), shift: numbers('shift', classes) };
    case 'dirichlet':
      return {
        method: 'dirichlet',
        weights: numbers('weights', classes * classes),
        intercepts: numbers('intercepts', classes),
      };
    case 'isotonic':
      return { method: 'isotonic', curves: curvesIn(fields, classes) };
    default:
      return refuse('calibration.method', fields.method);
  }
}

function numbersIn(value: unknown, path: string, count?: number): number[] {
  if (!Array.isArray(value) || (count !== undefined && value.length !== count)) return refuse(path, value);
  value.forEach((x, i) => {
    if (!(typeof x === 'number' && Number.isFinite(x))) refuse(`${path}[${i}]`, x);
  });
  return value as number[];
}

/** x ascends, y is from 0 to 1, and a curve has a point. */
function curvesIn(fields: Fields, classes: number): Curve[] {
  const { curves } = fields;
  if (!Array.isArray(curves) || curves.length !== classes) return refuse('calibration.curves', curves);
  return curves.map((value, k): Curve => {
    const path = `calibration.curves[${k}]`;
    const curve = fieldsOf(value) ?? refuse(path, value);
    const x = numbersIn(curve.x, `${path}.x`);
    const y = numbersIn(curve.y, `${path}.y`, x.length);
    if (x.length === 0) refuse(`${path}.x`, x);
    x.forEach((at, i) => {
      if (i > 0 && !(at > x[i - 1])) refuse(`${path}.x[${i}]`, at);
    });
    y.forEach((height, i) => {
      if (!(height >= 0 && height <= 1)) refuse(`${path}.y[${i}]`, height);
    });
    return { x, y };
  });
}
