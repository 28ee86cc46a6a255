// Korean particles that follow the sound before them: 값은 but 점수는. The sound is that of the last letter or digit:
// Hangul says it in its code point, digits as they are read (1 일, 3 삼), Latin letters by the name of the letter.

/** A pair: after a final consonant, and after a vowel. */
export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로';

const RIEUL = 8;

/** Digits and Latin letters whose Korean reading ends in a consonant; those that end in ㄹ keep 로. */
const CLOSED = new Set('013678LMNRlmnr');
const CLOSED_BY_RIEUL = new Set('178LRlr');

/** The word with the particle right after it. Where the sound cannot be known both are written: 은(는). */
export function josa(word: string, particle: Particle): string {
  const [closed, open] = particle.split('/');
  const last = [...word.normalize('NFC')].findLast((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '';
  const code = last.codePointAt(0) ?? 0;
  let ending: 'open' | 'closed' | 'rieul';
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28;
    ending = final === 0 ? 'open' : final === RIEUL ? 'rieul' : 'closed';
  } else if (/[0-9a-z]/i.test(last)) {
    ending = CLOSED_BY_RIEUL.has(last) ? 'rieul' : CLOSED.has(last) ? 'closed' : 'open';
  } else {
    return `${word}${closed}(${open})`;
  }
  const takesOpen = ending === 'open' || (ending === 'rieul' && particle === '으로/로');
  return word + (takesOpen ? open : closed);
}
