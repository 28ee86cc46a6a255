import { readFileSync } from 'node:fs';
import { LevelsError } from 'bridle/boltzmann';
import { expect, test } from 'vitest';
import { en } from '../../../src/messages/en/words.ts';
import { levelErrors } from '../../../src/messages/ko/level-errors.ts';
import { ko } from '../../../src/messages/ko/words.ts';
import { translate } from '../../../src/messages/translate.ts';

test('every code of the readers of levels has a Korean sentence, and none besides', () => {
  const source = new URL('../../../../bridle/src/boltzmann/read/levels-error.ts', import.meta.url);
  const codes = [...readFileSync(source, 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(15);
  expect(Object.keys(levelErrors).sort()).toEqual(codes.sort());
});

test('a sentence names the file and the line or the row', () => {
  const error = new LevelsError('bad-degeneracy', '…', { found: '0', line: 3 });
  expect(translate(error, ko)).toBe('3번째 줄: 축퇴도는 0보다 커야 하는데 "0"입니다.');
  expect(translate(error.inFile('a.csv'), ko)).toBe('a.csv 3번째 줄: 축퇴도는 0보다 커야 하는데 "0"입니다.');
  expect(translate(error.inFile('a.parquet', { rows: true }), ko)).toMatch(/^a\.parquet 2번째 행: /);
  expect(translate(new LevelsError('no-unit', 'expected a unit'), en)).toBe('expected a unit; name it with --unit');
  expect(translate(new LevelsError('two-energy-columns', 'found two'), en)).toBe('found two; choose one with --energy');
});
