import { describe, expect, test } from 'vitest';
import { particleAfter, withParticle } from '../../src/messages/particles.ts';

describe('withParticle', () => {
  test('follows the final consonant of a Hangul syllable', () => {
    expect(withParticle('고등학생', '은/는')).toBe('고등학생은');
    expect(withParticle('나무', '은/는')).toBe('나무는');
    expect(withParticle('품종', '이/가')).toBe('품종이');
    expect(withParticle('종류', '이/가')).toBe('종류가');
    expect(withParticle('값', '을/를')).toBe('값을');
    expect(withParticle('표', '과/와')).toBe('표와');
    expect(withParticle('정답', '과/와')).toBe('정답과');
  });

  test('lets 으로 lose its vowel after a vowel and after ㄹ, but not after other consonants', () => {
    expect(withParticle('나무', '으로/로')).toBe('나무로');
    expect(withParticle('교실', '으로/로')).toBe('교실로');
    expect(withParticle('값', '으로/로')).toBe('값으로');
    expect(withParticle('교실', '을/를')).toBe('교실을');
  });

  test('reads digits as they are said: 영 일 이 삼 사 오 육 칠 팔 구', () => {
    const words = Array.from({ length: 10 }, (_, digit) => withParticle(String(digit), '이/가'));
    expect(words).toEqual(['0이', '1이', '2가', '3이', '4가', '5가', '6이', '7이', '8이', '9가']);
    expect(withParticle('열1', '으로/로')).toBe('열1로');
    expect(withParticle('열3', '으로/로')).toBe('열3으로');
  });

  test('reads a Latin word as it is borrowed, and writes both forms where that cannot be told', () => {
    expect(withParticle('species', '은/는')).toBe('species는');
    expect(withParticle('label', '은/는')).toBe('label은'); // 레이블
    expect(withParticle('table', '을/를')).toBe('table을'); // 테이블
    expect(withParticle('name', '이/가')).toBe('name이'); // 네임
    expect(withParticle('column', '과/와')).toBe('column과'); // 칼럼
    expect(withParticle('model', '으로/로')).toBe('model로'); // 모델
    expect(withParticle('score', '을/를')).toBe('score를'); // 스코어
    expect(withParticle('target', '을/를')).toBe('target을(를)');
    expect(withParticle('map', '으로/로')).toBe('map(으)로');
  });

  test('looks past brackets and marks at the end, and gives both forms for a name without letters', () => {
    expect(withParticle('--names', '은/는')).toBe('--names는');
    expect(withParticle('키(cm)', '은/는')).toBe('키(cm)은');
    expect(withParticle('점수!', '이/가')).toBe('점수!가');
    expect(withParticle('%', '이/가')).toBe('%이(가)');
    expect(particleAfter('species', '은/는')).toBe('는');
  });
});
