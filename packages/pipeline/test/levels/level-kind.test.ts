import { describe, expect, test } from 'vitest';
import { kindOfText } from '../../src/levels/level-kind.ts';

describe('the kind of a file of levels', () => {
  test('is told by its name where the name tells it', () => {
    expect(kindOfText('CO.states', '')).toBe('exomol');
    expect(kindOfText('CO.STATES.bz2', '')).toBe('exomol');
    expect(kindOfText('crest_conformers.xyz.gz', '')).toBe('xyz');
  });

  test.each([
    ['a table', 'conformer,E (kcal/mol),g\nanti,0,1\n', 'table'],
    ['one number a line', '0\n0.9\n', 'table'],
    ['one number a line that begins with a count', '2\n0\n1 0 0\n', 'table'],
    ['a table with J and a level but nothing else of an atom', 'state,J,level (cm-1)\na,0,0\n', 'table'],
    ['frames', '\n2\n -1.17 \nH 0 0 0\nH 0 0 0.74\n', 'xyz'],
    ['NIST in bars', '-----\n Configuration | Term | J | Level \n | | | (cm-1)\n', 'nist'],
    ['NIST in tabs', '"Configuration"\t"Term"\t"J"\t"Level (cm-1)"\n', 'nist'],
    ['states of ExoMol', '           1     0.000000      1       0 e 0\n', 'exomol'],
  ])('is told by its text: %s', (_, text, kind) => expect(kindOfText('levels.txt', text)).toBe(kind));
});
