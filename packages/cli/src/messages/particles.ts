// Korean particles after names that people typed: 은/는, 이/가, 을/를, 과/와, 으로/로 depend on the sound before them.
// Hangul shows its final consonant in its code; digits are read in Sino-Korean; a Latin word is read the way it is
// usually borrowed, and where that cannot be told (target, map, tag) both forms are written: 을(를).

/** A particle as the pair after a final consonant and after a vowel. */
export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로';

type Sound = 'closed' | 'open' | 'ㄹ' | 'unknown';

// 영 일 이 삼 사 오 육 칠 팔 구
const DIGITS: Sound[] = ['closed', 'ㄹ', 'open', 'closed', 'open', 'open', 'closed', 'ㄹ', 'ㄹ', 'open'];

/** The word with the fitting particle: `나무를`, `개가`, `길로`. */
export function withParticle(word: string, particle: Particle): string {
  return word + particleAfter(word, particle);
}

/** The fitting particle alone, for a word that is written in quotes. */
export function particleAfter(word: string, particle: Particle): string {
  const [closed, open] = particle.split('/');
  const sound = lastSound(word);
  if (sound === 'unknown') return closed === '으로' ? '(으)로' : `${closed}(${open})`;
  if (sound === 'ㄹ') return closed === '으로' ? open : closed;
  return sound === 'closed' ? closed : open;
}

function lastSound(word: string): Sound {
  const spoken =
    word
      .toLowerCase()
      .match(/[가-힣a-z0-9]+/g)
      ?.at(-1) ?? '';
  const last = spoken.at(-1) ?? '';
  if (last >= '가' && last <= '힣') {
    const final = (last.charCodeAt(0) - 0xac00) % 28;
    return final === 0 ? 'open' : final === 8 ? 'ㄹ' : 'closed';
  }
  if (last >= '0' && last <= '9') return DIGITS[Number(last)];
  return latinSound(spoken);
}

function latinSound(word: string): Sound {
  if (word.length === 1) return 'lr'.includes(word) ? 'ㄹ' : 'mn'.includes(word) ? 'closed' : 'open'; // 엘, 알, 엠, 엔
  if (/(l|le)$/.test(word)) return 'ㄹ'; // 테이블, 파일
  if (/(m|n|ng|me|ne)$/.test(word)) return 'closed'; // 네임, 라인
  if (/[bckgpt]$/.test(word)) return 'unknown'; // 타깃, but 테스트
  return word === '' ? 'unknown' : 'open';
}
