import { describe, expect, test } from 'vitest';
import { constants } from '../../src/boltzmann/constants.ts';
import { decimal, divide, times, toPair } from '../../src/boltzmann/rational.ts';
import {
  convertEnergy,
  type EnergyUnit,
  energyUnits,
  entropyFactor,
  findEnergyUnit,
  inverseTemperature,
  nearestEnergyUnit,
  thermalEnergy,
} from '../../src/boltzmann/units.ts';

/** As many significant digits as the reference shows. */
const digits = (x: number, reference: string) =>
  x.toPrecision(reference.replace(/e.*|\D/g, '').replace(/^0+/, '').length);

describe('constants', () => {
  test('are CODATA 2022, exact where the SI defines them', () => {
    const exact = Object.values(constants).filter(({ uncertainty }) => uncertainty === 0);
    expect(exact.map(({ decimal: text }) => text)).toEqual([
      '1.380649e-23',
      '6.02214076e23',
      '6.62607015e-34',
      '299792458',
      '1.602176634e-19',
      '4.184',
    ]);
    expect(constants.hartree).toMatchObject({
      value: 4.359744722206e-18,
      uncertainty: 4.8e-30,
      unit: 'J',
      source: 'CODATA 2022',
    });
    for (const { value, decimal: text } of Object.values(constants)) expect(value).toBe(Number(text));
  });
});

describe('units', () => {
  test.each<[number, EnergyUnit, EnergyUnit, string]>([
    [1, 'K', 'eV', '8.617333262145e-5'],
    [1, 'K', 'cm-1', '0.6950348004861'],
    [1, 'eV', 'cm-1', '8065.543937349'],
    [1, 'eV', 'kJ/mol', '96.48533212331'],
    [1, 'eV', 'K', '11604.51812155'],
    [1, 'cm-1', 'J/mol', '11.9626565638697'],
    [1, 'hartree', 'kJ/mol', '2625.4996394792'],
    [1, 'hartree', 'kcal/mol', '627.5094740629'],
    [1, 'hartree', 'cm-1', '219474.631363'],
    [1, 'hartree', 'eV', '27.211386245981'],
    [1, 'kcal/mol', 'kJ/mol', '4.184000000000000'],
    [1, 'eV', 'meV', '1000.000000000000'],
    [1, 'hartree', 'mEh', '1000.000000000000'],
    [1, 'Ry', 'eV', '13.605693122991'],
    [1, 'kcal/mol', 'cal/mol', '1000.000000000000'],
    [1, 'cm-1', 'GHz', '29.9792458'],
    [1, 'THz', 'MHz', '1000000.000000'],
    [298.15, 'K', 'kJ/mol', '2.478957029602'],
    [298.15, 'K', 'kcal/mol', '0.592484949714'],
    [298.15, 'K', 'eV', '0.025692579121'],
    [298.15, 'K', 'cm-1', '207.224625765'],
    [298.15, 'K', 'hartree', '9.441848676e-4'],
  ])('%f %s in %s is %s', (value, from, to, reference) => {
    expect(Number(digits(convertEnergy(value, from, to), reference))).toBe(Number(reference));
    if (from === 'K') expect(thermalEnergy(value, to)).toBe(convertEnergy(value, 'K', to));
  });

  test('R is 8.31446261815324 J/mol/K and 1.9872042586408 cal/mol/K', () => {
    expect(digits(entropyFactor('J/mol/K'), '8.31446261815324')).toBe('8.31446261815324');
    expect(digits(entropyFactor('cal/mol/K'), '1.9872042586408')).toBe('1.9872042586408');
    expect([entropyFactor('k'), entropyFactor('J/K'), entropyFactor('eV/K')]).toEqual([
      1, 1.380649e-23, 8.617333262145177e-5,
    ]);
  });

  test('the 0.593 kcal/mol that programs take for kT at 298.15 K is 0.087 % too much', () => {
    expect((100 * (0.593 / thermalEnergy(298.15, 'kcal/mol') - 1)).toFixed(3)).toBe('0.087');
  });

  test('there and back is the same number to an ulp, between any two', () => {
    for (const from of energyUnits) {
      for (const to of energyUnits) {
        const back = convertEnergy(convertEnergy(Math.PI, from, to), to, from);
        expect(Math.abs(back - Math.PI)).toBeLessThanOrEqual(2 * 4.5e-16);
      }
    }
  });

  test('are found in the spellings that people use', () => {
    const spellings: Record<EnergyUnit, string[]> = {
      J: ['J', 'joule', ' j '],
      'J/mol': ['J/mol', 'J mol^-1', 'J·mol⁻¹'],
      'kJ/mol': ['kJ/mol', 'kj/mol', 'kJ mol-1', 'kJ·mol⁻¹', 'kJ mol−1'],
      'kcal/mol': ['kcal/mol', 'KCAL/MOL', 'kcal mol^{-1}', 'kcal·mol⁻¹'],
      eV: ['eV', 'ev', 'EV', 'electronvolts'],
      meV: ['meV', 'mev'],
      'cal/mol': ['cal/mol', 'cal mol-1'],
      MHz: ['MHz', 'mhz'],
      GHz: ['GHz', 'gigahertz'],
      THz: ['THz'],
      Ry: ['Ry', 'Rydberg', 'Ryd'],
      mEh: ['mEh', 'mE_h', 'mHa', 'millihartree'],
      'cm-1': ['cm-1', 'cm^-1', 'cm⁻¹', '1/cm', 'cm**-1', 'wavenumbers'],
      hartree: ['hartree', 'Hartree', 'E_h', 'Eh', 'Ha', 'a.u.'],
      K: ['K', 'kelvin'],
    };
    for (const [unit, texts] of Object.entries(spellings)) {
      for (const text of texts) expect(findEnergyUnit(text)).toBe(unit);
    }
  });

  test('mega is not milli, and what is no unit is none', () => {
    for (const text of ['MeV', 'MEV', 'kcal', 'mol', '', '__proto__', 'constructor', 'm/s'])
      expect(findEnergyUnit(text)).toBeNull();
    expect(nearestEnergyUnit('kcal')).toBe('kcal/mol');
    expect(nearestEnergyUnit('cm-2')).toBe('cm-1');
    expect(nearestEnergyUnit('hartre')).toBe('hartree');
    expect(nearestEnergyUnit('T')).toBe(null);
    expect(nearestEnergyUnit('x'.repeat(1e6))).toBe(null);
  });
});

describe('1/kT', () => {
  test('is right to 30 digits: its product with kT leaves 1 alone', () => {
    // 1/(k·298.15) for k = 1, since 'K' is the unit of temperature too.
    const { hi, lo, high, low } = inverseTemperature(298.15, 'K');
    const exact = divide(
      decimal('1'),
      times(decimal('298.14999999999997726263245567679405212402343750'), decimal('1')),
    );
    const want = toPair(exact);
    expect(hi).toBe(want.hi);
    expect(Math.abs(lo - want.lo)).toBeLessThan(Math.abs(hi) * 2 ** -99);
    expect(high + low).toBe(hi);
  });

  test('is ±∞ at ±0 and 0 at ±∞', () => {
    expect(inverseTemperature(0, 'K').hi).toBe(Infinity);
    expect(inverseTemperature(-0, 'eV').hi).toBe(-Infinity);
    expect(inverseTemperature(Infinity, 'J').hi).toBe(0);
  });
});

describe('fractions', () => {
  test('hold decimals exactly and round once', () => {
    expect(decimal('6.62607015e-34')).toEqual({ over: 662607015n, under: 10n ** 42n });
    expect(decimal('6.02214076e23')).toEqual({ over: 602214076n * 10n ** 15n, under: 1n });
    const { hi, lo } = toPair(divide(decimal('1'), decimal('3')));
    expect(hi).toBe(1 / 3);
    expect(lo).toBe(1.850371707708594e-17); // 1/3 − fl(1/3)
  });
});
