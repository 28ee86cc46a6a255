import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import type { ColumnOptions } from '../../../src/boltzmann/read/level-columns.ts';
import { levelColumns } from '../../../src/boltzmann/read/level-columns.ts';
import { LevelsError } from '../../../src/boltzmann/read/levels-error.ts';
import { readLevels } from '../../../src/boltzmann/read/read-levels.ts';
import { tableReader } from '../../../src/boltzmann/read/read-table.ts';

function read(text: string, options: ColumnOptions = {}) {
  const reader = tableReader(options);
  const levels = [...readLevels(text.split('\n'), reader)];
  return { unit: reader.unit, levels };
}

const rows = (text: string, options?: ColumnOptions) =>
  read(text, options).levels.map(({ name, energy, degeneracy }) => [name, energy, degeneracy]);

function errorOf(act: () => unknown): LevelsError {
  try {
    act();
  } catch (error) {
    if (error instanceof LevelsError) return error;
    throw error;
  }
  throw new Error('expected a LevelsError');
}

describe('tableReader', () => {
  test('butane from CSV is 69.548 % anti', () => {
    const { unit, levels } = read('conformer,E (kcal/mol),g\nanti,0,1\ngauche,0.9,2\n');
    expect(unit).toBe('kcal/mol');
    const { probabilities } = boltzmann({
      energies: levels.map(({ energy }) => energy),
      degeneracies: levels.map(({ degeneracy }) => degeneracy),
      unit: 'kcal/mol',
      temperature: 298.15,
    });
    expect((100 * probabilities[0]).toFixed(3)).toBe('69.548');
  });

  test('takes tabs, semicolons, commas, quotes, a byte-order mark, carriage returns, comments and empty lines', () => {
    const want = [['a, "b"', -1.5, 2]];
    expect(rows('\uFEFFname\tenergy [eV]\tg\n"a, ""b"""\t-1.5\t2')).toEqual(want);
    expect(rows('name;E / eV;g\r\n# remark\r\n\r\n"a, ""b""";−1.5;2\r')).toEqual(want);
    expect(rows('name,"E, eV",g\n"a, ""b""",-1.5e0,2')).toEqual(want);
  });

  test.each<[string, ColumnOptions | undefined, unknown[][]]>([
    [
      '0\n1.5',
      { unit: 'eV' },
      [
        ['1', 0, 1],
        ['2', 1.5, 1],
      ],
    ],
    [
      '0 eV\n1.5 eV',
      undefined,
      [
        ['1', 0, 1],
        ['2', 1.5, 1],
      ],
    ],
    [
      '0,1\n1.5,2',
      { unit: 'eV', energy: '1', degeneracy: '2' },
      [
        ['1', 0, 1],
        ['2', 1.5, 2],
      ],
    ],
    [
      'a,0\nb,1.5',
      { unit: 'eV' },
      [
        ['a', 0, 1],
        ['b', 1.5, 1],
      ],
    ],
    [
      '7,0,1\n8,1.5,0.5',
      { unit: 'eV', energy: '2', degeneracy: '3', name: '1' },
      [
        ['7', 0, 1],
        ['8', 1.5, 0.5],
      ],
    ],
  ])('without a header: %j', (text, options, want) => {
    expect(rows(text, options)).toEqual(want);
  });

  test('J gives 2J + 1 where there is no degeneracy, summed over a list', () => {
    expect(rows('state,level (cm-1),J\na,0,7/2\nb,10,"7/2,9/2"\nc,20,3.5\nd,30,2')).toEqual([
      ['a', 0, 8],
      ['b', 10, 18],
      ['c', 20, 8],
      ['d', 30, 5],
    ]);
    expect(rows('E (K),g,J\n0,3,7/2')).toEqual([['1', 0, 3]]);
  });

  test.each<[string, ColumnOptions | undefined, string, string]>([
    [
      'E (kcal),g\n0,1',
      undefined,
      'unknown-unit',
      "line 1: expected a unit of energy, found 'kcal' (nearest: kcal/mol)",
    ],
    ['E,g\n0,1', undefined, 'no-unit', "line 2: expected a unit in the header or beside '0'"],
    ['E (eV)\n0\n1 kJ/mol', undefined, 'mixed-units', "line 3: expected every energy in eV, found '1 kJ/mol'"],
    ['E (eV)\n0', { unit: 'cm-1' }, 'mixed-units', "line 1: expected energies in cm-1, found 'E (eV)'"],
    [
      'a,b,c\n0,1,2',
      undefined,
      'no-energy-column',
      "line 1: expected a column of energies, such as 'E (kJ/mol)', found a, b, c",
    ],
    [
      'E (eV),E (cm-1)\n0,0',
      undefined,
      'two-energy-columns',
      "line 1: expected one column of energies, found 'E (eV)' and 'E (cm-1)'",
    ],
    ['E (eV),g\n0,1', { energy: 'F' }, 'no-such-column', "line 1: expected a column 'F' among E (eV), g"],
    ['g,E (eV)\n1', undefined, 'too-few-cells', 'line 2: expected at least 2 cells, found 1'],
    ['name,E (eV)\n"a,1', undefined, 'unclosed-quote', 'line 2: expected the quote to be closed on its line'],
    ['E (eV)\n1.2.3', undefined, 'not-a-number', "line 2: expected an energy, found '1.2.3'"],
    ['E (eV)\nNaN', undefined, 'not-a-number', "line 2: expected an energy, found 'NaN'"],
    ['E (eV)\n1e999', undefined, 'not-a-number', "line 2: expected an energy, found '1e999'"],
    ['E (eV),g\n1,0', undefined, 'bad-degeneracy', "line 2: expected a degeneracy above 0, found '0'"],
    ['E (eV),g\n1,-2', undefined, 'bad-degeneracy', "line 2: expected a degeneracy above 0, found '-2'"],
    ['E (eV),J\n1,7/3', undefined, 'bad-j', "line 2: expected J to be 0, 1/2, 1, 3/2 …, found '7/3'"],
    ['E (eV),J\n1,0.3', undefined, 'bad-j', "line 2: expected J to be 0, 1/2, 1, 3/2 …, found '0.3'"],
    ['E (eV)\n', undefined, 'no-levels', 'line 2: expected at least one level, found none'],
    ['', undefined, 'no-levels', 'line 1: expected at least one level, found none'],
  ])('refuses %j', (text, options, code, message) => {
    const error = errorOf(() => read(text, options));
    expect(error.code).toBe(code);
    expect(error.message).toBe(message);
  });

  test('refuses a row with more cells than the first line: a decimal comma would be read as another number', () => {
    const error = errorOf(() => read('conformer,E (kcal/mol),g\nanti,0,1\ngauche,0,9,2\n'));
    expect(error.code).toBe('too-many-cells');
    expect(error.message).toBe('line 3: expected 3 cells, as in the first line, found 4');
    expect(errorOf(() => read('0,1\n0.9,2,1', { unit: 'eV', energy: '1' })).code).toBe('too-many-cells');
    expect(rows('conformer;E (kcal/mol)\nanti;0\ngauche;0.9')).toHaveLength(2);
  });

  test('a comma is decimal where it can be nothing else, as spreadsheets write it between semicolons', () => {
    const want = [
      ['anti', 0, 1],
      ['gauche 0,9', 0.9, 2.5],
    ];
    expect(rows('\uFEFFname;E (kcal/mol);g\r\nanti;0,0;1\r\ngauche 0,9;0,9;2,5')).toEqual(want);
    expect(rows('anti;0,0;1\ngauche 0,9;0,9;2,5', { unit: 'eV', energy: '2', degeneracy: '3' })).toEqual(want);
    expect(rows('name\tE (eV)\na\t0,9')).toEqual([['a', 0.9, 1]]);
    expect(errorOf(() => rows('name;E (eV)\na;1,234,5')).code).toBe('not-a-number');
    expect(rows('E (eV);J\n0;1,2')[0][2]).toBe(8); // a list of J stays a list
  });

  test('without a header blanks part cells too', () => {
    expect(rows('  0.0   1\n 16.4\t3', { unit: 'cm-1', energy: '1', degeneracy: '2' })).toEqual([
      ['1', 0, 1],
      ['2', 16.4, 3],
    ]);
    expect(rows('# E g\n  0.0   1\n 16.4\t3', { unit: 'cm-1' })).toEqual([
      ['1', 0, 1],
      ['2', 16.4, 3],
    ]);
    expect(rows('anti 0 1\ngauche 0.9 2', { unit: 'eV', energy: '2', degeneracy: '3' })[1]).toEqual(['gauche', 0.9, 2]);
    expect(rows('0 eV\n1 eV')).toHaveLength(2);
    expect(errorOf(() => rows('0 1\n0.9', { unit: 'eV', energy: '2' })).code).toBe('too-few-cells');
  });

  test('an error can be made again with the name of its file, and with rows where there are no lines', () => {
    const error = errorOf(() => read('E (eV)\n0\nx\n'));
    expect(error.inFile('a.csv').message).toBe("a.csv, line 3: expected an energy, found 'x'");
    expect(error.inFile('a.csv').facts).toEqual({ file: 'a.csv', line: 3, found: 'x' });
    expect(error.inFile('a.parquet', { rows: true }).message).toBe("a.parquet, row 2: expected an energy, found 'x'");
    expect(error.inFile('a.parquet', { rows: true }).facts).toEqual({ file: 'a.parquet', row: 2, found: 'x' });
  });

  test('says whether the table tells degeneracies', () => {
    const told = (header: string, row: string) => {
      const reader = tableReader({ unit: 'eV' });
      expect([...readLevels([header, row], reader)]).toHaveLength(1);
      return reader.hasDegeneracies;
    };
    expect([told('name,E', 'a,0'), told('name,E,g', 'a,0,1'), told('name,E,J', 'a,0,1')]).toEqual([false, true, true]);
  });

  test('a header of 300,000 words behind an open bracket is looked through once: again with each word would take hours', () => {
    expect(errorOf(() => rows(`( ${'a '.repeat(300_000)}\n1 2 3`)).code).toBe('no-energy-column');
    const lines = Array.from({ length: 100 }, (_, i) => `${'x '.repeat(60_000)}${i}`);
    expect(errorOf(() => rows(lines.join('\n'))).code).toBe('choose-columns');
  });

  test('a hostile name is only a name, and a long cell is not printed whole', () => {
    expect(rows('name,E (eV)\n__proto__,1')).toEqual([['__proto__', 1, 1]]);
    expect(errorOf(() => read(`E (eV)\n${'x'.repeat(100_000)}`)).message.length).toBeLessThan(100);
  });
});

describe('levelColumns', () => {
  test.each<[string[], object]>([
    [['conformer', 'E (kcal/mol)', 'g'], { energy: 1, degeneracy: 2, name: 0, unit: 'kcal/mol' }],
    [['Rel. Energy [kJ/mol]', 'Degeneracy'], { energy: 0, degeneracy: 1, unit: 'kJ/mol' }],
    [['id', 'Energy / hartree'], { energy: 1, name: 0, unit: 'hartree' }],
    [['Level (cm-1)', 'J', 'Configuration'], { energy: 0, J: 1, name: 2, unit: 'cm-1' }],
    [['energy in eV', 'g', 'J'], { energy: 0, degeneracy: 1, J: -1, unit: 'eV' }],
    [['ΔE', 'weight'], { energy: 0, degeneracy: -1, unit: null }],
    [['G (kcal/mol)', 'g'], { energy: 0, degeneracy: 1, unit: 'kcal/mol' }],
    [['name', 'E / kJ mol^-1', 'g'], { energy: 1, degeneracy: 2, name: 0, unit: 'kJ/mol' }],
    [['∆G', 'g'], { energy: 0, degeneracy: 1, unit: null }], // the sign of an increment, not the letter
    [['ΔG (kcal/mole)', 'Boltzmann weight'], { energy: 0, degeneracy: -1, unit: 'kcal/mol' }],
    [['E (cm-1)', '2J+1'], { energy: 0, degeneracy: 1 }],
    [['이름', '에너지 (kJ/mol)', '축퇴도'], { energy: 1, degeneracy: 2, name: 0, unit: 'kJ/mol' }],
    [['이름', '상대 에너지', '축퇴도'].map((text) => text.normalize('NFD')), { energy: 1, degeneracy: 2, name: 0 }],
    [['level', 'energy', 'g'], { energy: 1, degeneracy: 2, name: 0 }],
  ])('%j', (headers, want) => {
    expect(levelColumns(headers)).toMatchObject(want);
  });

  test.each([
    [['E', 'ZPE (kJ/mol)'], 0],
    [['energy', 'T (K)'], 0],
    [['T (K)', 'energy'], 1],
    [['Energy (eV)', 'Width (meV)'], 0],
  ])(
    'what has the unit of an energy but another name does not compete with one that is called so: %j',
    (headers, energy) => {
      expect(levelColumns(headers).energy).toBe(energy);
    },
  );

  test('of two energies the unit that was given tells, or the name or number does', () => {
    const headers = ['E (hartree)', 'Erel (kcal/mol)'];
    expect(errorOf(() => levelColumns(headers)).code).toBe('two-energy-columns');
    expect(levelColumns(headers, { unit: 'kcal/mol' }).energy).toBe(1);
    expect(levelColumns(headers, { energy: 'Erel' }).energy).toBe(1);
    expect(levelColumns(headers, { energy: '1' }).energy).toBe(0);
    expect(errorOf(() => levelColumns(headers, { energy: '3' })).message).toBe(
      "line 1: expected a column '3' among E (hartree), Erel (kcal/mol)",
    );
    expect(errorOf(() => levelColumns(['E', 'E'], { energy: 'E' })).message).toBe(
      "line 1: expected one column 'E', found columns 1 and 2",
    );
    expect(errorOf(() => levelColumns(['E (eV)', 'g', 'degeneracy'])).code).toBe('two-degeneracy-columns');
  });

  test('a given unit stands in for a bracket that is none, and a given header for a choice', () => {
    expect(levelColumns(['E (relative)'], { unit: 'kJ/mol' }).unit).toBe('kJ/mol');
    expect(levelColumns(['E (eV)', 'F (K)'], { energy: 'F (K)' })).toMatchObject({ energy: 1, unit: 'K' });
    expect(levelColumns(['E (eV)', 'F (K)'], { energy: 'F' })).toMatchObject({ energy: 1 });
  });
});
