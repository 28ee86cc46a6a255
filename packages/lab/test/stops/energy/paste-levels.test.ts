import { describe, expect, test } from 'vitest';
import { readLevels } from '../../../src/stops/energy/paste-levels.ts';

const limits = { energy: { min: -1e6, max: 1e6 }, degeneracy: { min: 1, max: 1e6 }, most: 60, longest: 40 };
const read = (text: string) => readLevels(text, limits);

describe('levels pasted from a spreadsheet', () => {
  test('energies alone, one to a line, each count once and have no name', () => {
    expect(read('0\n118.49\n354.37')).toEqual({
      kind: 'levels',
      energies: [0, 118.49, 354.37],
      degeneracies: [1, 1, 1],
      names: ['', '', ''],
      unit: undefined,
      unused: 0,
    });
  });

  test('a name before the energy, the degeneracy after it, and the unit of the header', () => {
    const expected = { energies: [0, 3.8], degeneracies: [1, 2], names: ['anti', 'gauche'], unit: 'kJ/mol' };
    expect(read('conformer\tE (kJ/mol)\tg\nanti\t0\t1\ngauche\t3.8\t2')).toMatchObject(expected);
    expect(read('name,E/kJ/mol,g\nanti,0,1\ngauche,3.8,2')).toMatchObject(expected);
    expect(read('anti 0 kJ/mol 1\ngauche 3.8 kJ/mol 2')).toMatchObject(expected);
    expect(read('anti\t0 kJ/mol\t1\ngauche\t3.8 kJ/mol\t2')).toMatchObject(expected);
  });

  test('the other ways to write a unit', () => {
    for (const text of ['cm^-1', 'cm⁻¹', 'cm-1']) {
      expect(read(`level energy [${text}]\na 1\nb 2`)).toMatchObject({ unit: 'cm-1', energies: [1, 2] });
    }
    expect(read('1 Eh\n2 hartree')).toMatchObject({ unit: 'hartree' });
    expect(read('S1 4.5\nS2 5.1')).toMatchObject({ unit: undefined, names: ['S1', 'S2'] });
  });

  test('a column that is called J or K is no unit, but one in brackets or after a stroke is', () => {
    expect(read('J\tE\nJ = 0\t0\nJ = 1\t3.8')).toMatchObject({ unit: undefined, names: ['J = 0', 'J = 1'] });
    expect(read('state\tE (K)\na\t0\nb\t5')).toMatchObject({ unit: 'K' });
    expect(read('state\tE/K\na\t0\nb\t5')).toMatchObject({ unit: 'K' });
  });

  test('a name may have spaces, and further columns are counted', () => {
    expect(read('ortho H2, 118.49, 9, x, y')).toMatchObject({ names: ['ortho H2'], energies: [118.49], unused: 2 });
    expect(read('"Kim, Lee",5,2')).toMatchObject({ names: ['Kim, Lee'], degeneracies: [2] });
  });

  test('more than a dozen levels, and more than there is room for', () => {
    expect(read('7\n'.repeat(60))).toMatchObject({ kind: 'levels', energies: new Array(60).fill(7) });
    expect(read('7\n'.repeat(61))).toEqual({ kind: 'many', found: 61 });
  });

  test('says what cannot be used, and where', () => {
    expect(read('')).toEqual({ kind: 'empty' });
    expect(read('0\nabc')).toEqual({ kind: 'wrong', line: 2, found: 'abc' });
    expect(read('0 0.5')).toEqual({ kind: 'wrong', line: 1, found: '0.5' });
    expect(read('0 two')).toEqual({ kind: 'wrong', line: 1, found: 'two' });
    expect(read('2000000')).toEqual({ kind: 'wrong', line: 1, found: '2000000' });
    expect(read('0 eV\n5 meV')).toEqual({ kind: 'units', line: 2, found: 'meV', before: 'eV' });
    expect(read('a,1,234')).toEqual({ kind: 'unclear', line: 1, found: '1,234' });
  });
});
