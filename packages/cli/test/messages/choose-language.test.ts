import { describe, expect, test } from 'vitest';
import { chooseLanguage } from '../../src/messages/choose-language.ts';

describe('chooseLanguage', () => {
  test('is what --lang says, wherever it stands, the last one counting', () => {
    expect(chooseLanguage(['1', '--lang', 'ko'], {})).toBe('ko');
    expect(chooseLanguage(['--lang=ko', '1'], { LANG: 'en_US.UTF-8' })).toBe('ko');
    expect(chooseLanguage(['--lang', 'ko', '--lang', 'en'], { LANG: 'ko_KR' })).toBe('en');
    expect(chooseLanguage(['1', '--', '--lang', 'ko'], {})).toBe('en');
  });

  test('is else what BRIDLE_LANG, LC_ALL, LC_MESSAGES and LANG say, in this order', () => {
    expect(chooseLanguage([], { LANG: 'ko_KR.UTF-8' })).toBe('ko');
    expect(chooseLanguage([], { LC_MESSAGES: 'en_US.UTF-8', LANG: 'ko_KR.UTF-8' })).toBe('en');
    expect(chooseLanguage([], { LC_ALL: 'C', LANG: 'ko_KR.UTF-8' })).toBe('en');
    expect(chooseLanguage([], { LC_ALL: '', LANG: 'ko_KR.UTF-8' })).toBe('ko');
    expect(chooseLanguage([], { BRIDLE_LANG: 'KO', LC_ALL: 'en_US' })).toBe('ko');
  });

  test('is English where none is set or none is spoken', () => {
    expect(chooseLanguage([], {})).toBe('en');
    expect(chooseLanguage([], { LANG: 'fr_FR.UTF-8' })).toBe('en');
    expect(chooseLanguage(['--lang', 'xx'], {})).toBe('en');
    expect(chooseLanguage(['--lang'], {})).toBe('en');
  });
});
