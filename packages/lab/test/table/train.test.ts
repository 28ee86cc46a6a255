import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseModel, RecipeError } from 'bridle/learn';
import { afterAll, describe, expect, test } from 'vitest';
import { readCsv } from '../../src/table/read-csv.ts';
import { trainTable } from '../../src/table/train.ts';

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const bin = fileURLToPath(new URL('../../../cli/bin/bridle.js', import.meta.url));
const penguins = `${examples}penguins/penguins.csv`;

const folder = mkdtempSync(join(tmpdir(), 'bridle-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

function trained(text: string, target: string) {
  const read = readCsv(text);
  if (read.kind !== 'table') throw new Error(read.kind);
  const steps = trainTable({ table: read.table, target, name: 'penguins.csv' });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const command = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

describe('training on a table of one’s own', () => {
  const own = trained(readFileSync(penguins, 'utf8'), 'species');

  test('tells three species of penguins apart', () => {
    expect(own.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
    expect(own.heldOut?.accuracy).toBeGreaterThan(0.97);
    expect(own.heldOut!.rows + own.trainRows).toBe(344);
  });

  test('is what the command of the page does: the same recipe, split, and weights, and predictions by bridle predict', () => {
    command('train', penguins, '--target', 'species', '--C', '1', '--calibration', 'none', '--out', 'theirs.json');
    const theirs = parseModel(readFileSync(join(folder, 'theirs.json'), 'utf8'));
    const ours = parseModel(own.model);
    expect(ours.recipe).toEqual(theirs.recipe);
    expect(ours.reading).toEqual(theirs.reading);
    expect(ours.training.rows).toBe(theirs.training.rows);
    expect(ours.metrics?.accuracy).toBe(theirs.metrics?.accuracy);
    ours.weights.forEach((w, i) => {
      expect(w).toBeCloseTo(theirs.weights[i], 5);
    });
    writeFileSync(join(folder, 'ours.json'), own.model);
    command('predict', 'ours.json', penguins, '--out', 'ours.csv');
    command('predict', 'theirs.json', penguins, '--out', 'theirs.csv');
    const classes = (file: string) =>
      readFileSync(join(folder, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(',').find((cell) => ours.classes.includes(cell)));
    expect(classes('ours.csv')).toEqual(classes('theirs.csv'));
  });

  test.each([
    ['y,x\n1.5,1\n2.5,2\n3.5,1\n', 'target-continuous'],
    ['y,x\na,1\na,2\na,3\n', 'target-one-class'],
    ['y,x\na,1\nb,1\na,1\nb,1\n', 'no-features'],
    ['y,x\n,1\n,2\n', 'target-missing'],
  ])('%j is refused by its code', (text, code) => {
    expect(() => trained(text, 'y')).toThrow(RecipeError);
    expect(() => trained(text, 'y')).toThrow(expect.objectContaining({ code }));
  });
});
