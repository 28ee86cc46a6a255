// 준위를 읽을 때 나는 오류의 한국어 문장. 코드와 값(facts)은 bridle/boltzmann의 LevelsError에 담겨 온다.

import { josaAfter } from '@bridle/words';
import type { Facts, Sentences } from '../words.ts';

const found = (f: Facts) => `"${f.found}"${josaAfter(String(f.found), '은/는')}`;

export const levelErrors: Sentences = {
  'unknown-unit': (f) =>
    `${place(f)}${found(f)} 에너지 단위가 아닙니다. ${f.nearest ? `혹시 ${f.nearest}인가요?` : `${f.known} 중 하나로 적으세요.`} --unit으로 정해도 됩니다.`,
  'no-unit': (f) => `${place(f)}에너지 단위가 없습니다. 머리글에 "E (kJ/mol)"처럼 적거나 --unit으로 정하세요.`,
  'mixed-units': (f) => `${place(f)}다른 에너지의 단위는 ${f.unit}인데 "${f.found}"입니다.`,
  'no-energy-column': (f) =>
    `${place(f)}"E (kJ/mol)" 같은 에너지 열이 없습니다(머리글: ${f.found}). --energy로 고르세요.`,
  'two-energy-columns': (f) =>
    `${place(f)}에너지 열은 하나여야 하는데 "${f.first}" 열과 "${f.second}" 열이 있습니다. --energy로 고르세요.`,
  'no-such-column': (f) =>
    `${place(f)}"${f.column}" 열이 없습니다. 열의 이름이나 번호를 확인하세요${f.found ? ` (${f.found})` : ''}.`,
  'two-degeneracy-columns': (f) =>
    `${place(f)}축퇴도 열은 하나여야 하는데 "${f.first}" 열과 "${f.second}" 열이 있습니다. --degeneracy로 고르세요.`,
  'unsure-degeneracy': (f) =>
    `${place(f)}${f.column}열이 축퇴도인지 알 수 없습니다(값 "${f.found}"). --degeneracy ${f.column} 또는 --degeneracy none으로 정하세요.`,
  'choose-columns': (f) =>
    `${place(f)}머리글이 없고 ${f.found}열이 모두 수입니다. --energy로 에너지 열을, 필요하면 --degeneracy와 --name으로 다른 열을 고르세요.`,
  'same-columns': (f) =>
    `${place(f)}이름이 "${f.column}"인 열이 여럿입니다(${f.first}열, ${f.second}열). 번호로 고르세요.`,
  'unclear-number': (f) =>
    `${place(f)}"${f.found}"의 소수점이 어느 기호인지 분명하지 않습니다. --decimal로 정하거나 자릿수 구분 기호 없이 쓰세요.`,
  'needs-temperature': (f) =>
    `${place(f)}kT 단위의 에너지에는 0도 무한대도 아닌 온도 하나가 필요합니다. --temperature로 정하세요.`,
  'many-tables': (f) => `${place(f)}형태의 표는 하나여야 하는데 또 있습니다.`,
  'no-field': (f) =>
    `${place(f)}${f.conformer}에 "${f.field}" 값이 없습니다(있는 것: ${f.found}). --energy로 고르세요.`,
  'not-json': (f) => `${place(f)}CENSO의 올바른 JSON이 아닙니다. 파일이 잘렸을 수 있습니다.`,
  'too-few-cells': (f) =>
    f.expected === undefined
      ? `${place(f)}id, 에너지, g, J가 있어야 하는데 "${f.found}"입니다.`
      : `${place(f)}칸이 ${f.expected}개 이상이어야 하는데 ${f.found}개입니다.`,
  'too-many-cells': (f) => `${place(f)}첫 줄처럼 칸이 ${f.expected}개여야 하는데 ${f.found}개입니다.`,
  'unclosed-quote': (f) => `${place(f)}따옴표가 그 줄에서 닫히지 않았습니다.`,
  'not-a-number': (f) => `${place(f)}${found(f)} 에너지가 아닙니다.`,
  'bad-degeneracy': (f) => `${place(f)}축퇴도는 0보다 커야 하는데 "${f.found}"입니다.`,
  'bad-j': (f) => `${place(f)}J는 0, 1/2, 1, 3/2 … 중 하나여야 하는데 "${f.found}"입니다.`,
  'no-energy': (f) =>
    `${place(f)}${f.frame}번째 프레임의 설명 줄에 에너지가 없습니다. 그 앞의 낱말을 --energy로 정하세요.`,
  'bad-atom-count': (f) => `${place(f)}${f.frame}번째 프레임의 원자 수가 있어야 하는데 "${f.found}"입니다.`,
  'bad-atom': (f) => `${place(f)}${f.frame}번째 프레임에는 원소와 좌표 셋이 있어야 하는데 "${f.found}"입니다.`,
  'frames-differ': (f) =>
    f.atom === undefined
      ? `${place(f)}첫 프레임처럼 원자가 ${f.expected}개여야 하는데 ${f.frame}번째 프레임에는 ${f.found}개입니다.`
      : `${place(f)}첫 프레임에서 ${f.atom}번째 원자는 ${f.expected}인데 ${f.frame}번째 프레임에서는 ${f.found}입니다.`,
  truncated: (f) => `${place(f)}${f.frame}번째 프레임이 끝나기 전에 파일이 끝납니다. 파일이 잘렸을 수 있습니다.`,
  'no-header': (f) => `${place(f)}Level과 J(또는 g)가 있는 머리글이 없습니다.`,
  'no-levels': (f) => `${place(f)}준위가 하나도 없습니다${f.skipped ? `(${f.skipped}줄은 건너뜀)` : ''}.`,
  'line-too-long': (f) => `${place(f)}한 줄이 너무 깁니다.`,
};

function place({ file, line, row }: Facts): string {
  const at = line !== undefined ? `${line}번째 줄` : row !== undefined ? `${row}번째 행` : '';
  const parts = [file, at].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? `${parts.join(' ')}: ` : '';
}
