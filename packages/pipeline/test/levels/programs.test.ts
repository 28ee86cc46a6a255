// What conformer programs write: CREST's folder with the rotamers it counts, CENSO's JSON of a part, GoodVibes' output, ORCA's
// GOAT. The files here have their layout with numbers of our own.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LevelsError } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { LevelOptions } from '../../src/levels/level-facts.ts';
import { sumLevels } from '../../src/levels/sum-levels.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-programs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const result = (levels: string, options: LevelOptions = {}) =>
  sumLevels({ levels, temperatures: [298.15], ...options });
const shares = async (levels: string, options?: LevelOptions) =>
  (await result(levels, options)).states(0).map(({ probability }) => (100 * probability).toFixed(2));

async function refusal(levels: string, options?: LevelOptions): Promise<string> {
  const error = await result(levels, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError || error instanceof LevelsError)) throw error ?? new Error('nothing was refused');
  return `${error.code}: ${error.message.replaceAll(`${folder}/`, '')}`;
}

const frames = (...energies: number[]) =>
  energies.map((energy) => `  1\n        ${energy.toFixed(8)}\nH 0 0 0\n`).join('');

describe('CREST', () => {
  const conformers = frames(-40.5, -40.498566);
  const members = '   2\n         6          1          6\n        12          7         18\n';

  test('the rotamers counted in cre_members are the degeneracies of crest_conformers.xyz beside it', async () => {
    const xyz = file('crest/crest_conformers.xyz', conformers);
    file('crest/cre_members', members);
    expect(await shares(xyz)).toEqual(['69.54', '30.46']);
    expect(await shares(xyz, { degeneracy: 'none' })).toEqual(['82.04', '17.96']);
    const { source } = await result(xyz);
    expect(source?.reading.degeneracies).toEqual({ in: 'file', file: join(folder, 'crest/cre_members'), from: 'g' });
  });

  test('a folder stands for the conformers in it', async () => {
    const { source } = await result(join(folder, 'crest'));
    expect(source?.file).toBe(join(folder, 'crest/crest_conformers.xyz'));
    expect(await shares(join(folder, 'crest'))).toEqual(['69.54', '30.46']);
    file('ensemble/crest_ensemble.xyz', conformers);
    expect(await shares(join(folder, 'ensemble'))).toEqual(['82.04', '17.96']);
    file('empty/readme.txt', 'nothing');
    expect(await refusal(join(folder, 'empty'))).toContain('no-ensemble: empty is a folder without conformers');
    file('two/crest_ensemble.xyz', conformers);
    file('two/1_SCREENING.json', '{}');
    expect(await refusal(join(folder, 'two'))).toContain(
      'several-ensembles: two is a folder with several files of conformers (1_SCREENING.json, crest_ensemble.xyz)',
    );
  });

  test('the same rotamers are the degeneracies of crest.energies, unless none are wanted', async () => {
    file('counted/cre_members', members);
    const path = file('counted/crest.energies', '  1         0.000\n  2         0.900\n');
    expect(await shares(path)).toEqual(['69.55', '30.45']);
    expect(await shares(path, { degeneracy: 'none', energy: '2' })).toEqual(['82.04', '17.96']);
    const { source } = await result(path);
    expect(source?.reading.degeneracies).toEqual({ in: 'file', file: join(folder, 'counted/cre_members'), from: 'g' });
  });

  test('crest.energies is counted and relative in kcal/mol, or absolute in hartree', async () => {
    const relative = file('relative/crest.energies', '  1         0.000\n  2         0.900\n');
    expect(await shares(relative)).toEqual(['82.04', '17.96']);
    const absolute = file('absolute/crest.energies', '   -40.500000000000000\n   -40.498566000000000\n');
    expect(await shares(absolute)).toEqual(['82.04', '17.96']);
    expect((await result(join(folder, 'absolute'))).unit).toBe('hartree');
  });

  test('a list of other conformers, or of other counts, is refused', async () => {
    const xyz = file('three/crest_conformers.xyz', frames(-40.5, -40.4, -40.3));
    file('three/cre_members', members);
    expect(await refusal(xyz)).toContain(
      'members-differ: three/crest_conformers.xyz has 3 conformers but three/cre_members counts the rotamers of 2',
    );
    file('three/cre_members', '   3\n 6 1 6\n 12 7 19\n 1 20 20\n');
    expect(await refusal(xyz)).toContain('bad-members: three/cre_members, line 3: expected the rotamers');
    file('three/cre_members', '   4\n 6 1 6\n 12 7 18\n 1 19 19\n');
    expect(await refusal(xyz)).toContain('bad-members: three/cre_members, line 1');
  });
});

describe('CENSO', () => {
  const part = {
    part_name: 'screening',
    data: {
      CONF1: { energy: -40.5, gsolv: -0.01, gtot: -40.48 },
      CONF2: { energy: -40.499, gsolv: -0.01, gtot: -40.478566 },
    },
  };

  test('the free energies of one part, by conformer; another field by its name', async () => {
    const json = file('censo/1_SCREENING.json', JSON.stringify(part, null, 4));
    expect(await shares(json)).toEqual(['82.04', '17.96']);
    expect((await result(json)).source?.reading.energies).toEqual({ in: 'field', field: 'gtot' });
    expect(await shares(json, { energy: 'energy' })).toEqual(['74.25', '25.75']);
    expect(await shares(join(folder, 'censo'))).toEqual(['82.04', '17.96']);
  });

  test('the older layout, with results and fields in fields', async () => {
    const older = {
      partname: 'prescreening',
      results: { CONF9: { sp: { energy: -40.5 }, gtot: -40.48 }, CONF3: { sp: { energy: -40.4986 } } },
    };
    const json = file('older.json', JSON.stringify(older));
    expect(await refusal(json)).toContain("no-field: older.json: expected a number 'gtot' of CONF3, found sp.energy");
    expect((await result(json, { energy: 'sp.energy' })).states(0).map(({ name }) => name)).toEqual(['CONF9', 'CONF3']);
  });

  test('what is cut off or has no conformers is refused, and so is another unit', async () => {
    const text = JSON.stringify(part);
    expect(await refusal(file('cut.json', text.slice(0, -20)))).toContain('not-json: cut.json: expected valid JSON');
    expect(await refusal(file('none.json', '{"part_name": "x", "data": []}'))).toContain(
      "not-json: none.json: expected conformers under 'results' or 'data'",
    );
    expect(await refusal(file('none.json', '{"part_name": "x", "data": {}}'))).toContain('no-levels');
    expect(await refusal(join(folder, 'censo/1_SCREENING.json'), { unit: 'eV' })).toContain('other-unit');
  });
});

describe('GoodVibes', () => {
  const preamble =
    '   GoodVibes v3.2 2026/05/03\n   Citation: none\n\no  Requested: --boltz\n   Temperature = 298.15 Kelvin   Pressure = 1 atm\n\n';
  const stars = '   ************************************************************\n';
  const dat = `${preamble}   Structure                 E        ZPE             H        T.S     T.qh-S          G(T)       qh-G(T)  Boltz\n${stars}o  conf_a     -40.480000   0.050000   -40.420000   0.030000   0.030000   -40.450000   -40.500000  0.820\nx  conf_x     Warning! Couldn't find frequency information ...\no  conf_b     -40.480000   0.050000   -40.420000   0.030000   0.030000   -40.450000   -40.498566  0.180\n${stars}\nSelectivity 12 34\n`;

  test('its .dat: the free energies by which it weights conformers, in hartree', async () => {
    const path = file('Goodvibes_output.dat', dat);
    expect(await shares(path)).toEqual(['82.04', '17.96']);
    const { source, skipped } = await result(path);
    expect(source?.reading).toMatchObject({
      energies: { column: 8, header: 'qh-G(T)' },
      unit: 'hartree',
      degeneracies: null,
    });
    expect(source?.notes).toEqual([
      { code: 'free-energies', temperature: 298.15 },
      { code: 'passed-over', reasons: { noEnergy: 1 } },
    ]);
    expect(skipped).toBe(1);
    expect(await shares(path, { energy: 'E' })).toEqual(['50.00', '50.00']);
    expect(await refusal(path, { unit: 'kcal/mol' })).toContain('mixed-units');
  });

  test('its .csv with the preamble, and rules of other signs', async () => {
    const csv = `${preamble}   Structure,E,H,G(T),qh-G(T),\n${stars}o  a,-40.48,-40.42,-40.45,-40.500000,\no  b,-40.48,-40.42,-40.45,-40.498566,\n${stars}`;
    expect(await shares(file('Goodvibes_output.csv', csv))).toEqual(['82.04', '17.96']);
    expect(await shares(file('ruled.dat', dat.replaceAll(/\*{9,}/g, '─'.repeat(40))))).toEqual(['82.04', '17.96']);
  });

  test('a number that is none is refused', async () => {
    expect(await refusal(file('bad.dat', dat.replace('-40.498566', '-40.49.566')))).toContain(
      "not-a-number: bad.dat, line 11: expected an energy, found '-40.49.566'",
    );
    expect(await refusal(file('bad.dat', dat.replace('conf_b', 'conf b')))).toContain('not-a-number: bad.dat, line 11');
  });
});

describe('ORCA GOAT', () => {
  const output = `${' '.repeat(33)}* O   R   C   A *\n\n${'filler\n'.repeat(3000)}\t\t# Final ensemble info #\n\t\tConformer     Energy     Degen.   % total   % cumul.\n\t\t              (kcal/mol)\n\t\t------------------------------------------------------\n\t\t        0     0.000\t     1      69.55      69.55\n\t\t        1     0.900\t     2      30.45     100.00\n\n\t\tConformers below 3 kcal/mol: 2\n`;

  test('the table of its output, with the degeneracies that it lists', async () => {
    const path = file('goat.out', output);
    expect(await shares(path)).toEqual(['69.55', '30.45']);
    expect(await shares(path, { degeneracy: 'none' })).toEqual(['82.04', '17.96']);
    expect(await refusal(file('two.out', output + output))).toContain('many-tables');
    expect(await refusal(file('none.out', output.replace('# Final ensemble info #', '')))).toContain('no-levels');
    expect(await refusal(path, { energy: '2' })).toContain('no-choice: goat.out: the option energy does not apply');
  });

  test('its ensemble of frames, whose comments say whether they converged', async () => {
    const ensemble = '1\n-40.500000 converged=true\nH 0 0 0\n1\n-40.498566 converged=true\nH 0 0 0\n';
    file('goat/job.finalensemble.xyz', ensemble);
    expect(await shares(join(folder, 'goat'))).toEqual(['82.04', '17.96']);
  });
});
