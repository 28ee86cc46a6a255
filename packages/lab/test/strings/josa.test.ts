import { describe, expect, test } from 'vitest';
import { josa } from '../../src/strings/josa.ts';

describe('josa', () => {
  test('follows the last sound of Hangul', () => {
    expect(josa('초등학생', '은/는')).toBe('초등학생은');
    expect(josa('점수', '은/는')).toBe('점수는');
    expect(josa('고등학생', '이/가')).toBe('고등학생이');
    expect(josa('나', '이/가')).toBe('나가');
    expect(josa('값', '을/를')).toBe('값을');
    expect(josa('온도', '을/를')).toBe('온도를');
    expect(josa('로짓', '과/와')).toBe('로짓과');
    expect(josa('에너지', '과/와')).toBe('에너지와');
  });

  test('gives 로 after a vowel and after ㄹ, 으로 otherwise', () => {
    expect(josa('서울', '으로/로')).toBe('서울로');
    expect(josa('부산', '으로/로')).toBe('부산으로');
    expect(josa('제주', '으로/로')).toBe('제주로');
    expect(josa('1', '으로/로')).toBe('1로');
    expect(josa('3', '으로/로')).toBe('3으로');
  });

  test('reads digits as they are spoken', () => {
    const spoken = ['0은', '1은', '2는', '3은', '4는', '5는', '6은', '7은', '8은', '9는'];
    spoken.forEach((text, digit) => {
      expect(josa(String(digit), '은/는')).toBe(text);
    });
  });

  test('reads Latin letters by their names', () => {
    expect(josa('A', '은/는')).toBe('A는');
    expect(josa('class L', '을/를')).toBe('class L을');
    expect(josa('team', '이/가')).toBe('team이');
  });

  test('looks past what has no sound, and writes both where there is none', () => {
    expect(josa('“중학생”', '은/는')).toBe('“중학생”은');
    expect(josa('점수(3)', '을/를')).toBe('점수(3)을');
    expect(josa('🙂', '은/는')).toBe('🙂은(는)');
    expect(josa('', '이/가')).toBe('이(가)');
    expect(josa('大', '을/를')).toBe('大을(를)');
  });

  test('takes Hangul in any form of Unicode', () => {
    expect(josa('값'.normalize('NFD'), '을/를').normalize('NFC')).toBe('값을');
  });
});
