// Korean particles (josa) have two forms, and the last sound of the word before them decides: 값은, 점수는.
// Hangul carries its final consonant in its code point, digits are read in Sino-Korean, a Latin word the way Korean
// borrows it, capitals without a vowel letter by letter. Where the reading cannot be told, both forms are written: 은(는).

/** A particle, as its form after a consonant and its form after a vowel. */
export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로';

/** How a word ends when it is read aloud. After ㄹ, 으로 loses its vowel as it does after one. */
type Ending = 'consonant' | 'ㄹ' | 'vowel' | 'unknown';

/**
 * The word followed by the particle that fits it: `점수는`, `서울로`.
 *
 * @example
 * ```ts
 * import { josa } from '@bridle/words';
 * josa('점수', '은/는'); // → '점수는'
 * josa('서울', '으로/로'); // → '서울로'
 * ```
 */
export function josa(word: string, particle: Particle): string {
  return word + josaAfter(word, particle);
}

/**
 * The particle alone, for a word that stands in quotes or in markup of its own.
 *
 * @example
 * ```ts
 * import { josaAfter } from '@bridle/words';
 * `"점수"${josaAfter('점수', '이/가')}`; // → '"점수"가'
 * ```
 */
export function josaAfter(word: string, particle: Particle): string {
  const [afterConsonant, afterVowel] = particle.split('/');
  const isRo = particle === '으로/로';
  const ending = endingOf(word);
  if (ending === 'unknown') return isRo ? '(으)로' : `${afterConsonant}(${afterVowel})`;
  return ending === 'vowel' || (isRo && ending === 'ㄹ') ? afterVowel : afterConsonant;
}

/** The last run of letters or digits of one script, or a percent sign: what is read last. */
const READ = /[가-힣]+|[0-9]+|\p{Script=Latin}+|\p{L}|%/gu;

/** 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGITS: readonly Ending[] = [
  ...(['consonant', 'ㄹ', 'vowel', 'consonant', 'vowel'] as const),
  ...(['vowel', 'consonant', 'ㄹ', 'ㄹ', 'vowel'] as const),
];

function endingOf(word: string): Ending {
  // NFKC joins Hangul that is written in parts, and makes digits of full-width and superscript ones.
  const read = word.normalize('NFKC').match(READ)?.at(-1) ?? '';
  const last = read.at(-1) ?? '';
  if (last >= '가' && last <= '힣') return endingOfSyllable(last);
  if (last >= '0' && last <= '9') return DIGITS[Number(last)];
  if (last === '%') return 'vowel'; // 퍼센트
  if (/[α-ω]/i.test(last)) return /[εου]/i.test(last) ? 'consonant' : 'vowel'; // 엡실론, 오미크론, 입실론
  return /\p{Script=Latin}/u.test(last) ? endingOfLatin(read) : 'unknown';
}

function endingOfSyllable(syllable: string): Ending {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  return final === 0 ? 'vowel' : final === 8 ? 'ㄹ' : 'consonant';
}

function endingOfLatin(word: string): Ending {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const isAbbreviation = word === word.toUpperCase() && !/[aeiou]/.test(plain);
  if (isAbbreviation || plain.length === 1) return endingOfLetter(plain.at(-1) ?? '');
  if (/(l|le)$/.test(plain)) return 'ㄹ'; // 모델, 테이블
  if (/(m|n|ng|me|ne)$/.test(plain)) return 'consonant'; // 칼럼, 네임, 라인
  return /([bckgpt]|pe)$/.test(plain) ? 'unknown' : 'vowel'; // 타깃 but 테스트, 타입 but 셰이프
}

/** 엘 and 알 end in ㄹ, 엠 and 엔 in another consonant; every other letter's name ends in a vowel. */
function endingOfLetter(letter: string): Ending {
  if (/[lr]/.test(letter)) return 'ㄹ';
  return /[mn]/.test(letter) ? 'consonant' : 'vowel';
}
