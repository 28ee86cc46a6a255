// Common to the readers of levels: the call, the check of the result, and the seeds and words of each format.

import { eachLevel } from '@bridle/pipeline';
import { parseLevelList } from 'bridle/boltzmann';
import { buffers, example } from './seeds.mjs';

/** The unit of the call: mostly none. */
const UNITS = [...Array(7).fill(undefined), 'kcal/mol', 'cm-1', 'hartree'];

/** Reads the input as levels from a file of that name. */
export function readLevelsAs(name) {
  return async (_, { file, random }) => {
    const levels = [];
    const unit = UNITS[random.variant % UNITS.length];
    const facts = await eachLevel(file(name), { unit }, (some) => {
      levels.push(...some);
    });
    return { levels, unit: facts.unit };
  };
}

/** What is wrong with levels that were accepted, or null. */
export function judgeLevels({ levels, unit }) {
  if (levels.length === 0) return 'there is no level';
  if (typeof unit !== 'string') return 'they have no unit';
  for (const [i, { name, energy, degeneracy }] of levels.entries()) {
    if (typeof name !== 'string' || name === '') return `level ${i} has no name`;
    if (!Number.isFinite(energy)) return `level ${i} has the energy ${energy}`;
    if (!(degeneracy > 0 && degeneracy < Infinity)) return `level ${i} has the degeneracy ${degeneracy}`;
  }
  return null;
}

export const LEVEL_TOKENS = [
  'E (kcal/mol)',
  'energy',
  'level, K',
  'g',
  'J',
  'name',
  '0.9 kcal/mol',
  '7/2',
  '1/2,3/2',
  '-',
  '#',
  '1d3',
  '1e151',
  '−1',
  'cm-1',
  'eV',
  'nan',
  '0',
  '-1',
  '+x',
];

export const tableSeeds = () =>
  buffers(
    example('butane/conformers.csv'),
    example('methylcyclohexane/conformers.csv'),
    example('hydrogen/para.csv'),
    'E / cm-1\tJ\tname\n0\t1/2\tground\n15867.5\t3/2,5/2\texcited\n',
    'level;energy [eV];degeneracy\na;0,0;1\nb;0,25;2\n',
    '0\n0.9\n1.2\n',
    'anti 0 1\ngauche 0.9 2\n',
    '# comment\n0 kcal/mol\n0.9 kcal/mol\n',
    '"준위","에너지 (kJ/mol)"\n"바닥","0"\n"들뜬, 첫째","3.5"\n',
  );

export const nistSeeds = () =>
  buffers(
    'Configuration | Term | J   | Level (cm-1) | Suffix |\n--------------|------|-----|--------------|--------|\n2s2.2p3       | 4S*  | 3/2 |     0.000    |        |\n              | 2D*  | 5/2 | 19224.464    |        |\n              |      | 3/2 | 19233.177    |        |\n2s2.2p2.3s    | 4P   | 1/2 | [83284.070]  |        |\n              |      | 5/2 | 83364.620+x  |        |\nN II (3P<0>)  | Limit|     | 117225.7     |        |\n',
    'Configuration\tTerm\tJ\tg\tLevel (eV)\n1s\t2S\t1/2\t2\t0.0000000\n2p\t2P*\t1/2\t2\t10.1988061\n2p\t2P*\t3/2\t4\t10.1988511\n',
    'Configuration,Term,J,Level (cm-1),Uncertainty\n"=""3d6.4s2""","=""5D""","=""4""","=""0.000""",""\n"=""3d6.4s2""","=""5D""","=""3""","=""415.932""",""\n',
  );

export const exomolSeeds = () =>
  buffers(
    '           1     0.000000      1       0 e  0\n           2     3.845033      3       1 e  0\n           3    11.534953      5       2 e  0\n',
    '1 0.000000 4 0.5 + e\n2 123.456 8 1.5 - f\n3 -1.0 12 2.5 + e\n',
  );

export const xyzSeeds = () =>
  buffers(
    example('crest/crest_conformers.xyz', 16),
    '2\n-1.1745\nH 0 0 0\nH 0 0 0.74\n2\nE = -1.1700 Eh\nH 0 0 0\nH 0 0 0.80\n',
    '1\nProperties=species:S:1:pos:R:3 energy=-3.5\nHe 0.0 0.0 0.0\n',
    '3\nenergy (kcal/mol): 1.5\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n',
  );

/** The words of a call, typed as levels. */
export function readList(bytes, { random }) {
  const words = bytes
    .toString('utf8')
    .split(/\s+/)
    .filter((word) => word !== '');
  return parseLevelList(words, UNITS[random.variant % UNITS.length]);
}
