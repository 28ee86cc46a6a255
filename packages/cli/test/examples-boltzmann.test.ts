// The examples through the real command, beside the figures that they are there to show. What their READMEs print is
// held to the command by test/docs.test.ts.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachLevel } from '@bridle/pipeline';
import { boltzmann, diatomic } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from './helpers/bin.ts';
import { call } from './helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const example = (name: string) => join(root, 'examples', name);

type Document = {
  temperature_K: number;
  unit: string;
  states: { name: string; energy: number; degeneracy: number; probability: number }[];
  Z: number;
  [quantity: string]: unknown;
};

/** The document or documents of a call. */
async function documents(...argv: string[]): Promise<Document[]> {
  const { code, out, err } = await call(['boltzmann', ...argv, '--json']);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return [JSON.parse(out)].flat();
}

const share = (document: Document, holds: (name: string) => boolean) =>
  document.states.filter(({ name }) => holds(name)).reduce((sum, { probability }) => sum + probability, 0);
const percent = (p: number) => (100 * p).toFixed(3);

describe('examples', () => {
  test('butane is 69.548 % anti, and equally populated at 653.39 K', async () => {
    const [at] = await documents(example('butane/conformers.csv'), '--temperature', '298.15');
    expect(percent(share(at, (name) => name === 'anti'))).toBe('69.548');
    const { out } = await call(['boltzmann', 'fit', example('butane/conformers.csv'), '--json']);
    expect(JSON.parse(out).temperature_K.toFixed(2)).toBe('653.39');
  });

  test('methylcyclohexane is 94.964 % equatorial', async () => {
    const [at] = await documents(example('methylcyclohexane/conformers.csv'));
    expect(percent(share(at, (name) => name === 'equatorial'))).toBe('94.964');
  });

  test('frames of CREST give butane again, though their energies are absolute', async () => {
    const file = example('crest/crest_conformers.xyz');
    const [at] = await documents(file, '--temperature', '298.15');
    expect(at.unit).toBe('hartree');
    expect(percent(share(at, (name) => name === '1'))).toBe('69.548');
    expect(Math.exp(-(at.states[0].energy as number) / 9.44184867645e-4)).toBe(Infinity); // what shifting avoids
    const out = join(folder, 'kept.csv');
    const { code } = await call(['boltzmann', file, '--threshold', '0.8', '--out', out]);
    expect({ code, rows: readFileSync(out, 'utf8').trimEnd().split('\n').length }).toEqual({ code: 0, rows: 3 });
  });

  test('hydrogen in equilibrium is 99.79 % para at 20.4 K, half and half at 77.4 K, 74.9 % ortho at 298.15 K', async () => {
    const [cold, mild, warm] = await documents(
      example('hydrogen/equilibrium.csv'),
      '--temperature',
      '20.4,77.36,298.15',
    );
    const ortho = (document: Document) => share(document, (name) => Number(name.slice(2)) % 2 === 1);
    expect((1 - ortho(cold)).toFixed(4)).toBe('0.9979');
    expect(ortho(mild).toFixed(2)).toBe('0.50');
    expect(ortho(warm).toFixed(3)).toBe('0.749');
  });

  test('the levels of hydrogen are those of its constants, and ortho and para are its parts', async () => {
    const whole = diatomic({
      ...{ we: 4401.21, wexe: 121.33, Be: 60.853, alphaE: 3.062, De: 0.0471 },
      ...{ vMax: 0, JMax: 12, nuclearSpin: 0.5, unit: 'cm-1' },
    });
    const line = (J: number) =>
      `J=${J},${(whole.energies[J] - whole.energies[0]).toFixed(3)},${whole.degeneracies?.[J]}\n`;
    const table = (levels: number[]) => `level,E (cm-1),g\n${levels.map(line).join('')}`;
    const all = Array.from(whole.energies, (_, J) => J);
    const text = (name: string) => readFileSync(example(`hydrogen/${name}.csv`), 'utf8');
    expect(text('equilibrium')).toBe(table(all));
    expect(text('ortho')).toBe(table(all.filter((J) => J % 2 === 1)));
    expect(text('para')).toBe(table(all.filter((J) => J % 2 === 0)));
  });

  test('carbon monoxide has the partition sums of TIPS-2025 within 3 ppm, from its packed states', async () => {
    const file = example('carbon-monoxide/co.states.bz2');
    const found = await documents(file, '--temperature', '100,296,1000');
    expect(found.map(({ Z }) => Z.toFixed(5))).toEqual(['36.49563', '107.42054', '380.30073']);
    for (const [i, tips] of [36.49563, 107.42051, 380.2998].entries()) {
      expect(Math.abs(found[i].Z / tips - 1)).toBeLessThan(3e-6);
    }
    const model = diatomic({
      ...{ we: 2169.81358, wexe: 13.28831, weye: 0.0105, Be: 1.93128087, alphaE: 0.01750441, De: 6.12147e-6 },
      ...{ vMax: 7, JMax: 79, unit: 'cm-1' },
    });
    expect(found[1].Z).toBeCloseTo(boltzmann({ ...model, temperature: 296 }).ZFromLowest, 5);
    let levels = 0;
    await eachLevel(file, {}, (chunk) => {
      levels += chunk.length;
    });
    expect(levels).toBe(model.energies.length);
  });
});
