// Files of levels as people have them, kind by kind: each letter has its small file under cases/ and a second instance here.
// What cannot be decided is refused in one sentence; what was decided is told by `source.reading`.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LevelsError } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { LevelOptions } from '../../src/levels/level-facts.ts';
import { type LevelsResult, sumLevels } from '../../src/levels/sum-levels.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-cases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const caseFile = (name: string) => fileURLToPath(new URL(`cases/${name}`, import.meta.url));

function made(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

type Options = LevelOptions & { T?: number };

function result(levels: string, { T = 298.15, ...options }: Options = {}): Promise<LevelsResult> {
  return sumLevels({ levels, temperatures: [T], ...options });
}

/** The populations in per cent, to two digits. */
async function shares(levels: string, options?: Options): Promise<string[]> {
  return (await result(levels, options)).states(0).map(({ probability }) => (100 * probability).toFixed(2));
}

async function refusal(levels: string, options?: Options): Promise<string> {
  const error = await result(levels, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError || error instanceof LevelsError)) throw error ?? new Error('nothing was refused');
  return `${error.code}: ${error.message.replace(`${folder}/`, '').replace(caseFile(''), '')}`;
}

const butane = ['82.04', '17.96'];

describe('A. a column without a name is never the degeneracy', () => {
  test('a population in per cent behind the energy: which column is meant is asked, and chosen by number', async () => {
    const file = caseFile('A1-pop-percent.csv');
    expect(await refusal(file, { unit: 'kcal/mol' })).toBe(
      'choose-columns: A1-pop-percent.csv, line 1: expected a header, or the number of the column of energies, found numbers in columns 2, 3',
    );
    expect(await shares(file, { unit: 'kcal/mol', energy: '2' })).toEqual(butane);
  });

  test('a rank before the energy is the name', async () => {
    const file = caseFile('A3-index-energy.dat');
    expect(await shares(file, { unit: 'kcal/mol' })).toEqual(butane);
    const { source } = await result(file, { unit: 'kcal/mol' });
    expect(source?.notes).toEqual([{ code: 'row-numbers' }]);
    expect(source?.reading.degeneracies).toBeNull();
  });

  test('a gradient norm, and a count that stops counting', async () => {
    const file = made('gradients.dat', 'c1 -40.500000 0.0004\nc2 -40.498566 0.0005\n');
    expect(await refusal(file, { unit: 'hartree' })).toContain('choose-columns: gradients.dat, line 1');
    expect(await shares(file, { unit: 'hartree', energy: '2' })).toEqual(butane);
    const counted = made('counted.dat', '1 0.0\n2 0.9\n4 1.2\n');
    expect(await refusal(counted, { unit: 'kcal/mol' })).toContain('choose-columns: counted.dat, line 3');
    expect(await refusal(made('j-and-g.dat', '1 3\n2 5\n'), { unit: 'eV' })).toContain('choose-columns');
  });

  test('a column is the degeneracy by its number where that was said', async () => {
    const file = made('by-number.dat', 'anti 0.0 1\ngauche 0.9 2\n');
    const options = { unit: 'kcal/mol', energy: '2', degeneracy: '3', name: '1' } as const;
    expect(await shares(file, options)).toEqual(['69.55', '30.45']);
  });
});

describe('B. a named column that is no degeneracy is not taken for one', () => {
  test('weight', async () => {
    expect(await shares(caseFile('B1-weight.csv'))).toEqual(['69.93', '30.07']);
  });

  test('G(T), with E or itself as the energy', async () => {
    const file = caseFile('B2-gibbs-header.csv');
    expect(await shares(file, { energy: 'E', unit: 'hartree' })).toEqual(butane);
    expect(await shares(file, { energy: 'G(T)', unit: 'hartree' })).toEqual(['74.25', '25.75']);
    expect(await refusal(file, { unit: 'hartree' })).toContain(
      "two-energy-columns: B2-gibbs-header.csv, line 1: expected one column of energies, found 'E' and 'H'",
    );
  });

  test('G, Boltzmann weight and degrees; g is one, and multiplicity is asked unless it is 1', async () => {
    const table = (column: string, first: number | string, second: number | string) =>
      made('other.csv', `name,E (kcal/mol),${column}\nu,0,${first}\nv,0.9,${second}\n`);
    expect(await shares(table('Boltzmann weight', 0.9, 0.1))).toEqual(butane);
    expect(await refusal(table('G', -3, -2))).toContain('two-energy-columns');
    expect(await shares(table('G', -3, -2), { energy: 'E' })).toEqual(butane);
    expect(await shares(table('g', 1, 2))).toEqual(['69.55', '30.45']);
    expect(await shares(table('g_tot', 1, 2))).toEqual(['69.55', '30.45']);
    expect(await shares(table('축퇴도', 1, 2))).toEqual(['69.55', '30.45']);
    expect(await refusal(table('deg', 60, 180))).toBe(
      "unsure-degeneracy: other.csv, line 2: expected to be told whether column 3 is a degeneracy, found '60'",
    );
    expect(await shares(table('deg', 60, 180), { degeneracy: 'none' })).toEqual(butane);
    expect(await shares(table('multiplicity', 1, 1))).toEqual(butane);
    expect(await shares(table('multiplicity', 1, 2), { degeneracy: 'multiplicity' })).toEqual(['69.55', '30.45']);
  });
});

const xyz = (first: string, second: string) => made('frames.xyz', `1\n${first}\nH 0 0 0\n1\n${second}\nH 0 0 0\n`);

describe('C. a unit on an XYZ comment is understood, or refused', () => {
  test('of two words', async () => {
    expect(await shares(caseFile('C1-unit-two-words.xyz'))).toEqual(butane);
  });

  test('in brackets, behind a slash, in other words; and what looks like a unit and is none', async () => {
    expect(await shares(xyz('E: 0.0 [kcal/mol]', 'E: 0.9 [kcal/mol]'))).toEqual(butane);
    expect(await shares(xyz('energy = 0 kcal per mol', 'energy = 0.9 kcal per mol'))).toEqual(butane);
    expect(await shares(xyz('-40.5 a.u.', '-40.498566 a.u.'))).toEqual(butane);
    expect(await refusal(xyz('E: -10.2 kcal/mole-atom', 'E: -9.3 kcal/mole-atom'))).toContain(
      'unknown-unit: frames.xyz, line 2',
    );
    expect(await refusal(xyz('E: -10.2 kJ', 'E: -9.3 kJ'))).toContain("found 'kJ' (nearest: kJ/mol)");
    // What is no unit at all may stand there.
    expect(await shares(xyz('E: -40.5 converged=true', 'E: -40.498566 converged=false'))).toEqual(butane);
    expect(await shares(xyz('-40.5 !CONF1', '-40.498566 !CONF2'))).toEqual(butane);
  });
});

describe('D. a decimal comma on an XYZ comment', () => {
  test('is one', async () => {
    expect(await shares(caseFile('D1-comma.xyz'))).toEqual(butane);
  });

  test('behind a name; with three digits behind it it may group, and is refused', async () => {
    expect(await shares(xyz('Energie = -40,5 Eh', 'Energie = -40,498566 Eh'))).toEqual(butane);
    expect(await refusal(xyz('E = 1,234 cm-1', 'E = 2,345 cm-1'))).toContain(
      "unclear-number: frames.xyz, line 2: expected a number whose decimal mark is clear, found '1,234'",
    );
    expect(await refusal(xyz('E = -1,234.5', 'E = -1,234.6'))).toContain('unclear-number');
    expect(await shares(xyz('-40.5, -40.3', '-40.498566, -40.2'))).toEqual(butane);
  });
});

describe('E. names of energies on XYZ comments', () => {
  test('Epot', async () => {
    expect(await shares(caseFile('E1-epot.xyz'))).toEqual(butane);
    const { source } = await result(caseFile('E1-epot.xyz'));
    expect(source?.reading).toMatchObject({ energies: { in: 'comment', key: 'Epot' }, unit: 'hartree' });
  });

  test.each([
    ['Etot= -40.5', 'Etot= -40.498566'],
    ['G = -40.5 imag=0', 'G = -40.498566 imag=0'],
    ['dE=0.0 kcal/mol', 'dE=0.9 kcal/mol'],
    ['Erel = 0 kcal/mol; id=3', 'Erel = 0.9 kcal/mol; id=4'],
    ['energy_hartree=-40.5', 'energy_hartree=-40.498566'],
    ['energy_kcal_mol: 0.0', 'energy_kcal_mol: 0.9'],
    ['E[kJ/mol]=0', 'E[kJ/mol]=3.7656'],
    ['SCF energy (RHF): -40.5', 'SCF energy (RHF): -40.498566'],
    ['conf 3 | total energy -40.5', 'conf 4 | total energy -40.498566'],
  ])('%j', async (first, second) => {
    expect(await shares(xyz(first, second))).toEqual(butane);
  });

  test('of several that differ one is to be chosen', async () => {
    const file = xyz('E = -40.5 G = -40.3', 'E = -40.498566 G = -40.298');
    expect(await refusal(file)).toContain(
      "two-energy-columns: frames.xyz, line 2: expected one energy on the comment line of frame 1, found 'E' and 'G'",
    );
    expect(await shares(file, { energy: 'E' })).toEqual(butane);
    expect(await shares(xyz('E = -40.5 energy = -40.5', 'E = -40.498566 energy = -40.498566'))).toEqual(butane);
    expect(await shares(xyz('score=-40.5', 'score=-40.498566'), { energy: 'score' })).toEqual(butane);
    expect(await refusal(file, { degeneracy: 'g' })).toBe(
      'no-choice: frames.xyz: the option degeneracy does not apply to files of this kind; omit it',
    );
  });
});

describe('F. units in snake case or behind a blank', () => {
  test.each(['F1-snake-kcal.csv', 'F3-blank-unit.csv'])('%s', async (name) => {
    expect(await shares(caseFile(name))).toEqual(butane);
  });

  test.each([
    'dE_kcal_mol-1',
    'rel_energy_kcal_per_mol',
    'E in kcal/mol',
    'ΔE kcal·mol⁻¹',
    'E(kcal/mol)',
    'kcal/mol',
    '상대에너지 kcal/mol',
  ])('%s', async (header) => {
    expect(await shares(made('unit.csv', `name,${header}\nu,0.0\nv,0.9\n`))).toEqual(butane);
  });

  test('what begins as a unit and is none is refused, and E_K is no kelvin', async () => {
    expect(await refusal(made('unit.csv', 'name,energy_kcal\nu,0\nv,0.9\n'))).toContain(
      "unknown-unit: unit.csv, line 1: expected a unit of energy, found 'kcal' (nearest: kcal/mol)",
    );
    expect(await refusal(made('unit.csv', 'name,E_K\nu,0\nv,0.9\n'))).toContain('no-energy-column');
  });
});

describe('G. units that people have', () => {
  test('Ry and mEh', async () => {
    expect(await shares(caseFile('G1-rydberg.csv'))).toEqual(['74.25', '25.75']);
    expect(await shares(caseFile('G2-milli-hartree.csv'))).toEqual(butane);
  });

  test.each([
    ['GHz', 9436.87],
    ['MHz', 9436870],
    ['THz', 9.43687],
    ['cal/mol', 900],
    ['Rydberg', 0.002868],
  ])('%s', async (unit, energy) => {
    expect(await shares(made('unit.csv', `name,E (${unit})\nu,0\nv,${energy}\n`))).toEqual(butane);
  });

  test('kT, at the one temperature that is asked for', async () => {
    const file = made('kt.csv', 'name,E (kT)\nu,0\nv,1.519\n');
    expect(await shares(file)).toEqual(butane);
    expect(await shares(file, { T: 1000 })).toEqual(butane);
    expect((await result(file)).source?.reading.unit).toBe('kT');
    await expect(sumLevels({ levels: file, temperatures: [300, 400] })).rejects.toThrow(
      'expected one temperature beside energies in kT',
    );
    expect(await shares(made('kt.csv', 'u,0\nv,1.519\n'), { unit: 'kT' })).toEqual(butane);
  });

  test('a hint is given only where it is near', async () => {
    expect(await refusal(made('unit.csv', 'name,E (parsec)\nu,0\n'))).not.toContain('nearest');
    expect(await refusal(made('unit.csv', 'name,E (kcl/mol)\nu,0\n'))).toContain('(nearest: kcal/mol)');
  });
});

describe('H. NIST: what is in doubt is read or passed over, and counted', () => {
  const table = (...rows: string[]) =>
    made('nist.tsv', ['Configuration\tTerm\tJ\tPrefix\tLevel (cm-1)\tSuffix', ...rows].join('\n'));

  test('a J with a question mark is read as it stands', async () => {
    const { thermodynamics, source } = await result(caseFile('H1-J-doubt.tsv'), { T: 5000 });
    expect(thermodynamics[0].Z.toFixed(5)).toBe('2.04004');
    expect(source?.notes).toEqual([{ code: 'doubtful-j', levels: 1 }]);
  });

  test('brackets, offsets, several J, no J, limits', async () => {
    const { source, count, skipped } = await result(
      table(
        '"3s"\t"2S"\t"1/2"\t""\t"0.000"\t""',
        '"3p"\t"2P*"\t"1/2,3/2?"\t"["\t"16000.0"\t"]"',
        '"3d"\t"2D"\t"3/2 or 5/2"\t""\t"29000"\t"?"',
        '"4s"\t"2S"\t"1/2"\t""\t"30000"\t"+x"',
        '"4p"\t"2P*"\t""\t""\t"31000"\t""',
        '"5p"\t"2P*"\t"1/2"\t""\t""\t""',
        '"X II (1S)"\t"Limit"\t"---"\t"("\t"41450"\t")"',
      ),
    );
    expect([count, skipped]).toEqual([2, 5]);
    expect(source?.notes).toEqual([
      { code: 'doubtful-j', levels: 1 },
      { code: 'passed-over', reasons: { severalJ: 1, offset: 1, noJ: 1, noEnergy: 1, limit: 1 } },
    ]);
  });

  test('a table of which nothing can be summed says how much was passed over', async () => {
    const file = table('"5f5"\t"*"\t""\t""\t"0"\t""', '"X (5f4)"\t"Limit"\t"---"\t"("\t"2420000"\t")"');
    expect(await refusal(file)).toContain(
      'no-levels: nist.tsv, line 3: expected at least one level, found none (2 passed over)',
    );
  });
});

describe('I. a repeated label is said and does not stop the file', () => {
  test('species', async () => {
    const file = caseFile('I1-repeated-label.csv');
    expect(await shares(file)).toEqual(['60.64', '26.08', '13.28']);
    expect((await result(file)).doubts).toContainEqual({ code: 'repeated-name', name: 'M1', levels: 1 });
  });

  test('names from a column that was chosen', async () => {
    const file = made('names.csv', 'id,E (kcal/mol),method\n1,0,a\n2,0.9,a\n');
    const { doubts, states } = await result(file, { name: 'method' });
    expect(states(0).map(({ name }) => name)).toEqual(['a', 'a']);
    expect(doubts).toContainEqual({ code: 'repeated-name', name: 'a', levels: 1 });
  });
});

describe('J. what has the unit of an energy but is none does not compete with one', () => {
  test('an uncertainty', async () => {
    expect(await shares(caseFile('J1-uncertainty.csv'))).toEqual(butane);
  });

  test.each(['T (K)', 'σ (kcal/mol)', 'error [kcal/mol]', 'ZPE (kcal/mol)', 'linewidth (cm-1)', '오차 (kcal/mol)'])(
    '%s',
    async (other) => {
      expect(await shares(made('two.csv', `name,${other},Energy (kcal/mol)\nu,298,0\nv,298,0.9\n`))).toEqual(butane);
      expect(await refusal(made('one.csv', `name,${other}\nu,1\nv,2\n`))).toContain('no-energy-column');
    },
  );
});

describe('K. lines before the header', () => {
  test.each([
    ['sep=;\nname;E (kcal/mol)\nu;0\nv;0.9\n', 2],
    ['Report of May,,\nname,E (kcal/mol),g\nu,0,1\nv,0.9,1\n', 2],
    ['# made by a script\n# 3 May\nname,E (kcal/mol)\nu,0\nv,0.9\n', 3],
    ['Conformers of run 7\nT = 298.15 K, method B\n\nname  E (kcal/mol)\nu  0.0\nv  0.9\n', 4],
  ])('%j', async (text, line) => {
    expect(await shares(made('preamble.csv', text))).toEqual(butane);
    expect((await result(made('preamble.csv', text))).source?.notes).toContainEqual({
      code: 'lines-before-header',
      line,
    });
  });

  test('a header behind #, as numpy writes it', async () => {
    expect(await shares(made('numpy.dat', '# E(kcal/mol) rank\n0.0 1\n0.9 2\n'))).toEqual(butane);
  });

  test('a header that is not understood is told, and its rows are not read without it', async () => {
    expect(await refusal(made('odd.csv', 'a,b,c\n0,1,2\n'))).toContain('no-energy-column: odd.csv, line 1');
    expect(await refusal(made('odd.csv', 'Title\na,b\nu,0\nv,1\n'), { unit: 'eV' })).toContain('no-energy-column');
  });
});

describe('L. blank-separated tables with a header', () => {
  test('conf and E(kcal/mol)', async () => {
    expect(await shares(caseFile('L1-blanks-header.dat'))).toEqual(butane);
  });

  test.each([
    'conf  E (kcal/mol)  g\nu     0.00   1\nv     0.90   1\n',
    'conf E / kcal/mol\nu 0.00\nv 0.90\n',
    'conf Energy kcal/mol\nu 0.00\nv 0.90\n',
    'long name      relative energy (kcal/mol)\nconf u    0.00\nconf v    0.90\n',
    '| conf | E (kcal/mol) |\n|------|------|\n| u | 0.0 |\n| v | 0.9 |\n',
    'conf  E(kcal/mol)\nu   0,00\nv   0,90\n',
  ])('%j', async (text) => {
    expect(await shares(made('blanks.dat', text))).toEqual(butane);
  });
});

describe('N. grouping marks are not guessed', () => {
  test('a point with three digits between semicolons is refused, or read with the decimal mark', async () => {
    const file = caseFile('N2-dot-groups-levels.csv');
    expect(await refusal(file)).toContain(
      "unclear-number: N2-dot-groups-levels.csv, line 4: expected a number whose decimal mark is clear, found '1.234'",
    );
    expect(await shares(file, { decimal: ',' })).toEqual(['76.81', '22.99', '0.20']);
  });

  test('a grouping comma is refused, the cell quoted as it stands', async () => {
    const file = caseFile('N3-comma-groups-levels.csv');
    expect(await refusal(file)).toContain(
      "unclear-number: N3-comma-groups-levels.csv, line 4: expected a number whose decimal mark is clear, found '1,234.5'",
    );
    expect((await result(file, { decimal: '.' })).states(0)[3].energy).toBe(2345);
  });

  test('a cell that can be read in one way only tells for the others, and one that contradicts is refused', async () => {
    const energies = async (text: string) => (await result(made('n.csv', text))).states(0).map(({ energy }) => energy);
    expect(await energies('name;E (cm-1)\nu;0.000\nv;1.234\n')).toEqual([0, 1.234]);
    expect(await energies('name;E (cm-1)\nu;0,5\nv;1,234\n')).toEqual([0.5, 1.234]);
    expect(await energies('name\tE (cm-1)\nu\t0\nv\t1.234\n')).toEqual([0, 1.234]);
    expect(await refusal(made('n.csv', 'name;E (cm-1)\nu;0,5\nv;1.234\n'))).toContain('unclear-number');
    expect(await refusal(made('n.csv', 'name\tE (cm-1)\nu\t0\nv\t1,234\n'))).toContain('unclear-number');
    expect(await refusal(made('n.csv', 'name;E (cm-1)\nu;0\nv;1.234.567\n'))).toContain('unclear-number');
  });
});

describe('Q. text that is not UTF-8', () => {
  test('UTF-16 with its mark', async () => {
    expect(await shares(caseFile('Q3-utf16-levels.tsv'))).toEqual(butane);
    const text = 'name,E (kcal/mol)\nu,0\nv,0.9\n';
    const bytes = Uint8Array.from([0xfe, 0xff, ...[...text].flatMap((letter) => [0, letter.charCodeAt(0)])]);
    expect(await shares(made('utf16be.csv', bytes))).toEqual(butane);
  });

  test('Korean in CP949 is named and read by its encoding; Latin-1 too', async () => {
    const korean = Uint8Array.from([
      0xc0,
      0xcc,
      0xb8,
      0xa7,
      0x2c,
      0x45,
      0x20,
      0x28,
      ...Buffer.from('kcal/mol)\nu,0\nv,0.9\n'),
    ]);
    const file = made('korean.csv', korean);
    expect(await refusal(file)).toContain(
      'looks-encoded: korean.csv: the text is not UTF-8 and looks like Korean text in euc-kr (CP949)',
    );
    expect(await shares(file, { encoding: 'euc-kr' })).toEqual(butane);
    const latin = made('latin.csv', Buffer.from('größe,E (kcal/mol)\nu,0\nv,0.9\n', 'latin1'));
    expect(await refusal(latin)).toContain('not-utf8');
    expect(await shares(latin, { encoding: 'latin1' })).toEqual(butane);
    expect(await refusal(latin, { encoding: 'klingon' })).toContain('unknown-encoding');
  });
});

describe('degeneracies that count no states give no result', () => {
  test('an entropy below 0, and fractions that sum to 1 or 100', async () => {
    const table = (first: number, second: number) =>
      made('g.csv', `name,E (kcal/mol),g\nu,0,${first}\nv,0.9,${second}\n`);
    expect(await refusal(table(0.2, 0.1))).toBe(
      'negative-entropy: g.csv: the degeneracies give an entropy of -1.36 k, below 0: "v" has 0.1, but a degeneracy counts states; choose another column, or none',
    );
    expect(await refusal(table(81.7, 18.3))).toContain('shares-as-degeneracies: g.csv');
    expect(await shares(table(1.5, 3))).toEqual(['69.55', '30.45']);
    expect(await shares(table(0.2, 0.1), { degeneracy: 'none' })).toEqual(butane);
  });
});
