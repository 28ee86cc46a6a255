import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boltzmann } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { width } from '../../src/output/text.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-boltzmann-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
function file(name: string, content: string): string {
  writeFileSync(at(name), content);
  return at(name);
}

const butane = file('butane.csv', 'conformer,E (kcal/mol),g\nanti,0,1\ngauche,0.9,2\n');
const run = (...argv: string[]) => call(['boltzmann', ...argv]);
/** What is said on stderr beside the line that tells what was read as what, and what was skipped. */
const withoutReading = (err: string) =>
  err.replace(/^(energies: .+ in .+; degeneracies|에너지: .+, 단위 .+ 축퇴도): .+\n/, '').replace(/^skipped: .+\n/, '');
const printed = async (...argv: string[]) => {
  const { code, out, err } = await run(...argv);
  expect({ code, err: withoutReading(err) }).toEqual({ code: 0, err: '' });
  return out;
};

describe('bridle boltzmann', () => {
  test('shows populations with bars, cumulative, and the thermodynamics with units', async () => {
    expect(await printed(butane, '--temperature', '298.15')).toBe(
      `levels       2 levels from ${butane}
temperature  298.15 K · kT = 0.592485 kcal/mol
constants    CODATA 2022

level   E (kcal/mol)  g  population                 cumulative
anti          0.0000  1  ███████████▏      69.548%     69.548%
gauche        0.9000  2  ████▉             30.452%        100%

Z             1.4378501
ln Z         0.36314899
U       0.2741 kcal/mol           1.1467 kJ/mol
F      -0.2152 kcal/mol          -0.9002 kJ/mol
σ(E)    0.4142 kcal/mol           1.7329 kJ/mol
S            0.825718 k         6.86541 J/mol/K    1.64087 cal/mol/K
Cv           0.488685 k         4.06315 J/mol/K   0.971116 cal/mol/K
e^S             2.28352   2.28 effective states
`,
    );
  });

  test('says on stderr in one line what it read as what, and what it left out', async () => {
    expect((await run(butane)).err).toBe("energies: column 2 'E (kcal/mol)' in kcal/mol; degeneracies: column 3 'g'\n");
    expect((await run(butane, '--degeneracy', 'none', '--lang', 'ko')).err).toBe(
      "에너지: 2열 'E (kcal/mol)', 단위 kcal/mol. 축퇴도: 없음(준위마다 1)\n",
    );
    const plain = file('plain.csv', '0\n0.9\n');
    expect((await run(plain, '--unit', 'kT')).err).toBe('energies: column 1 in kT; degeneracies: none, 1 each\n');
    const frames = file('frames.xyz', '1\nEpot = -1 Eh\nH 0 0 0\n');
    expect((await run(frames)).err).toBe(
      "energies: 'Epot' on the comment lines in hartree; degeneracies: none, 1 each\n",
    );
    const atom = file('atom.tsv', 'Term\tJ\tLevel (cm-1)\nS\t1/2\t0\nP\t3/2?\t10\nD\t\t20\nX\t1\t30+x\n');
    expect((await run(atom)).err).toBe(
      "energies: column 3 'Level (cm-1)' in cm-1; degeneracies: 2J + 1 from column 2 'J'\n" +
        '1 level with a doubtful J (3/2?), read as it stands\nskipped: 1 without J, 1 known up to an offset\n',
    );
    expect((await run('0', '0.9', '--unit', 'eV')).err).toBe('');
  });

  test('names the option where it cannot decide, and takes the columns that are chosen', async () => {
    const bare = file('bare.csv', 'anti,0,1\ngauche,0.9,2\n');
    const asked = await run(bare, '--unit', 'kcal/mol');
    expect({ code: asked.code, out: asked.out }).toEqual({ code: 2, out: '' });
    expect(asked.err).toContain('choose it with --energy, and a degeneracy or a name with --degeneracy and --name.');
    expect(await printed(bare, '--unit', 'kcal/mol', '--energy', '2', '--degeneracy', '3')).toContain('69.548%');
    const groups = file('groups.csv', 'name;E (cm-1)\nu;0\nw;1.234\n');
    expect((await run(groups)).err).toContain('(--decimal)');
    expect(await printed(groups, '--decimal', ',')).toContain('1234.0000');
    expect((await run(groups, '--decimal', '|')).err).toContain('--decimal: expected . or , but found "|".');
    const shares = file('shares.csv', 'name,E (kcal/mol),g\nu,0,0.7\nv,0.9,0.3\n');
    expect((await run(shares)).err).toContain('choose another column, or none (--degeneracy).');
  });

  test('gives the document of one temperature, or a list of them', async () => {
    const one = JSON.parse(await printed(butane, '--json'));
    const direct = boltzmann({ energies: [0, 0.9], degeneracies: [1, 2], unit: 'kcal/mol', temperature: 298.15 });
    const R = 8.31446261815324;
    expect(one).toEqual({
      temperature_K: 298.15,
      unit: 'kcal/mol',
      reading: {
        energies: { in: 'column', column: 2, header: 'E (kcal/mol)' },
        unit: 'kcal/mol',
        degeneracies: { in: 'column', column: 3, header: 'g', from: 'g' },
        names: { in: 'column', column: 1, header: 'conformer' },
        file: butane,
        notes: [],
      },
      states: [
        { name: 'anti', energy: 0, degeneracy: 1, probability: direct.probabilities[0] },
        { name: 'gauche', energy: 0.9, degeneracy: 2, probability: direct.probabilities[1] },
      ],
      lnZ: direct.lnZ,
      Z: direct.Z,
      U: direct.meanEnergy,
      F: direct.freeEnergy,
      S_k: direct.entropy,
      Cv_k: direct.heatCapacity,
      S_J_per_molK: expect.closeTo(direct.entropy * R, 12),
      Cv_J_per_molK: expect.closeTo(direct.heatCapacity * R, 12),
      effective_states: direct.effectiveStates,
      constants: 'CODATA 2022',
    });
    const many = JSON.parse(await printed(butane, '--json', '--temperature', '100:300:100'));
    expect(many.map((document: { temperature_K: number }) => document.temperature_K)).toEqual([100, 200, 300]);
    expect(Object.keys(many[0])).toEqual(Object.keys(one));
  });

  test('takes levels as they are typed, negative ones and lists too', async () => {
    const typed = async (...words: string[]) => {
      const { states } = JSON.parse((await run(...words, '--unit', 'kJ/mol', '--json')).out);
      return states.map((state: Record<string, unknown>) => [state.name, state.energy, state.degeneracy]);
    };
    expect(await typed('anti=0', 'gauche=0.9:2')).toEqual([
      ['anti', 0, 1],
      ['gauche', 0.9, 2],
    ]);
    expect(await typed('0,1:3', '2kJ/mol')).toEqual([
      ['1', 0, 1],
      ['2', 1, 3],
      ['3', 2, 1],
    ]);
    expect(await typed('-0.5', '0.5')).toEqual([
      ['1', -0.5, 1],
      ['2', 0.5, 1],
    ]);
  });

  test('takes a name that begins with a digit for the file that it is', async () => {
    expect(await printed(file('298.csv', 'E (eV)\n0\n0.1\n'))).toContain('2 levels from');
  });

  test('keeps the smallest set of levels that reaches a threshold', async () => {
    const names = (out: string) => JSON.parse(out).states.map(({ name }: { name: string }) => name);
    expect(names(await printed(butane, '--threshold', '0.69', '--json'))).toEqual(['anti']);
    expect(names(await printed(butane, '--threshold', '0.95', '--json'))).toEqual(['anti', 'gauche']);
    expect(await printed(butane, '--threshold', '0.69')).toContain('69% is reached by 1 of 2 levels');
  });

  test('lists twenty levels and counts the rest', async () => {
    const many = file('many.csv', `E (kJ/mol)\n${Array.from({ length: 50 }, (_, i) => i / 10).join('\n')}\n`);
    const out = await printed(many);
    expect(out.match(/█|▏|▎|▍|▌|▋|▊|▉/g)?.length).toBeGreaterThan(19);
    expect(out).toMatch(/and 30 more with \d+\.\d{3}%; --out FILE writes them all/);
  });

  test('gives a line for each temperature, 0 as its limit', async () => {
    const out = await printed(butane, '--temperature', '0:400:200');
    const rows = out.split('\n').filter((line) => /^ *\d+ +\d/.test(line));
    expect(rows.map((row) => row.trim().split(/ {2,}/)[0])).toEqual(['0', '200', '400']);
    expect(out).toContain('T = 0 is the limit from above');
    expect(await printed(butane, '--temperature', '-300')).toContain('A negative temperature is an inversion');
  });

  test('writes populations, thermodynamics, the document and curves, and says where', async () => {
    const csv = at('p.csv');
    expect(withoutReading((await run(butane, '--out', csv)).err)).toBe(`→ ${csv}\n`);
    expect(readFileSync(csv, 'utf8')).toBe(
      'name,energy (kcal/mol),degeneracy,probability\nanti,0,1,0.6954828079284218\ngauche,0.9,2,0.3045171920715783\n',
    );
    const json = at('p.json');
    await run(butane, '--out', json, '--temperature', '100,200');
    expect(readFileSync(json, 'utf8')).toBe(await printed(butane, '--json', '--temperature', '100,200'));
    const svg = at('p.svg');
    const both = await run(butane, '--plot', svg, '--out', at('t.tsv'), '--temperature', '100:500:100', '--lang', 'ko');
    expect(withoutReading(both.err)).toBe(`→ ${at('t.tsv')}\n→ ${svg}\n`);
    expect(readFileSync(svg, 'utf8')).toContain('점유율');
    expect(readFileSync(at('t.tsv'), 'utf8').trimEnd().split('\n').length).toBe(6);
  });

  test('warns of a unit that cannot be meant, of degeneracies forgotten, and of absolute energies', async () => {
    const levels = file('h.csv', 'name,E (kcal/mol)\nanti,-157.97912\ngauche+,-157.97769\n');
    const out = (await printed(levels)).replace(/\n(?=\S)/g, ' ');
    expect(out).toContain('Is kcal/mol right? All levels lie within 0.0024 kT; as hartree they would span 1.5 kT.');
    expect(out).toContain('"gauche+" sounds as if it counts more often');
    expect(out).toContain('Energies are not measured from the lowest level, -157.9791 kcal/mol');
    const { out: document, err } = await run(levels, '--json');
    expect(JSON.parse(document).unit).toBe('kcal/mol');
    expect(err).toContain('Is kcal/mol right?');
  });

  test('says all of it in Korean within 80 columns', async () => {
    for (const argv of [['--help'], ['fit', '--help'], [butane], [butane, '--temperature', '0:500:100']]) {
      const { code, out } = await run(...argv, '--lang', 'ko');
      expect(code).toBe(0);
      // The name of the temporary folder, and examples that are pasted whole, are as long as they are.
      const lines = out.split('\n').filter((line) => !line.includes(folder) && !line.startsWith('  bridle '));
      for (const line of lines) expect(width(line), line).toBeLessThanOrEqual(80);
      expect(out).not.toMatch(/Usage|Options|default|population |matter|equally/);
    }
  });

  test('leaves the calories out where the terminal is too narrow for them', async () => {
    const absolute = file('absolute.csv', 'name,E (hartree)\na,-157.97912\nb,-157.97769\n');
    const { out } = await call(['boltzmann', absolute], '', { COLUMNS: '60' });
    const lines = out.split('\n').filter((line) => !line.includes(folder));
    for (const line of lines) expect(width(line), line).toBeLessThanOrEqual(60);
    expect(out).not.toContain('cal/mol/K');
    expect((await run(absolute)).out).toContain('cal/mol/K');
  });

  test('counts one as one: 1 state, 1 line', async () => {
    expect(await printed('0', '1', '--unit', 'eV', '--temperature', '1')).toContain('1 effective state');
    const text = 'Term | J | Level (cm-1) |\n3P | 2 | 0 |\nLimit | --- | 109837.02 |\n';
    const out = (await printed(file('one.txt', text))).replace(/\n +/g, ' ');
    expect(out).toContain('1 level from');
    expect(out).toContain('1 line skipped');
  });

  test('shields what a terminal would obey in a name', async () => {
    const out = await printed(file('hostile.csv', 'name,E (eV)\n\x1b[2J,0\n__proto__,0.01\n'));
    expect(out).not.toContain('\x1b');
    expect(out).toContain('\\x1b[2J');
    expect(out).toContain('__proto__');
  });
});

describe('bridle boltzmann refuses with one sentence, exit code 2 and no file:', () => {
  const refused = async (argv: string[], sentence: string) => {
    const before = readdirSync(folder);
    const { code, out, err } = await run(...argv);
    expect({ code, out, err: err.replaceAll(`${folder}/`, '') }).toEqual({
      code: 2,
      out: '',
      err: `bridle: ${sentence}\n`,
    });
    expect(readdirSync(folder)).toEqual(before);
  };

  test.each<[argv: string[], sentence: string]>([
    [['0', '1', '--unit', 'kcal'], '--unit: there is no unit "kcal"; did you mean kcal/mol?'],
    [
      ['0', '1', '--unit', 'T'],
      '--unit: expected one of J, J/mol, kJ/mol, cal/mol, kcal/mol, eV, meV, cm-1, MHz, GHz, THz, Ry, mEh, hartree, K, kT, found "T".',
    ],
    [['0', '1'], 'expected a unit beside one of the energies or as an option, found none; name it with --unit.'],
    [['0', '1eV', '2kJ/mol'], "expected every energy in eV, found '2kJ/mol'."],
    [['0', '1:0', '--unit', 'eV'], "expected a degeneracy above 0, found '0'."],
    [['0', '1:-2', '--unit', 'eV'], "expected a degeneracy above 0, found '-2'."],
    [['nowhere.csv'], 'nowhere.csv: no such file; check the path.'],
    [['2024-levels.csv'], '2024-levels.csv: no such file; check the path.'],
    [['nowhere'], '"nowhere" is neither a level, such as gauche=0.9:2, nor an existing file.'],
    [['0', butane], 'butane.csv is a file; name one file, or type levels, not both.'],
    [[butane, '--unit', 'eV'], "butane.csv, line 1: expected energies in eV, found 'E (kcal/mol)'."],
    [
      [butane, '--plot', at('x.svg')],
      '--plot draws curves over temperature; give several temperatures, such as --temperature 100:1000:50.',
    ],
    [
      [butane, '--plot', at('x.png'), '--temperature', '1,2'],
      '--plot: expected a name that ends in .svg, found "x.png".',
    ],
    [
      [butane, '--out', at('x.xlsx')],
      'x.xlsx: the file name must end in one of .csv, .tsv, .json; choose one of these.',
    ],
    [[butane, '--out', butane], 'butane.csv is an input and would be overwritten; choose another output file.'],
    [[butane, '--threshold', '1.5'], '--threshold: expected a number from 0 to 1, found "1.5".'],
    [['--json', 'fit', '0', '1'], 'the options of a command follow it: bridle boltzmann fit … --json.'],
  ])('%j', refused);

  test.each(['nan', '1:2', '1:9:0', '1:1e9:1', '', '300K'])('the temperature %j', async (text) => {
    await refused(
      [butane, '--temperature', text],
      `--temperature: expected temperatures in kelvin, such as 298.15, or a range from:to:step of at most 10,000, such as 100:1000:50, found "${text}".`,
    );
  });

  test('a file that breaks off, before anything is written', async () => {
    const cut = file('cut.xyz', '2\n-1.1\nH 0 0 0\nH 0 0 1\n2\n-1.0\nH 0 0 0\n');
    await refused(
      [cut, '--out', at('out.csv')],
      'cut.xyz, line 7: expected 1 of 2 atoms of frame 2 before the end of the file.',
    );
    const korean = await run(cut, '--lang', 'ko');
    expect(korean.err).toBe(
      `bridle: ${cut} 7번째 줄: 2번째 프레임이 끝나기 전에 파일이 끝납니다. 파일이 잘렸을 수 있습니다.\n`,
    );
  });
});
