import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temperatureFromPopulations } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-fit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const run = (...argv: string[]) => call(['boltzmann', 'fit', ...argv]);
const document = async (...argv: string[]) => {
  const { code, out, err } = await run(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

describe('bridle boltzmann fit', () => {
  test('gives the temperature of counts with its standard error', async () => {
    const { out } = await run('0', '1', '--counts', '731,269', '--unit', 'kJ/mol');
    expect(out).toContain('temperature  120.3 ± 8.6 K\n1/T          0.00831 ± 0.00059 1/K\n');
    const expected = temperatureFromPopulations({ energies: [0, 1], counts: [731, 269], unit: 'kJ/mol' });
    expect(await document('0', '1', '--counts', '731,269', '--unit', 'kJ/mol')).toMatchObject({
      temperature_K: expected.temperature,
      standard_error_K: expected.standardError,
      sample_size: 1000,
    });
  });

  test('knows no error without a sample size, and with one the same as of counts', async () => {
    const shares = ['0', '1', '--populations', '73.1,26.9', '--unit', 'kJ/mol'];
    expect((await document(...shares)).standard_error_K).toBe(null);
    expect((await run(...shares)).out).toContain('Without a sample size there is no standard error');
    const sized = await document(...shares, '--sample-size', '1000');
    const counted = await document('0', '1', '--counts', '731,269', '--unit', 'kJ/mol');
    expect(sized.standard_error_K).toBeCloseTo(counted.standard_error_K, 9);
  });

  test('gives back the temperature of the populations that bridle boltzmann wrote', async () => {
    const butane = file('butane.csv', 'name,E (kcal/mol),g\nanti,0,1\ngauche,0.9,2\ncis,3.6,1\n');
    const out = join(folder, 'populations.csv');
    expect((await call(['boltzmann', butane, '--temperature', '431.7', '--out', out])).code).toBe(0);
    expect((await document(out)).temperature_K).toBeCloseTo(431.7, 9);
    // Without a column of populations, three levels leave nothing to ask.
    expect((await run(butane)).err).toContain('there is nothing to fit');
  });

  test('reads populations in the encoding that is given, and says which one it took otherwise', async () => {
    // 안티 and 고슈 in CP949.
    const names = [
      [0xbe, 0xc8, 0xc6, 0xbc],
      [0xb0, 0xed, 0xbd, 0xb4],
    ];
    const rows = names.flatMap((name, i) => [Buffer.from(name), Buffer.from(`,${3 * i},${70 - 40 * i}\n`)]);
    const korean = file('korean.csv', Buffer.concat([Buffer.from('name,E (kJ/mol),count\n'), ...rows]));
    const inverted = await run(korean, '--temperature', '300', '--unit', 'kJ/mol');
    expect(inverted.err).toMatch(/korean\.csv: the text is not UTF-8 and was read as Korean in CP949\.\n$/);
    expect(inverted.out).toContain('고슈');
    const wide = file('wide.csv', Buffer.from('name,E (kJ/mol),count\n안티,0,70\n고슈,3,30\n', 'utf16le'));
    const expected = temperatureFromPopulations({ energies: [0, 3], counts: [70, 30], unit: 'kJ/mol' });
    expect((await document(wide, '--encoding', 'utf-16le')).temperature_K).toBeCloseTo(expected.temperature, 9);
  });

  test('gives the energies of populations at a temperature, from options or from a file', async () => {
    const options = ['--temperature', '298.15', '--unit', 'kcal/mol'];
    const typed = await document('--populations', '69.548,30.452', '--degeneracies', '1,2', ...options);
    expect(typed.states[1].energy).toBeCloseTo(0.9, 4);
    const seen = file('seen.csv', 'name,g,population (%)\nanti,1,69.548\ngauche,2,30.452\n');
    const read = await document(seen, ...options);
    expect(read.states).toEqual(
      typed.states.map((state: object, i: number) => ({ ...state, name: ['anti', 'gauche'][i] })),
    );
    const korean = file('korean.csv', '이름,2J+1,점유율 (%)\nanti,1,69.548\ngauche,2,30.452\n');
    expect((await document(korean, ...options)).states).toEqual(read.states);
    const spins = file('spins.csv', 'J,population\n0,1\n7/2,8\n');
    const levels = (await document(spins, ...options)).states;
    expect(levels.map((state: { degeneracy: number; energy: number }) => [state.degeneracy, state.energy])).toEqual([
      [1, 0],
      [8, 0],
    ]);
    const wrong = await run(file('wrong.csv', 'J,population\n0,1\n7/3,8\n'), ...options);
    expect(wrong.err).toContain("wrong.csv, row 2: expected J to be 0, 1/2, 1, 3/2 …, found '7/3'");
    expect((await run('--populations', '1,0', ...options)).out).toMatch(
      /#2 .* ∞\n\nAn empty level has no finite energy\.\n/,
    );
  });

  test('gives the temperature at which two levels are equal, and says when there is none', async () => {
    expect((await document('0', '0.9:2', '--unit', 'kcal/mol')).temperature_K.toFixed(2)).toBe('653.39');
    const said = async (...levels: string[]) => (await run(...levels, '--unit', 'kJ/mol')).out;
    expect(await said('0', '1')).toContain('equal at   ∞ K');
    expect(await said('0', '1:0.5')).toContain('an inversion');
    expect(await said('0', '0:2')).toContain('equal at   —');
  });

  test('gives a value to the digits of its error, and 1/T with its error where T is infinite', async () => {
    const of = async (counts: string, unit = 'kJ/mol') =>
      (await run('0', '1', '--counts', counts, '--unit', unit)).out.split('\n').slice(0, 2);
    expect(await of('200,500')).toEqual(['temperature  -131 ± 12 K', '1/T          -0.00762 ± 0.00070 1/K']);
    expect(await of('526,474', 'eV')).toEqual([
      'temperature  111000 ± 68000 K',
      '1/T          0.0000090 ± 0.0000055 1/K',
    ]);
    expect(await of('500,500')).toEqual(['temperature  ∞ K', '1/T          0.00000 ± 0.00053 1/K']);
  });

  test('takes counts that are no whole numbers, and an error larger than the value', async () => {
    const { out } = await run('0', '1', '--counts', '1,1e-10', '--unit', 'eV');
    expect(out).toContain('temperature  500 ± 2200000 K\n1/T          0.0020 ± 8.6 1/K\n');
    expect(out).toContain('levels       1 observation\n');
  });

  test('takes a limit for what it is', async () => {
    const out = (await run('0', '1', '--counts', '5,0', '--unit', 'kJ/mol')).out;
    expect(out).toContain('temperature  0 K\n');
    expect(out).toContain('the temperature is a limit');
  });

  test.each<[argv: string[], sentence: RegExp]>([
    [[], /there is nothing to fit/],
    [['0', '1', '--counts', '1,2,3', '--unit', 'eV'], /^bridle: --counts has 3 numbers for 2 levels\.$/],
    [['0', '1', '--counts', '0,0', '--unit', 'eV'], /not all 0/],
    [['0', '1', '--counts', '1,-1', '--unit', 'eV'], /numbers of at least 0/],
    [['0', '1', '--counts', '1,2', '--populations', '1,2', '--unit', 'eV'], /cannot be used together/],
    [['0', '0', '--counts', '1,2', '--unit', 'eV'], /all levels have the same energy/],
    [['--populations', '1,2', '--temperature', '300'], /the option --unit is required/],
    [['--populations', '1,2', '--temperature', '0', '--unit', 'eV'], /neither 0 nor infinite/],
    [['--populations', '1,2', '--temperature', '1,2', '--unit', 'eV'], /expected one temperature/],
    [
      ['--populations', '1,2', '--degeneracies', '1', '--temperature', '300', '--unit', 'eV'],
      /--degeneracies has 1 number for 2 levels/,
    ],
    [['--temperature', '300', '--unit', 'eV'], /energies need populations/],
    [['0', '1', '--degeneracies', '1,2', '--unit', 'eV'], /give degeneracies with the levels/],
  ])('refuses %j', async (argv, sentence) => {
    for (const language of ['en', 'ko']) {
      const { code, out, err } = await run(...argv, '--lang', language);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^bridle: [^\n]+\n$/);
      if (language === 'en') expect(err.trimEnd()).toMatch(sentence);
    }
  });
});
