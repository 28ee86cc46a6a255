import { describe, expect, test } from 'vitest';
import { isText } from '../../../src/learn/table/is-text.ts';
import { type NGrams, visitGrams } from '../../../src/learn/text/grams.ts';
import { findTerm, HASH_START, hashWith, termsOf } from '../../../src/learn/text/terms.ts';
import {
  learnTerms,
  TEXT_DEFAULTS,
  type TextFeature,
  textNames,
  textRows,
} from '../../../src/learn/text/text-feature.ts';
import { readWords } from '../../../src/learn/text/words.ts';

function grams(text: string, ngrams: NGrams): string[] {
  const found: string[] = [];
  visitGrams(readWords(text), ngrams, (units, start, end, hash) => {
    const slice = units.subarray(start, end);
    expect(slice.reduce(hashWith, HASH_START)).toBe(hash);
    found.push(String.fromCharCode(...slice));
  });
  return found;
}

const words = (text: string) => grams(text, { words: [1, 1], chars: null }).map((gram) => gram.slice(1, -1));

function featureOf(texts: readonly string[], shape: Partial<typeof TEXT_DEFAULTS> = {}): TextFeature {
  const whole = { ...TEXT_DEFAULTS, ...shape };
  const learned = learnTerms(
    texts,
    texts.map(() => 1),
    whole,
  );
  const own = { words: whole.words as [number, number] | null, chars: whole.chars as [number, number] | null };
  return {
    kind: 'text',
    name: 't',
    ...own,
    bits: whole.bits,
    rows: texts.length,
    hasMissing: false,
    ...learned,
  };
}

const rowsOf = (feature: TextFeature, texts: readonly string[]) =>
  textRows(
    feature,
    texts,
    Int32Array.from(texts, (_, i) => i),
  );

describe('the words of a text', () => {
  test('are runs of letters, marks and digits in lower case, without apostrophes inside', () => {
    expect(words("What's MY balance? (€5,00)")).toEqual(['whats', 'my', 'balance', '5', '00']);
    expect(words("'quoted' rock'n'roll don’t'")).toEqual(['quoted', 'rocknroll', 'dont']);
    expect(words('  \n\t ?! ')).toEqual([]);
    expect(words('')).toEqual([]);
  });

  test('are the same for every normal form, and have emojis whole', () => {
    expect(words('Café 배송'.normalize('NFD'))).toEqual(['café', '배송']);
    expect('배송'.normalize('NFD')).not.toBe('배송');
    expect(grams('👍', { words: null, chars: [1, 1] })).toEqual([' ', ' ']);
    expect(grams('👍', { words: null, chars: [2, 2] })).toEqual(['👍']);
  });
});

describe('n-grams', () => {
  test('of words have a space at both ends', () => {
    expect(grams('pay my bill', { words: [1, 1], chars: null })).toEqual([' pay ', ' my ', ' bill ']);
  });

  test('of two words and more have the ends of the text as words, unless it has no word', () => {
    const ends = { words: [1, 3], chars: null } as const;
    expect(grams('pay now', ends)).toEqual([
      ' ^ pay ',
      ' ^ pay now ',
      ' pay ',
      ' pay now ',
      ' pay now $ ',
      ' now ',
      ' now $ ',
    ]);
    expect(grams('pay', { ...ends, words: [1, 1] })).toEqual([' pay ']);
    expect(grams('?! $ ^', ends)).toEqual([]);
    expect(grams('배송은', { words: [1, 2], chars: [2, 2] })).toEqual([' 배', '배송', '송은', '은 ']);
  });

  test('of characters stay within a word and reach over one of its spaces', () => {
    expect(grams('to', { words: null, chars: [2, 3] })).toEqual([' t', ' to', 'to', 'to ', 'o ']);
    const both = grams('to a', { words: [1, 1], chars: [2, 5] });
    expect(new Set(both).size).toBe(both.length);
  });

  test('of a word in Hangul are of characters alone, so a particle makes no new word', () => {
    const both = { words: [1, 2], chars: [2, 3] } as const;
    expect(grams('배송은', both)).toEqual([' 배', ' 배송', '배송', '배송은', '송은', '송은 ', '은 ']);
    expect(grams('배송은', { words: [1, 1], chars: null })).toEqual([' 배송은 ']);
    expect(grams('책', both)).toEqual([' 책', ' 책 ', '책 ']);
  });
});

describe('terms', () => {
  test('are found by their units, and others are not, in a full table', () => {
    const list = Array.from({ length: 5000 }, (_, i) => `term ${i}`);
    const terms = termsOf(list);
    const find = (text: string) => {
      const units = Uint16Array.from(text, (c) => c.charCodeAt(0));
      return findTerm(terms, units, 0, units.length, units.reduce(hashWith, HASH_START));
    };
    expect(list.map(find)).toEqual(list.map((_, i) => i));
    expect([find('term'), find('term 5000'), find('')]).toEqual([-1, -1, -1]);
  });

  test('have at least minCount rows, a row counting once, the most frequent ones first to stay', () => {
    const texts = ['red red red', 'red blue', 'blue green', 'green green'];
    const shape = { words: [1, 1], chars: null } as const;
    expect(featureOf(texts, shape)).toMatchObject({
      terms: [' blue ', ' green ', ' red '],
      counts: Int32Array.of(2, 2, 2),
    });
    expect(featureOf(texts, { ...shape, minCount: 3 }).terms).toEqual([]);
    expect(featureOf([...texts, 'red'], { ...shape, maxFeatures: 2 }).terms).toEqual([' blue ', ' red ']);
    const twice = learnTerms(['red', 'blue'], [2, 1], { ...TEXT_DEFAULTS, ...shape, minCount: 2 });
    expect(twice.terms).toEqual([' red ']);
  });
});

describe('the features of texts', () => {
  const texts = ['pay the bill', 'the bill the bill', 'the end'];
  const feature = featureOf(texts, { words: [1, 1], chars: null, minCount: 1 });

  test('are (1 + ln f)·(1 + ln((1 + n)/(1 + d))) over the length of the vector', () => {
    expect(feature.terms).toEqual([' bill ', ' end ', ' pay ', ' the ']);
    const { offsets, indices, values } = rowsOf(feature, texts);
    expect([...offsets]).toEqual([0, 3, 5, 7]);
    expect([...indices]).toEqual([2, 3, 0, 3, 0, 3, 1]);
    const the = 1 + Math.log(2);
    const bill = (1 + Math.log(2)) * (1 + Math.log(4 / 3));
    expect(values[3]).toBeCloseTo(the / Math.hypot(the, bill), 14);
    expect(values[4]).toBeCloseTo(bill / Math.hypot(the, bill), 14);
  });

  test('of an empty text, or one of unknown words, are none', () => {
    const { offsets, values } = rowsOf(feature, ['', 'unheard of', '...']);
    expect([...offsets]).toEqual([0, 0, 0, 0]);
    expect(values.length).toBe(0);
  });

  test('do not depend on the other rows, and repeat for rows of the same text', () => {
    const alone = rowsOf(feature, [texts[1]]);
    const among = rowsOf(feature, texts);
    expect(alone.values).toEqual(among.values.slice(3, 5));
    const repeated = textRows(feature, texts, Int32Array.of(1, -1, 1));
    expect([...repeated.offsets]).toEqual([0, 2, 2, 4]);
    expect(repeated.values.slice(0, 2)).toEqual(repeated.values.slice(2));
  });

  test('of texts of many n-grams are as many as there are', () => {
    const many = Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ');
    const wide = featureOf([many, 'w3 w3'], { words: [1, 1], chars: null });
    const { offsets, values } = rowsOf(wide, [many, 'w3', many]);
    expect([...offsets]).toEqual([0, 500, 501, 1001]);
    expect(values.subarray(501)).toEqual(values.subarray(0, 500));
    expect(values.subarray(0, 500).reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 13);
  });

  test('by a hash need no list of terms', () => {
    const hashed = featureOf(texts, { bits: 6, words: [1, 1], chars: null });
    expect(hashed.terms).toEqual([]);
    expect(hashed.counts.length).toBe(64);
    expect(hashed.counts.reduce((a, b) => a + b)).toBe(7);
    expect(rowsOf(hashed, texts).indices.every((j) => j >= 0 && j < 64)).toBe(true);
  });

  test('of a text of 1 MB, and of a long one without a space, are finite', () => {
    const long = 'every good boy deserves fudge '.repeat(36_000);
    expect(long.length).toBeGreaterThan(1e6);
    const found = featureOf([long, long.slice(0, 1000), 'ab'.repeat(10_000)], {});
    expect(found.terms).toContain(' deserves fudge ');
    expect(rowsOf(found, [long]).values.every(Number.isFinite)).toBe(true);
  });

  test('are named by their words, and by their characters in quotes', () => {
    const named = featureOf(['to do', 'to do'], { words: [1, 2], chars: [2, 2] });
    expect(textNames({ ...named, hasMissing: true }, 't is missing')).toEqual([
      't: ^ to',
      't: " d"',
      't: do',
      't: do $',
      't: " t"',
      't: to',
      't: to do',
      't: "do"',
      't: "o "',
      't: "to"',
      't is missing',
    ]);
  });
});

describe('isText', () => {
  const column = (levels: string[]) => ({
    kind: 'categorical' as const,
    name: 'c',
    levels,
    codes: Int32Array.from(levels, (_, i) => i),
  });

  test('is true for mostly different cells of three words, or of eight syllables in Hangul', () => {
    expect(isText(column(['where is my card', 'the card is lost', 'ok']))).toBe(true);
    expect(isText(column(['배송이언제오나요', '환불해주실수있나요', '네']))).toBe(true);
    expect(isText(column(['new york', 'san jose', 'los angeles']))).toBe(false);
    expect(isText(column(['배송 문의', '환불 문의']))).toBe(false);
    const repeated = { ...column(['a b c d', 'b c d e']), codes: Int32Array.of(0, 0, 0, 1, 1, 1) };
    expect(isText(repeated)).toBe(false);
    expect(isText({ kind: 'numeric', name: 'x', values: Float64Array.of(1, 2) })).toBe(false);
  });
});
