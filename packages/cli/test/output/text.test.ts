import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { pad, printable, shellWord, truncate, width, wrap } from '../../src/output/text.ts';

describe('width', () => {
  test('counts Hangul as two columns and colour codes as none', () => {
    expect(width('초등')).toBe(4);
    expect(width('abc')).toBe(3);
    expect(width('\x1b[36m초\x1b[39m')).toBe(2);
  });

  test('is that of string-width for every character, and for letters, syllables, blocks and marks side by side', () => {
    const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    const differing = characters.filter((character) => width(character) !== stringWidth(character));
    expect(differing).toEqual([]);
    const own = characters.filter((character) => /[ -~가-힣\u2580-\u259f→—–−…·×±∞≥≤≈Σ]/.test(character));
    for (let i = 0; i < own.length; i += 7) {
      const text = own[i] + own[(i * 31) % own.length] + own[(i * 17) % own.length];
      expect(width(text)).toBe(stringWidth(text));
    }
    for (const text of ['한\u11a8', 'a\u0301', '█\ufe0f', '1\u20e3', '👩‍👧', '🇰🇷'])
      expect(width(text)).toBe(stringWidth(text));
  });
});

describe('pad', () => {
  test('fills up by columns, not by letters', () => {
    expect(pad('초등', 6)).toBe('초등  ');
    expect(pad('초등', 6, 'right')).toBe('  초등');
    expect(pad('초등학생', 6)).toBe('초등학생');
  });
});

describe('truncate', () => {
  test('cuts by columns and never through a letter', () => {
    expect(truncate('고등학생', 8)).toBe('고등학생');
    expect(truncate('고등학생', 7)).toBe('고등학…');
    expect(truncate('고등학생', 6)).toBe('고등…');
    expect(truncate('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  });
});

describe('wrap', () => {
  test('breaks at spaces by columns, and inside a word only where it alone is too long', () => {
    expect(wrap('소프트맥스는 차이만 봅니다', 12)).toEqual(['소프트맥스는', '차이만', '봅니다']);
    expect(wrap('one two three', 9)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghijkl', 8)).toEqual(['abcdefgh', 'ijkl']);
  });

  test('keeps paragraphs, empty lines and indents', () => {
    expect(wrap('a\n\n  b c', 8)).toEqual(['a', '', '  b c']);
  });
});

describe('printable', () => {
  test('shows what a terminal would obey', () => {
    expect(printable('a\x1b[2Jb\n\t\x07')).toBe('a\\x1b[2Jb\\n\\t\\x07');
    expect(printable('a\u202eb\u2028')).toBe('a\\u202eb\\u2028');
    expect(printable('초등 é 😀')).toBe('초등 é 😀');
  });
});

describe('shellWord', () => {
  test('quotes what a shell would take apart, and nothing else', () => {
    expect(shellWord('out/꽃-1.model.json')).toBe('out/꽃-1.model.json');
    expect(shellWord('my model.json')).toBe("'my model.json'");
    expect(shellWord("it's.json")).toBe("'it'\\''s.json'");
  });
});
