// The readers of fixed formats: XYZ frames, NIST ASD, ExoMol; plain lists; and the streaming of any of them.

import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { LevelSum } from '../../../src/boltzmann/level-sum.ts';
import { LevelsError } from '../../../src/boltzmann/read/levels-error.ts';
import { exomolReader } from '../../../src/boltzmann/read/read-exomol.ts';
import { type LevelReader, readLevels, streamLevels } from '../../../src/boltzmann/read/read-levels.ts';
import { parseLevelList } from '../../../src/boltzmann/read/read-list.ts';
import { nistReader } from '../../../src/boltzmann/read/read-nist.ts';
import { tableReader } from '../../../src/boltzmann/read/read-table.ts';
import { xyzReader } from '../../../src/boltzmann/read/read-xyz.ts';

const read = (reader: LevelReader, text: string) => [...readLevels(text.split('\n'), reader)];

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof LevelsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('expected a LevelsError');
}

const water = (energy: string) => `3\n${energy}\nO 0 0 0.1\nH 0 0.7 -0.4\nH 0 -0.7 -0.4`;

describe('xyzReader', () => {
  test.each([
    ['        -5.07054445', -5.07054445],
    [' energy: -5.070544 gnorm: 0.0004 xtb: 6.4.0 (unknown)', -5.070544],
    ['Coordinates from ORCA-job water E -76.32', -76.32],
    ['SCF Energy (RHF): -76.4', -76.4],
    ['E=-76.4Eh', -76.4],
    ['-76.4 Eh', -76.4],
    ['-76', -76],
    ['E = -7.6d1', -76],
    ['-5.0705 !CONF12', -5.0705],
  ])('finds the energy on the comment line %j', (comment, energy) => {
    const reader = xyzReader();
    expect(read(reader, `${water(comment)}\n`)).toEqual([{ name: '1', energy, degeneracy: 1 }]);
    expect(reader.unit).toBe('hartree');
  });

  test.each<[string, number, string]>([
    ['E = 12.3 kcal/mol', 12.3, 'kcal/mol'],
    ['E (kJ/mol): 12.3', 12.3, 'kJ/mol'],
    ['12.3 kcal/mol', 12.3, 'kcal/mol'],
    ['12 kcal/mol', 12, 'kcal/mol'],
    ['energy=-31.7eV', -31.7, 'eV'],
  ])('takes the unit that the comment line %j says', (comment, energy, unit) => {
    const reader = xyzReader();
    expect(read(reader, water(comment))[0].energy).toBe(energy);
    expect(reader.unit).toBe(unit);
    expect(refusal(() => read(xyzReader({ unit: 'cm-1' }), water(comment)))).toContain('mixed-units: line 2');
    expect(refusal(() => read(xyzReader(), `${water('-1.5')}\n${water(comment)}`))).toContain('mixed-units: line 7');
  });

  test('extended XYZ has no unit by rule: it is asked for', () => {
    const comment = 'Properties=species:S:1:pos:R:3 energy=-76.4 pbc="F F F"';
    expect(refusal(() => read(xyzReader(), water(comment)))).toBe(
      'no-unit: line 2: expected a unit for the energies of extended XYZ, often eV, found none',
    );
    expect(read(xyzReader({ unit: 'eV' }), water(comment))[0].energy).toBe(-76.4);
  });

  test('looks through a comment once, however many blanks it has: three runs of them tried together would take hours', () => {
    expect(refusal(() => read(xyzReader(), water(`E${' '.repeat(9_900)}!`)))).toContain('no-energy');
  });

  test('an element is the same in small letters', () => {
    const levels = read(xyzReader(), `${water('-1.5')}\n${water('-1.4').replace('O', 'o')}`);
    expect(levels).toHaveLength(2);
  });

  test.each(['0 1', '3 of 12', '-1.17abc', 'conformer 1', ''])(
    'does not take a count or a charge for an energy: %j',
    (comment) => {
      expect(refusal(() => read(xyzReader(), water(comment)))).toContain('no-energy: line 2');
    },
  );

  test('reads frame after frame, and absolute energies make populations', () => {
    const levels = read(xyzReader(), [water('-76.4'), water('-76.399'), '', water('-76.3985')].join('\n'));
    expect(levels.map(({ name }) => name)).toEqual(['1', '2', '3']);
    const { probabilities } = boltzmann({
      energies: levels.map(({ energy }) => energy),
      unit: 'hartree',
      temperature: 298.15,
    });
    expect(probabilities[1] / probabilities[0]).toBeCloseTo(Math.exp(-0.001 / 9.441848676e-4), 8);
  });

  test.each([
    ['three\n-1\nO 0 0 0', "bad-atom-count: line 1: expected the number of atoms of frame 1, found 'three'"],
    ['0\n-1\n', "bad-atom-count: line 1: expected the number of atoms of frame 1, found '0'"],
    ['1\nwater\nO 0 0 0', "no-energy: line 2: expected an energy on the comment line of frame 1, found 'water'"],
    ['1\n-1\nO 0 0', "bad-atom: line 3: expected an element and three coordinates in frame 1, found 'O 0 0'"],
    ['1\n-1\nO 0 0 x', "bad-atom: line 3: expected an element and three coordinates in frame 1, found 'O 0 0 x'"],
    [
      `${water('-1')}\n2\n-1\nO 0 0 0\nH 0 0 1`,
      'frames-differ: line 6: expected 3 atoms, as in frame 1, found 2 in frame 2',
    ],
    [
      `${water('-1')}\n${water('-1').replace('O', 'S')}`,
      'frames-differ: line 8: expected O as atom 1, as in frame 1, found S in frame 2',
    ],
    ['3\n-1\nO 0 0 0\nH 0 0 1', 'truncated: line 4: expected 1 of 3 atoms of frame 1 before the end of the file'],
    ['3', 'truncated: line 1: expected the energy of frame 1 before the end of the file'],
    ['', 'no-levels: line 1: expected at least one frame, found none'],
    ['999999999\n-1\n', "bad-atom-count: line 1: expected the number of atoms of frame 1, found '999999999'"],
  ])('refuses %j', (text, message) => {
    expect(refusal(() => read(xyzReader(), text))).toBe(message);
  });
});

const oxygen = [
  ['2s2.2p4', '3P', '2', '0.000'],
  ['', '', '1', '158.265'],
  ['', '', '0', '226.977'],
];

describe('nistReader', () => {
  const bars = [
    '-----------------------------------------------------',
    'Configuration | Term | J   |  Level (cm-1)  | Lande |',
    '-----------------------------------------------------',
    ...oxygen.map((cells) => `${cells.join(' | ')} | |`),
    '              |      |     |                |       |',
    'O II (4S)     | Limit| --- |  109837.02     |       |',
  ].join('\n');
  const tabs = [
    'Configuration\tTerm\tJ\tPrefix\tLevel (cm-1)\tSuffix',
    ...oxygen.map(([c, t, J, E]) => `"${c}"\t"${t}"\t"${J}"\t""\t"${E}"\t""`),
    '"O II (4S)"\t"Limit"\t"---"\t""\t"109837.02"\t""',
  ].join('\n');
  const commas = [
    'Configuration,Term,J,Level (cm-1)',
    ...oxygen.map((cells) => cells.map((cell) => `"=""${cell}"""`).join(',')),
    '"=""O II (4S)""","=""Limit""","=""---""","=""109837.02"""',
  ].join('\n');

  test.each([
    ['bars', bars],
    ['tabs', tabs],
    ['commas', commas],
  ])('reads O I in %s: Q(613.8 K) = 7.657574, the ionisation limit left out', (_, text) => {
    const reader = nistReader();
    const levels = read(reader, text);
    expect(levels).toEqual([
      { name: '2s2.2p4 3P 2', energy: 0, degeneracy: 5 },
      { name: '2s2.2p4 3P 1', energy: 158.265, degeneracy: 3 },
      { name: '2s2.2p4 3P 0', energy: 226.977, degeneracy: 1 },
    ]);
    expect([reader.unit, reader.skipped]).toEqual(['cm-1', 1]);
    const sum = new LevelSum({ unit: 'cm-1', temperature: 613.8 });
    for (const { energy, degeneracy } of levels) sum.addLevel(energy, degeneracy);
    expect(sum.thermodynamics()[0].Z.toFixed(6)).toBe('7.657574');
  });

  test('reads half-integers as halves: 7/2 has 8 states and not 15, 7/2,9/2 has 18', () => {
    const levels = read(nistReader(), 'J | Level (cm-1) |\n7/2 | 0 |\n7/2,9/2 | 15 867.862 |');
    expect(levels.map(({ degeneracy }) => degeneracy)).toEqual([8, 18]);
    expect(levels[1].energy).toBe(15867.862);
  });

  test('takes off the marks of how a level is known; leaves out what has no J or only an offset, and counts it', () => {
    const reader = nistReader();
    const levels = read(
      reader,
      ['J\tLevel (eV)\tSuffix', '1\t[1.5]\t', '2\t(2.5)?\t', '3\t3.5a\t', '\t4.5\t', '1\t5.5\t+x', '1\t6.5+y\t'].join(
        '\n',
      ),
    );
    expect(levels.map(({ energy }) => energy)).toEqual([1.5, 2.5, 3.5]);
    expect([reader.unit, reader.skipped]).toEqual(['eV', 3]);
  });

  test('leaves out a level whose J is in doubt, unless g is there', () => {
    const reader = nistReader();
    const text = 'J | g | Level (eV) |\n1/2 or 3/2 | | 1 |\n1/2 or 3/2 | 2 | 2 |\n1/2 | | 3 |';
    expect(read(reader, text).map(({ energy, degeneracy }) => [energy, degeneracy])).toEqual([
      [2, 2],
      [3, 2],
    ]);
    expect(reader.skipped).toBe(1);
  });

  test('takes g where it is there, and a unit on the second line of the header', () => {
    const reader = nistReader();
    expect(read(reader, 'g | Level  |\n  | (cm-1) |\n5 | 12.5   |')).toEqual([
      { name: '', energy: 12.5, degeneracy: 5 },
    ]);
    expect(reader.unit).toBe('cm-1');
  });

  test.each([
    ['nothing here', "no-header: line 1: expected a header with 'Level' and 'J' or 'g', found none"],
    ['J | Level |\n1 | 5 |', "no-unit: line 2: expected a unit in the header 'Level'"],
    [
      'J | Level (m/s) |\n1 | 5 |',
      "unknown-unit: line 1: expected a unit of energy, found 'm/s' (one of J, J/mol, kJ/mol, cal/mol, kcal/mol, eV, meV, cm-1, MHz, GHz, THz, Ry, mEh, hartree, K, kT)",
    ],
    ['J | Level (eV) |\n1/3 | 5 |', "bad-j: line 2: expected J to be 0, 1/2, 1, 3/2 …, found '1/3'"],
    ['J | Level (eV) |\n1 | five |', "not-a-number: line 2: expected a level, found 'five'"],
    ['J | Level (eV) |\n', 'no-levels: line 2: expected at least one level, found none'],
  ])('refuses %j', (text, message) => {
    expect(refusal(() => read(nistReader(), text))).toBe(message);
  });

  // A pattern that tries the letters from every one of them on would take hours for this.
  test('refuses a level of a million letters', () => {
    const lines = `Term | J | Level (eV) |\n2S | 1/2 | ${'a'.repeat(1e6)}1 |`;
    expect(refusal(() => read(nistReader(), lines))).toMatch(/^not-a-number: line 2: expected a level, found 'aaa/);
  });
});

describe('exomolReader', () => {
  test('reads id, energy in cm⁻¹, g and J, whatever follows', () => {
    const reader = exomolReader();
    const levels = read(
      reader,
      '           1     0.000000      1       0 e  0\n           2     3.845033      3       1 e  0\n3 100.5 12 2.5\n',
    );
    expect(levels).toEqual([
      { name: '1', energy: 0, degeneracy: 1 },
      { name: '2', energy: 3.845033, degeneracy: 3 },
      { name: '3', energy: 100.5, degeneracy: 12 },
    ]);
    expect(reader.unit).toBe('cm-1');
  });

  test.each([
    ['1 0.0 1', "too-few-cells: line 1: expected id, energy, g and J, found '1 0.0 1'"],
    ['1 0.0 1 0\n2 3.8', "too-few-cells: line 2: expected id, energy, g and J, found '2 3.8'"],
    ['1 zero 1 0', "not-a-number: line 1: expected an energy in cm-1, found 'zero'"],
    ['1 0.0 -1 0', "bad-degeneracy: line 1: expected a degeneracy above 0, found '-1'"],
    ['1 0.0 1 0.25', "bad-j: line 1: expected J to be 0, 1/2, 1, 3/2 …, found '0.25'"],
    ['', 'no-levels: line 1: expected at least one state, found none'],
  ])('refuses %j', (text, message) => {
    expect(refusal(() => read(exomolReader(), text))).toBe(message);
  });
});

describe('exomolReader, by its columns', () => {
  test('takes id, energy, g and J whatever follows: uncertainty, lifetime, Landé factor, none of them', () => {
    const energies = (line: string) => read(exomolReader(), line).map(({ energy, degeneracy }) => [energy, degeneracy]);
    expect(energies('1 0.000000 6 2.5 0.000010 1.2E-03 0.4 + e X2Pi 0')).toEqual([[0, 6]]);
    expect(energies('1 0.000000 6 2.5 inf NaN + e X2Pi 0')).toEqual([[0, 6]]);
    expect(energies('1 0.000000 6 2')).toEqual([[0, 6]]);
  });

  test('passes over states of degeneracy 0, and counts them', () => {
    const reader = exomolReader();
    expect(read(reader, '1 0.0 6 0\n2 10.5 0 1\n3 20.5 0 2\n4 30.5 18 1')).toHaveLength(2);
    expect([reader.skipped, reader.notes]).toEqual([2, [{ code: 'passed-over', reasons: { zeroDegeneracy: 2 } }]]);
  });

  test('takes other columns by their number', () => {
    const [level] = read(exomolReader({ energy: '5', degeneracy: '3', name: '6' }), '1 0.0 6 0 12.5 + e');
    expect(level).toEqual({ name: '+', energy: 12.5, degeneracy: 6 });
    expect(refusal(() => exomolReader({ energy: 'E' }))).toContain('no-such-column');
    expect(refusal(() => read(exomolReader({ energy: '9' }), '1 0.0 6 0'))).toContain('too-few-cells');
  });
});

describe('parseLevelList', () => {
  test('takes names, units and degeneracies', () => {
    expect(parseLevelList(['anti=0', 'gauche=0.9 kcal/mol:2'])).toEqual({
      unit: 'kcal/mol',
      levels: [
        { name: 'anti', energy: 0, degeneracy: 1 },
        { name: 'gauche', energy: 0.9, degeneracy: 2 },
      ],
    });
    expect(parseLevelList(['0', '-1.5e-3:0.5'], 'eV').levels[1]).toEqual({
      name: '2',
      energy: -0.0015,
      degeneracy: 0.5,
    });
  });

  test.each<[string[], string]>([
    [[], 'no-levels: expected at least one level, found none'],
    [['0', '1'], 'no-unit: expected a unit beside one of the energies or as an option, found none'],
    [['0eV', '1cm-1'], "mixed-units: expected every energy in eV, found '1cm-1'"],
    [['0kcal'], "unknown-unit: expected a unit of energy, found 'kcal' (nearest: kcal/mol)"],
    [['0eV:0'], "bad-degeneracy: expected a degeneracy above 0, found '0'"],
    [['a=b'], "not-a-number: expected an energy, found 'b'"],
    [['1:2:3'], "not-a-number: expected name=energy:degeneracy, found '1:2:3'"],
  ])('refuses %j', (items, message) => {
    expect(refusal(() => parseLevelList(items))).toBe(message);
  });

  // A pattern that could end the digits at any of them would take hours for these.
  test('refuses an energy of a million digits', () => {
    const digits = '9'.repeat(1e6);
    for (const item of [`${digits}x`, `${digits}\rx`, `1e${digits}x`]) {
      expect(refusal(() => parseLevelList([item]))).toMatch(/^not-a-number: expected an energy, found '[19]/);
    }
  });
});

describe('streamLevels', () => {
  async function* pieces(text: string, size: number) {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }

  test.each([1, 2, 7, 1000])(
    'gives the same levels in pieces of %i characters, which may end anywhere',
    async (size) => {
      const text = 'name,E (eV),g\r\na,0,1\r\nb,1.5,2\r\nc,−2,3';
      const got = [];
      for await (const levels of streamLevels(pieces(text, size), tableReader())) got.push(...levels);
      expect(got).toEqual(read(tableReader(), text.replaceAll('\r', '')));
      expect(got.length).toBe(3);
    },
  );

  test('notices a file that is cut off, and a line without end', async () => {
    const drain = async (text: string, reader: LevelReader) => {
      for await (const _ of streamLevels(pieces(text, 100_000), reader));
    };
    await expect(drain('3\n-1\nO 0 0 0', xyzReader())).rejects.toThrow('expected 2 of 3 atoms of frame 1');
    await expect(drain('['.repeat(1_200_000), tableReader())).rejects.toThrow(
      'expected lines of at most 1000000 characters',
    );
  });
});
