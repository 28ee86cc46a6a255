import { InputError } from '@bridle/pipeline';
import { ModelError, RecipeError } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/messages/en/words.ts';
import { ko } from '../../src/messages/ko/words.ts';
import { translate } from '../../src/messages/translate.ts';

describe('translate', () => {
  test('says a Korean sentence from the code and the facts of an error', () => {
    const missing = new RecipeError('no-such-column', 'There is no …', { column: 'specie', nearest: 'species' });
    expect(translate(missing, ko)).toBe('"specie" 열이 없습니다. 가장 비슷한 이름은 "species"입니다.');
    const cell = { file: 'x.csv', line: 7, row: 6, column: '키', found: 'inf' };
    expect(translate(new InputError('not-finite', '…', cell), ko)).toBe(
      'x.csv 7번째 줄: "키" 열의 값 "inf"는 유한한 수가 아닙니다. 고치거나, 빠진 값으로 지정하세요.',
    );
    const weights = { file: 'm.json', field: 'weights', index: 3, found: 'NaN' };
    expect(translate(new ModelError('not-finite', '…', weights), ko)).toBe(
      'm.json: 모델의 weights 항목 3번째에 유한하지 않은 값 NaN이 있습니다.',
    );
    expect(translate(new RecipeError('target-one-class', '…', { column: '품종', value: 'a' }), ko)).toBe(
      '"품종"은 목표 열이 될 수 없습니다. 클래스가 "a" 하나뿐입니다. 학습하려면 두 개 이상이 필요합니다.',
    );
  });

  test('names an option as it is typed', () => {
    const error = new InputError('bad-option', 'topK: expected a whole number, got 9', { option: 'topK', found: '9' });
    expect(translate(error, en)).toBe('--top-k: expected a whole number, got 9');
    const drop = new InputError('bad-option', 'exclude: expected others, got y', { option: 'exclude', found: 'y' });
    expect(translate(drop, en)).toBe('--drop: expected others, got y');
  });

  test('keeps what an error says itself in English, or where it knows no sentence for it', () => {
    expect(translate(new RecipeError('no-such-column', 'There is no column.'), en)).toBe('There is no column.');
    expect(translate(new RecipeError('never-heard-of', 'What?'), ko)).toBe('What?');
    expect(translate(new RecipeError('__proto__', 'What?'), ko)).toBe('What?');
    expect(translate(new Error('plain'), ko)).toBe('plain');
  });
});
