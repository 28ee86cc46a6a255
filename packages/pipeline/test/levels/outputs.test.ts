// What is written: tables of populations and of thermodynamics, and curves.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { levelsOutput } from '../../src/levels/levels-output.ts';
import { plotLevels } from '../../src/levels/plot-levels.ts';
import { readPopulations } from '../../src/levels/read-populations.ts';
import { type SumLevelsOptions, sumLevels } from '../../src/levels/sum-levels.ts';
import { writeWhole } from '../../src/write/write-whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-levels-output-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string) => join(folder, name);

async function written(options: SumLevelsOptions, name: string, threshold?: number): Promise<string[]> {
  const result = await sumLevels(options);
  await writeWhole([levelsOutput(result, { ...options, out: path(name), threshold })]);
  return readFileSync(path(name), 'utf8').trimEnd().split('\n');
}

const levels = [
  { name: 'gauche, two', energy: 0.9, degeneracy: 2 },
  { name: 'anti', energy: 0, degeneracy: 1 },
];
const butane = { levels, unit: 'kcal/mol', temperatures: [298.15] } as const;

describe('levelsOutput', () => {
  test('writes the populations in the order of the levels, with every digit', async () => {
    expect(await written(butane, 'a.csv')).toEqual([
      'name,energy (kcal/mol),degeneracy,probability',
      '"gauche, two",0.9,2,0.3045171920715783',
      'anti,0,1,0.6954828079284218',
    ]);
    expect((await written(butane, 'b.tsv', 0.5)).slice(1)).toEqual(['anti\t0\t1\t0.6954828079284218']);
  });

  test('writes the thermodynamics, a row for each temperature', async () => {
    const [header, first, ...more] = await written({ ...butane, temperatures: [100, 200, 300] }, 'c.csv');
    expect(header).toBe(
      'temperature (K),Z,ln Z,Z from lowest,U (kcal/mol),F (kcal/mol),sigma E (kcal/mol),S (k),Cv (k),S (J/mol/K),Cv (J/mol/K),effective states',
    );
    expect(first.split(',').map(Number)[0]).toBe(100);
    expect(more.length).toBe(2);
  });

  test('of more levels than are kept writes every one, reading the file again', async () => {
    const rows = Array.from({ length: 120_000 }, (_, i) => `s${i},${i / 100}`);
    writeFileSync(path('many.csv'), `name,E (cm-1)\n${rows.join('\n')}\n`);
    const [, ...lines] = await written({ levels: path('many.csv'), temperatures: [300] }, 'all.csv');
    expect(lines.length).toBe(120_000);
    expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map((row) => row.split(',')[0]));
    const sum = lines.reduce((total, line) => total + Number(line.split(',')[3]), 0);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-11);
  });

  test('refuses a name that says no table', async () => {
    const result = await sumLevels(butane);
    expect(() => levelsOutput(result, { ...butane, out: 'x.xlsx' })).toThrow(
      'x.xlsx: the file name must end in one of .csv, .tsv',
    );
  });
});

describe('plotLevels', () => {
  test('draws a curve for each leading level, S and Cv, and escapes the names', async () => {
    const hostile = [...levels, { name: '<script>&', energy: 0.1, degeneracy: 1 }];
    const result = await sumLevels({ ...butane, levels: hostile, temperatures: [100, 200, 300] });
    const svg = plotLevels(result, 'x.svg');
    expect(svg.match(/<path /g)?.length).toBe(3 + 2);
    expect(svg).toContain('&lt;script&gt;&amp;');
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(plotLevels(result, 'x.svg', 'ko')).toContain('점유율');
  });

  test('draws the six most populated of many, to a scale of their own', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ name: `v=${i}`, energy: 500 * i, degeneracy: 1 }));
    const svg = plotLevels(await sumLevels({ levels: many, unit: 'cm-1', temperatures: [300, 3000] }), 'x.svg');
    expect(svg).toContain('the 6 most populated of 40');
    expect(svg.match(/<path /g)?.length).toBe(6 + 2);
  });

  test('needs two finite temperatures', async () => {
    const at = async (temperatures: number[]) => plotLevels(await sumLevels({ ...butane, temperatures }), 'x.svg');
    for (const temperatures of [[300], [300, 300], [300, Infinity]]) {
      await expect(at(temperatures)).rejects.toMatchObject({ code: 'one-temperature' });
    }
    expect(await at([-300, 300])).not.toMatch(/NaN|Infinity/);
  });
});

describe('readPopulations', () => {
  const table = (text: string) => {
    writeFileSync(path('seen.csv'), text);
    return path('seen.csv');
  };

  test('finds counts or populations by their header, with names and degeneracies beside them', async () => {
    expect(await readPopulations(table('level,E (eV),g,count\na,0,1,7\nb,1,3,3\n'))).toEqual({
      column: 'count',
      counts: true,
      values: Float64Array.of(7, 3),
      names: ['a', 'b'],
      degeneracies: Float64Array.of(1, 3),
    });
    expect(await readPopulations(table('population (%),x\n70,1\n30,2\n'))).toMatchObject({
      counts: false,
      names: null,
    });
    expect(await readPopulations(table('x,I\n1,70\n2,30\n'), { column: 'I' })).toMatchObject({ column: 'I' });
    expect(await readPopulations(table('x,I\n1,70\n2,30\n'))).toBe(null);
  });

  test('refuses what is none', async () => {
    await expect(readPopulations(table('x,I\n1,2\n'), { column: 'i' })).rejects.toMatchObject({
      code: 'no-populations',
    });
    await expect(readPopulations(table('x,n\n1,2\n1,-1\n'))).rejects.toMatchObject({ facts: { row: 2, column: 'n' } });
    await expect(readPopulations(table('x,n\n1,0\n1,0\n'))).rejects.toMatchObject({ code: 'bad-population' });
    await expect(readPopulations(table('x,n\n1,2\n'), { rows: 3 })).rejects.toMatchObject({ code: 'rows-differ' });
  });

  // A pattern that tries the blanks from every one of them on would take hours for this.
  test('finds the column beside one whose header has a million blanks', async () => {
    const header = `x${' '.repeat(1e6 - 100)}x`;
    expect(await readPopulations(table(`${header},count\n1,7\n2,3\n`))).toMatchObject({ column: 'count' });
  });
});
