// Every kind of file, packed and plain, whole and broken.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Level, LevelsError } from 'bridle/boltzmann';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { eachLevel } from '../../src/levels/each-level.ts';
import type { LevelOptions } from '../../src/levels/level-facts.ts';

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bridle-levels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(path: string, options: LevelOptions = {}) {
  const levels: Level[] = [];
  const facts = await eachLevel(path, options, (chunk) => {
    for (const level of chunk) levels.push(level);
  });
  return { ...facts, levels };
}

async function refusal(path: string, options: LevelOptions = {}): Promise<string> {
  const error = await read(path, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError || error instanceof LevelsError)) throw error ?? new Error('nothing was refused');
  return `${error.code}: ${error.message.replaceAll(`${folder}/`, '')}`;
}

const butane = 'conformer,E (kcal/mol),g\nanti,0,1\ngauche,0.9,2\n';
/** The same, packed by bzip2 -9. */
const BUTANE_BZ2 =
  'QlpoOTFBWSZTWd8O2OwAAAzdgAAQQGXwIAIAK++WACAAIqaehM0GphoNCmjQBoAA/EZNxetC3MHUUol2IjQM629j0ynK8AB+Q2yd0XckU4UJDfDtjsA=';
const conformers = [
  { name: 'anti', energy: 0, degeneracy: 1 },
  { name: 'gauche', energy: 0.9, degeneracy: 2 },
];

async function parquet(name: string, select: string): Promise<string> {
  const path = join(folder, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

describe('eachLevel reads', () => {
  test('tables of any delimiter, plain, gzip or bzip2, whatever they are called', async () => {
    expect(await read(file('a.csv', butane))).toEqual({
      kind: 'table',
      file: join(folder, 'a.csv'),
      unit: 'kcal/mol',
      reading: {
        energies: { in: 'column', column: 2, header: 'E (kcal/mol)' },
        unit: 'kcal/mol',
        degeneracies: { in: 'column', column: 3, header: 'g', from: 'g' },
        names: { in: 'column', column: 1, header: 'conformer' },
      },
      notes: [],
      hasDegeneracies: true,
      skipped: 0,
      levels: conformers,
    });
    expect((await read(file('a.tsv', butane.replaceAll(',', '\t')))).levels).toEqual(conformers);
    expect((await read(file('a.csv.gz', gzipSync(butane)))).levels).toEqual(conformers);
    expect((await read(file('packed', gzipSync(butane)))).levels).toEqual(conformers);
    const packed = Buffer.from(BUTANE_BZ2, 'base64');
    expect((await read(file('b.csv.bz2', packed))).levels).toEqual(conformers);
    // As pbzip2 writes: one stream after the other.
    const states = readFileSync(join(examples, 'carbon-monoxide/co.states.bz2'));
    expect((await read(file('two.states.bz2', Buffer.concat([states, states])))).levels.length).toBe(1280);
    expect((await read(file('list.txt', '0\n0.9\n'), { unit: 'eV' })).levels.map(({ energy }) => energy)).toEqual([
      0, 0.9,
    ]);
  });

  test('a byte order mark at the start of any cell, as joined files have it', async () => {
    const mark = '\ufeff';
    const table = await read(
      file('m.csv', `${mark}name,E (kcal/mol),g\n${mark}anti,0,1\n${mark}gauche,${mark}0.9,"${mark}2"\n`),
    );
    expect(table.levels).toEqual(conformers);
    const list = await read(file('m.dat', `${mark}0\n${mark}0.9\n`), { unit: 'kcal/mol' });
    expect(list.levels.map(({ name, energy }) => [name, energy])).toEqual([
      ['1', 0],
      ['2', 0.9],
    ]);
  });

  test('Parquet, with a name that looks like a comment, a quote and a tab, and only the columns it needs', async () => {
    const rows = `SELECT * FROM (VALUES ('#1', 0.0, '7/2', [1]), ('a "b"\tc', 0.1, '1/2', [2])) t(name, "E, eV", J, other)`;
    const { kind, unit, levels } = await read(await parquet('a.parquet', rows));
    expect({ kind, unit }).toEqual({ kind: 'parquet', unit: 'eV' });
    expect(levels).toEqual([
      { name: '#1', energy: 0, degeneracy: 8 },
      { name: 'a "b"\tc', energy: 0.1, degeneracy: 2 },
    ]);
    const single = await parquet('one.parquet', `SELECT x AS "E, kJ/mol" FROM (VALUES (0.1::DOUBLE), (1e-9)) t(x)`);
    expect((await read(single)).levels.map(({ energy }) => energy)).toEqual([0.1, 1e-9]);
  });

  test('the states of CO packed as bzip2, and frames of CREST', async () => {
    const states = await read(join(examples, 'carbon-monoxide/co.states.bz2'));
    expect({ count: states.levels.length, kind: states.kind, unit: states.unit }).toEqual({
      count: 640,
      kind: 'exomol',
      unit: 'cm-1',
    });
    const frames = await read(join(examples, 'crest/crest_conformers.xyz'));
    expect(frames).toMatchObject({ kind: 'xyz', unit: 'hartree', hasDegeneracies: false });
    expect(frames.levels.map(({ energy }) => energy)).toEqual([-13.8456789, -13.84424466, -13.84424466]);
  });

  test('NIST tables', async () => {
    const table = 'Configuration|Term|J|Level (cm-1)|\n2s2.2p4|3P|2|0.0|\n||1|158.265|\n||0|226.977|\n';
    expect((await read(file('o1.txt', table))).levels.map(({ degeneracy }) => degeneracy)).toEqual([5, 3, 1]);
  });

  test('says how far it is', async () => {
    const seen: number[] = [];
    const path = file('many.csv', `E (K)\n${'1\n'.repeat(1_000_000)}`);
    const { levels } = await read(path, { onProgress: ({ read: bytes, total }) => seen.push(bytes / total) });
    expect(levels.length).toBe(1_000_000);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(1);
  });

  test('stops at the signal', async () => {
    const path = file('more.csv', `E (K)\n${'1\n'.repeat(2_000_000)}`);
    const controller = new AbortController();
    const reading = read(path, { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) });
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('eachLevel refuses, naming the file and the place:', () => {
  const xyz = '2\n-1.17\nH 0 0 0\nH 0 0 0.74\n';
  test.each<[what: string, name: string, content: string | Uint8Array, options: LevelOptions, sentence: string]>([
    ['no unit', 'u.csv', 'E,g\n0,1\n', {}, "no-unit: u.csv, line 2: expected a unit in the header or beside '0'"],
    [
      'mixed units',
      'm.csv',
      'E (eV)\n0\n1 kJ/mol\n',
      {},
      "mixed-units: m.csv, line 3: expected every energy in eV, found '1 kJ/mol'",
    ],
    [
      'another unit than the file’s',
      'o.states',
      '1 0.0 1 0\n',
      { unit: 'eV' },
      'other-unit: o.states states that its energies are in cm-1, but eV was given; omit the unit',
    ],
    [
      'frames of other atoms',
      'f.xyz',
      xyz + xyz.replace('\nH', '\nD'),
      {},
      'frames-differ: f.xyz, line 7: expected H as atom 1, as in frame 1, found D in frame 2',
    ],
    [
      'a truncated frame',
      't.xyz',
      xyz + xyz.slice(0, 16),
      {},
      'truncated: t.xyz, line 7: expected 1 of 2 atoms of frame 2 before the end of the file',
    ],
    [
      'a truncated line of states',
      't.states',
      '1 0.0 1 0\n2 3.8',
      {},
      "too-few-cells: t.states, line 2: expected id, energy, g and J, found '2 3.8'",
    ],
    [
      'a truncated gzip',
      't.csv.gz',
      gzipSync(butane).subarray(0, 40),
      {},
      'broken-gzip: t.csv.gz is not a complete gzip file; compress it again',
    ],
    ['an empty file', 'e.csv', '\n \n', {}, 'no-levels: e.csv is empty; it needs at least one energy level'],
    ['a header alone', 'h.csv', 'E (eV)\n', {}, 'no-levels: h.csv, line 1: expected at least one level, found none'],
    [
      'binary data',
      'b.csv',
      Buffer.from([1, 0, 2, 0, 3]),
      {},
      'not-text: b.csv contains binary data, not text; check the file type and use the matching file extension',
    ],
    [
      'another encoding',
      'l.csv',
      Buffer.from('E (eV)\nä,1\n', 'latin1'),
      {},
      'not-utf8: l.csv: the text is not UTF-8; give its encoding, such as windows-1252, or save the file as UTF-8',
    ],
    [
      'an energy whose square overflows',
      'x.csv',
      'E (eV)\n1e200\n',
      {},
      "not-a-number: x.csv, line 2: expected an energy, found '1e200'",
    ],
    [
      'what is no Parquet',
      'n.parquet',
      'E (eV)\n1\n',
      {},
      'broken-parquet: n.parquet is not a complete Parquet file; write it again',
    ],
  ])('%s', async (_, name, content, options, sentence) => {
    expect(await refusal(file(name, content), options)).toBe(sentence);
  });

  test('a truncated or damaged bzip2, wherever it was cut', async () => {
    const whole = readFileSync(join(examples, 'carbon-monoxide/co.states.bz2'));
    for (const length of [3, 10, 500, whole.length - 100, whole.length - 1]) {
      expect(await refusal(file('cut.states.bz2', whole.subarray(0, length)))).toBe(
        'broken-bzip2: cut.states.bz2 is not a complete bzip2 file; it may be cut off: download it again',
      );
    }
    const damaged = Buffer.from(whole);
    damaged[3000] ^= 4;
    expect(await refusal(file('damaged.states.bz2', damaged))).toMatch(/^broken-bzip2/);
  });

  test('a row of Parquet', async () => {
    const path = await parquet('r.parquet', `SELECT * FROM (VALUES (0.0, 1), (1.0, -1)) t("E (eV)", g)`);
    expect(await refusal(path)).toBe("bad-degeneracy: r.parquet, row 2: expected a degeneracy above 0, found '-1'");
    const none = await parquet('c.parquet', 'SELECT 1 AS a, 2 AS b');
    expect(await refusal(none)).toBe(
      "no-energy-column: c.parquet: expected a column of energies, such as 'E (kJ/mol)', found a, b",
    );
  });

  test('no file, and a folder', async () => {
    expect(await refusal(join(folder, 'none.csv'))).toBe('no-such-file: none.csv: no such file; check the path');
    await expect(read(folder)).rejects.toThrow('is a folder');
  });
});
