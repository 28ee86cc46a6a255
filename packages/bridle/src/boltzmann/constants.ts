// The constants of CODATA 2022 that statistical thermodynamics needs, each as its published decimal. Those that define
// the SI (2019) are exact; the others carry their standard uncertainty.
// Sources: BIPM, The International System of Units, 9th edition (2019); P. J. Mohr, D. B. Newell, B. N. Taylor and
// E. Tiesinga, CODATA recommended values of the fundamental physical constants: 2022, Rev. Mod. Phys. 97, 025002 (2025).

/**
 * The adjustment that all constants here are taken from.
 *
 * @example
 * ```ts
 * import { CONSTANTS } from 'bridle/boltzmann';
 * CONSTANTS; // → 'CODATA 2022'
 * ```
 */
export const CONSTANTS = 'CODATA 2022';

/** A constant of nature: `decimal` is its published value to the last digit, `value` that in float64. */
export type Constant = {
  readonly name: string;
  readonly decimal: string;
  readonly value: number;
  readonly unit: string;
  /** Standard uncertainty in the same unit; 0 for a constant that is exact by definition. */
  readonly uncertainty: number;
  readonly source: string;
};

/**
 * k, N_A, h, c, e and the thermochemical calorie, exact; the hartree, the atomic mass constant and the electron's mass,
 * measured.
 *
 * @example
 * ```ts
 * import { constants } from 'bridle/boltzmann';
 * constants.boltzmann.value; // → 1.380649e-23
 * constants.hartree.uncertainty; // → 4.8e-30
 * ```
 */
export const constants = {
  boltzmann: exact('Boltzmann constant k', '1.380649e-23', 'J/K'),
  avogadro: exact('Avogadro constant N_A', '6.02214076e23', '1/mol'),
  planck: exact('Planck constant h', '6.62607015e-34', 'J s'),
  lightSpeed: exact('speed of light in vacuum c', '299792458', 'm/s'),
  elementaryCharge: exact('elementary charge e', '1.602176634e-19', 'C'),
  calorie: exact('thermochemical calorie', '4.184', 'J', 'definition'),
  hartree: measured('Hartree energy E_h', '4.3597447222060e-18', 4.8e-30, 'J'),
  atomicMass: measured('atomic mass constant m_u', '1.66053906892e-27', 5.2e-37, 'kg'),
  electronMass: measured('electron mass m_e', '5.485799090441e-4', 9.7e-15, 'u'),
} as const satisfies Record<string, Constant>;

function exact(name: string, decimal: string, unit: string, source = 'SI 2019, by definition'): Constant {
  return { name, decimal, value: Number(decimal), unit, uncertainty: 0, source };
}

function measured(name: string, decimal: string, uncertainty: number, unit: string): Constant {
  return { name, decimal, value: Number(decimal), unit, uncertainty, source: CONSTANTS };
}
