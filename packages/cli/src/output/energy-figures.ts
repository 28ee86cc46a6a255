// Energies, populations and temperatures as chemists print them, with as many decimals as the unit needs.

import type { EnergyUnit } from 'bridle/boltzmann';
import { figure } from './figures.ts';

const DECIMALS: Record<EnergyUnit, number> = {
  J: 0,
  'J/mol': 2,
  'kJ/mol': 4,
  'cal/mol': 2,
  'kcal/mol': 4,
  eV: 6,
  meV: 3,
  'cm-1': 4,
  MHz: 3,
  GHz: 6,
  THz: 6,
  Ry: 8,
  mEh: 5,
  hartree: 8,
  K: 3,
};

/** An energy in its unit, without the unit; in powers of ten where decimals would lose it. */
export function energyFigure(value: number, unit: EnergyUnit): string {
  const decimals = DECIMALS[unit];
  const size = Math.abs(value);
  const plain = unit !== 'J' && (size === 0 || (size >= 10 ** -decimals && size < 1e9));
  return plain ? value.toFixed(decimals) : quantity(value);
}

/** A quantity to six digits, in powers of ten where it is small. */
export function quantity(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-3) return figure(value);
  return value.toExponential(5).replace(/\.?0+e/, 'e');
}

/** A population: `69.548%`, `<0.001%` for what is small but not 0, `>99.999%` for what is near but not 1. */
export function populationFigure(p: number): string {
  if (p === 0) return '0%';
  if (p === 1) return '100%';
  if (p < 0.000005) return '<0.001%';
  if (p >= 0.999995) return '>99.999%';
  return `${(100 * p).toFixed(3)}%`;
}

/** A temperature with its unit: `298.15 K`. */
export function kelvin(temperature: number): string {
  return `${Object.is(temperature, -0) ? '-0' : figure(temperature, 8)} K`;
}
