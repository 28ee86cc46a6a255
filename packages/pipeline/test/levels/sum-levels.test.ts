import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boltzmann } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { leadingStates } from '../../src/levels/leading-states.ts';
import { sumLevels } from '../../src/levels/sum-levels.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-sum-levels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const butane = [
  { name: 'anti', energy: 0, degeneracy: 1 },
  { name: 'gauche', energy: 0.9, degeneracy: 2 },
];

describe('sumLevels', () => {
  test('gives the populations of boltzmann, in the order of the levels', async () => {
    const result = await sumLevels({ levels: butane, unit: 'kcal/mol', temperatures: [298.15, 0] });
    const at = boltzmann({ energies: [0, 0.9], degeneracies: [1, 2], unit: 'kcal/mol', temperature: 298.15 });
    expect(result.states(0).map(({ probability }) => probability)).toEqual([...at.probabilities]);
    expect(result.states(1).map(({ probability }) => probability)).toEqual([1, 0]);
    expect(result).toMatchObject({ kind: null, unit: 'kcal/mol', count: 2, skipped: 0, complete: true, doubts: [] });
    expect(result.thermodynamics[0].Z).toBe(at.Z);
  });

  test('of very many levels keeps the most populated at each temperature, and of all of them the sum', async () => {
    const n = 105_001;
    const energyOf = (i: number) => (i * 7919) % n; // all of 0 … n − 1, in no order
    const levels = Array.from({ length: n }, (_, i) => ({
      name: `${i}`,
      energy: energyOf(i),
      degeneracy: 1 + (i % 3),
    }));
    const path = file(
      'many.csv',
      `name,E (cm-1),g\n${levels.map((l) => `${l.name},${l.energy},${l.degeneracy}`).join('\n')}\n`,
    );
    const temperatures = [300, -300, Infinity];
    const result = await sumLevels({ levels: path, temperatures });
    const all = boltzmann({
      energies: levels.map(({ energy }) => energy),
      degeneracies: levels.map(({ degeneracy }) => degeneracy),
      unit: 'cm-1',
      temperature: temperatures,
    });
    expect(result).toMatchObject({ count: n, complete: false });
    for (const [t, at] of all.entries()) {
      expect(result.thermodynamics[t].lnZ).toBe(at.lnZ);
      const kept = result.states(t);
      expect(kept.length).toBe(33_333);
      const order = levels.map((_, i) => i).sort((a, b) => at.probabilities[b] - at.probabilities[a] || a - b);
      if (Number.isFinite(temperatures[t])) {
        const first = order.slice(0, 500).map((i) => ({ ...levels[i], probability: at.probabilities[i] }));
        expect(leadingStates(result, t).slice(0, 500)).toEqual(first);
      } else expect(kept.every(({ degeneracy }) => degeneracy === 3)).toBe(true);
    }
    const few = leadingStates(result, 0, 0.9);
    const shares = few.map(({ probability }) => probability);
    const total = shares.reduce((sum, p) => sum + p, 0);
    expect(total >= 0.9 && total - (shares.at(-1) ?? 0) < 0.9).toBe(true);
    expect(() => leadingStates(result, 2, 0.9)).toThrow('the 33333 most populated ones');
  });

  test('of 10,000 equal levels exactly half reach 0.5: added plainly, their populations fall short of it', async () => {
    const levels = Array.from({ length: 10_000 }, (_, i) => ({ name: `${i}`, energy: 0, degeneracy: 1 }));
    const result = await sumLevels({ levels, unit: 'K', temperatures: [300] });
    const plain = result.states(0).slice(0, 5000);
    expect(plain.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThan(0.5);
    expect(leadingStates(result, 0, 0.5)).toHaveLength(5000);
  });

  test('keeps the smallest set that reaches a threshold, with the state that crosses it', async () => {
    const result = await sumLevels({ levels: butane, unit: 'kcal/mol', temperatures: [298.15] });
    const kept = (threshold: number) => leadingStates(result, 0, threshold).map(({ name }) => name);
    expect(kept(0.69)).toEqual(['anti']);
    expect(kept(0.6954828079284218)).toEqual(['anti']);
    expect(kept(0.7)).toEqual(['anti', 'gauche']);
    expect(kept(1)).toEqual(['anti', 'gauche']);
  });

  test('counts levels of one name each, and says so of any file but NIST’s', async () => {
    const twice = [...butane, butane[1]];
    const typed = await sumLevels({ levels: twice, unit: 'eV', temperatures: [300] });
    expect([typed.count, typed.doubts.map(({ code }) => code)]).toEqual([3, ['repeated-name']]);
    const names = file('twice.csv', 'name,E (eV)\n__proto__,0\n__proto__,1\n__proto__,2\n');
    const { doubts } = await sumLevels({ levels: names, temperatures: [300] });
    expect(doubts).toEqual([{ code: 'repeated-name', name: '__proto__', levels: 2 }]);
    const nist = await sumLevels({
      levels: file('nist.txt', 'Term|J|Level (cm-1)\n3P|2|0\n3P|2|10\n'),
      temperatures: [300],
    });
    expect([nist.count, nist.doubts]).toEqual([2, []]);
  });
});

describe('what is doubtful', () => {
  const doubts = async (
    rows: [name: string, energy: number, degeneracy?: number][],
    unit = 'kcal/mol',
    temperature = 298.15,
  ) => {
    const levels = rows.map(([name, energy, degeneracy = 1]) => ({ name, energy, degeneracy }));
    const result = await sumLevels({ levels, unit: unit as 'eV', temperatures: [temperature] });
    return result.doubts.map(({ code }) => code);
  };

  test('hartree read as kcal/mol, absolute or relative', async () => {
    expect(
      await doubts([
        ['1', -157.97912],
        ['2', -157.97769],
      ]),
    ).toEqual(['looks-like-hartree', 'absolute-energies']);
    expect(
      await doubts([
        ['1', 0],
        ['2', 0.00143],
      ]),
    ).toEqual(['looks-like-hartree']);
    expect(
      await doubts(
        [
          ['1', -157.97912],
          ['2', -157.97769],
        ],
        'hartree',
      ),
    ).toEqual(['absolute-energies']);
    expect(
      await doubts([
        ['1', 0],
        ['2', 0.9],
      ]),
    ).toEqual([]);
    expect(
      await doubts([
        ['1', -157.98],
        ['2', -157.83],
      ]),
    ).toEqual(['looks-like-hartree', 'absolute-energies']);
    // Hyperfine levels are truly that near, and total energies in eV truly that large.
    expect(
      await doubts(
        [
          ['F=0', 0],
          ['F=1', 0.0474],
        ],
        'cm-1',
      ),
    ).toEqual([]);
    expect(
      await doubts(
        [
          ['a', -4298.51],
          ['b', -4298.505],
        ],
        'eV',
      ),
    ).toEqual(['absolute-energies']);
  });

  test('kcal/mol read as hartree', async () => {
    expect(
      await doubts(
        [
          ['anti', 0],
          ['syn', 0.9],
        ],
        'hartree',
      ),
    ).toEqual(['not-hartree']);
    expect(
      await doubts(
        [
          ['1s', -0.5],
          ['2s', -0.125],
        ],
        'hartree',
      ),
    ).toEqual(['absolute-energies']);
  });

  test('names that suggest degeneracies where none were given', async () => {
    for (const name of ['gauche', 'g+', 'g-', 'twist ×2', 'twist x2', '2x twist', 'J=1', '3P triplet', 'enantiomers']) {
      expect(
        await doubts([
          ['a', 0],
          [name, 0.9],
        ]),
        name,
      ).toEqual(['no-degeneracies']);
    }
    for (const name of ['conf-2', 'xg+1', 'equatorial', 'Jon', 'ex']) {
      expect(
        await doubts([
          ['a', 0],
          [name, 0.9],
        ]),
        name,
      ).toEqual([]);
    }
    expect(
      await doubts([
        ['anti', 0],
        ['gauche', 0.9, 2],
      ]),
    ).toEqual([]);
    // Both mirror images are there, so each counts once.
    expect(
      await doubts([
        ['anti', 0],
        ['gauche+', 0.9],
        ['gauche−', 0.9],
        ['gauche-', 0.9],
      ]),
    ).toEqual([]);
    const told = file('told.csv', 'name,E (eV),g\nanti,0,1\ngauche,0.04,1\n');
    expect((await sumLevels({ levels: told, temperatures: [300] })).doubts).toEqual([]);
  });

  test('a fractional degeneracy, which is used as it is', async () => {
    expect(
      await doubts([
        ['a', 0, 1.5],
        ['b', 1],
      ]),
    ).toEqual(['fractional-degeneracy']);
  });
});
