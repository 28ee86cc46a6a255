import { describe, expect, test } from 'vitest';
import { josa, josaAfter } from '../src/josa.ts';

describe('josa', () => {
  test('follows the final consonant of a Hangul syllable', () => {
    expect(josa('고등학생', '은/는')).toBe('고등학생은');
    expect(josa('나무', '은/는')).toBe('나무는');
    expect(josa('품종', '이/가')).toBe('품종이');
    expect(josa('종류', '이/가')).toBe('종류가');
    expect(josa('값', '을/를')).toBe('값을');
    expect(josa('온도', '을/를')).toBe('온도를');
    expect(josa('로짓', '과/와')).toBe('로짓과');
    expect(josa('에너지', '과/와')).toBe('에너지와');
  });

  test('drops the vowel of 으로 after a vowel and after ㄹ, and after no other consonant', () => {
    expect(josa('나무', '으로/로')).toBe('나무로');
    expect(josa('서울', '으로/로')).toBe('서울로');
    expect(josa('부산', '으로/로')).toBe('부산으로');
    expect(josa('교실', '을/를')).toBe('교실을');
    expect(josa('1', '으로/로')).toBe('1로');
    expect(josa('열3', '으로/로')).toBe('열3으로');
  });

  test('reads digits as they are said: 영 일 이 삼 사 오 육 칠 팔 구', () => {
    const words = Array.from({ length: 10 }, (_, digit) => josa(String(digit), '이/가'));
    expect(words).toEqual(['0이', '1이', '2가', '3이', '4가', '5가', '6이', '7이', '8이', '9가']);
    expect(josa('１０', '은/는')).toBe('１０은'); // full-width digits
    expect(josa('10⁻⁹', '을/를')).toBe('10⁻⁹를');
    expect(josa('50%', '이/가')).toBe('50%가'); // 퍼센트
  });

  test('reads a Latin word as it is borrowed', () => {
    expect(josa('species', '은/는')).toBe('species는');
    expect(josa('label', '은/는')).toBe('label은'); // 레이블
    expect(josa('table', '을/를')).toBe('table을'); // 테이블
    expect(josa('name', '이/가')).toBe('name이'); // 네임
    expect(josa('column', '과/와')).toBe('column과'); // 칼럼
    expect(josa('model', '으로/로')).toBe('model로'); // 모델
    expect(josa('score', '을/를')).toBe('score를'); // 스코어
    expect(josa('Color', '이/가')).toBe('Color가'); // 컬러
    expect(josa('team', '이/가')).toBe('team이'); // 팀
    expect(josa('TABLE', '이/가')).toBe('TABLE이'); // 테이블
    expect(josa('café', '은/는')).toBe('café는');
  });

  test('writes both forms where a Latin word may be read either way', () => {
    expect(josa('target', '을/를')).toBe('target을(를)'); // 타깃, but 테스트
    expect(josa('map', '으로/로')).toBe('map(으)로'); // 맵, but 헬프
    expect(josa('type', '이/가')).toBe('type이(가)'); // 타입, but 셰이프
    expect(josa('TARGET', '은/는')).toBe('TARGET은(는)'); // capitals with a vowel are read as a word
  });

  test('reads letters and abbreviations by the names of the letters', () => {
    expect(josa('A', '은/는')).toBe('A는'); // 에이
    expect(josa('class L', '을/를')).toBe('class L을'); // 엘
    expect(josa('R', '으로/로')).toBe('R로'); // 알
    expect(josa('n', '과/와')).toBe('n과'); // 엔
    expect(josa('CSV', '을/를')).toBe('CSV를'); // 시에스브이
    expect(josa('HTML', '으로/로')).toBe('HTML로'); // 에이치티엠엘
    expect(josa('TSP', '은/는')).toBe('TSP는'); // 티에스피
    expect(josa('API', '이/가')).toBe('API가'); // 에이피아이
  });

  test('reads Greek letters by their names', () => {
    expect(josa('λ', '을/를')).toBe('λ를'); // 람다
    expect(josa('ε', '이/가')).toBe('ε이'); // 엡실론
    expect(josa('ΔE', '은/는')).toBe('ΔE는');
  });

  test('looks past brackets, quotes and marks at the end', () => {
    expect(josa('--names', '은/는')).toBe('--names는');
    expect(josa('키(cm)', '은/는')).toBe('키(cm)은');
    expect(josa('점수(3)', '을/를')).toBe('점수(3)을');
    expect(josa('점수!', '이/가')).toBe('점수!가');
    expect(josa('“중학생”', '은/는')).toBe('“중학생”은');
  });

  test('writes both forms where there is no sound, or one of a script that it cannot read', () => {
    expect(josa('🙂', '은/는')).toBe('🙂은(는)');
    expect(josa('', '이/가')).toBe('이(가)');
    expect(josa('#', '과/와')).toBe('#과(와)');
    expect(josa('大', '을/를')).toBe('大을(를)');
    expect(josa('서울大', '으로/로')).toBe('서울大(으)로');
  });

  test('takes Hangul in any form of Unicode', () => {
    expect(josa('값'.normalize('NFD'), '을/를').normalize('NFC')).toBe('값을');
  });
});

test('josaAfter gives the particle alone', () => {
  expect(josaAfter('species', '은/는')).toBe('는');
  expect(josaAfter('품종', '이/가')).toBe('이');
});
