// 한국어: 장 하나에 딸리지 않은 모든 말.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { shell as en } from '../en/shell.ts';

export const shell: Catalogue<typeof en> = {
  tagline: '소프트맥스, 볼츠만에서 분류기까지',
  stops: '장',
  language: '언어',
  loading: '불러오는 중입니다…',
  failed: '이 장을 불러오지 못했습니다. 페이지를 새로 고쳐 주세요.',

  usualName: (i) => ['초등학생', '중학생', '고등학생'][i] ?? `항목 ${i + 1}`,

  presets: '해 보기',
  reset: '초기화',
  copyLink: '링크 복사',
  copied: '링크를 복사했습니다.',
  qr: 'QR 코드',
  present: '발표 화면',
  presentEnd: '발표 끝내기',
  oneHand: (choice) => `‘${choice}’에 손 든 사람 한 명 더하기`,
  lessHand: (choice) => `‘${choice}’에 손 든 사람 한 명 빼기`,
  handsToScores: (count) => `손 든 사람 ${count}명을 점수로 쓰기`,
  linkIs: (url) => `링크: ${url}`,

  question: '먼저 예상해 보세요',
  reveal: '답 보기',
  skipQuestion: '건너뛰기',
  hiddenFigure: '답을 고르거나 건너뛰면 여기에 그림이 나옵니다.',
  controls: '조절 장치',
  fold: '조절 장치 숨기기',
  unfold: '조절 장치 보기',
  chooseFirst: '먼저 하나를 골라 주세요.',
  right: '정답입니다.',
  wrong: (answer) => `아쉽네요. 정답은 ‘${answer}’입니다.`,

  table: '표로 보기',
  exports: '저장과 코드',
  code: '코드',
  copyCode: '복사',
  copiedCode: '코드를 복사했습니다.',
  copyFailed: '이 브라우저에서는 복사할 수 없습니다. 글을 선택해서 복사해 주세요.',
  saved: (file) => `${josa(file, '을/를')} 저장했습니다.`,
  saveFailed: '이 브라우저에서는 PNG를 만들 수 없습니다. SVG로 저장해 주세요.',

  scores: '점수',
  score: (name) => `${name} 점수`,
  name: (i) => `이름 ${i + 1}`,
  remove: (name) => `${name} 삭제`,
  addScore: '항목 추가',
  paste: '스프레드시트에서 붙여 넣기',
  pasteHint: '한 줄에 점수 하나씩, 이름과 숫자를 적거나 숫자만 적습니다.',
  use: '이 점수 쓰기',
  pasteEmpty: '아직 숫자가 없습니다.',
  pasteWrong: (line, found) => `${line}번째 줄의 ‘${found}’에는 쓸 수 있는 숫자가 없습니다. 점수는 그대로 두었습니다.`,
  pasteMany: (found, most) => `점수는 ${most}개까지 넣을 수 있습니다(지금 ${found}개). 점수는 그대로 두었습니다.`,
  pasteUnclear: (line, found) =>
    `${line}번째 줄의 ‘${josa(`${found}’`, '은/는')} 숫자 하나일 수도 있고 여러 개일 수도 있습니다. 하나라면 쉼표를 빼고, 여럿이라면 쉼표 뒤에 빈칸을 넣어 주세요. 점수는 그대로 두었습니다.`,
  pasted: (count) => `점수 ${count}개를 가져왔습니다.`,

  pastedNamed: (count, unused) =>
    `점수 ${count}개를 가져왔습니다. 첫째 열은 이름, 둘째 열은 점수로 읽었습니다${unused > 0 ? `(나머지 ${unused}열은 쓰지 않았습니다)` : ''}.`,

  noNumber: '숫자를 적어 주세요.',
  notNumber: (found) => `${josa(`‘${found}’`, '은/는')} 숫자가 아닙니다.`,
  outside: (found, min, max) => `${josa(found, '은/는')} 범위를 벗어납니다. ${min}부터 ${max}까지 넣을 수 있습니다.`,
  notWhole: (found) => `${josa(found, '은/는')} 정수가 아닙니다. 정수를 적어 주세요.`,

  sheetWhy: '그렇게 생각한 까닭',
};
