// 한국어: 정거장 하나에 딸리지 않은 모든 말.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { shell as en } from '../en/shell.ts';

export const shell: Catalogue<typeof en> = {
  tagline: '소프트맥스, 볼츠만에서 분류기까지',
  skip: '본문으로 건너뛰기',
  stops: '정거장',
  language: '언어',
  teachers: '선생님께',
  story: '실험실로 돌아가기',
  previous: '이전',
  next: '다음',
  loading: '잠시만요 …',
  failed: '이 정거장을 불러오지 못했습니다. 페이지를 새로 고쳐 주세요.',
  footer: '이 페이지의 모든 숫자는 여러분의 브라우저가 계산합니다. 어디로도 보내지 않습니다.',

  usualName: (i) => ['초등학생', '중학생', '고등학생'][i] ?? `항목 ${i + 1}`,

  presets: '해 보기',
  reset: '처음으로',
  copyLink: '링크 복사',
  copied: '링크를 복사했습니다.',
  linkIs: (url) => `링크: ${url}`,

  question: '먼저 예상해 보세요',
  reveal: '답 보기',
  chooseFirst: '하나를 고른 뒤에 답을 보세요.',
  right: '맞습니다.',
  wrong: (answer) => `아쉽네요. 답은 이것입니다: ${answer}.`,

  table: '표로 보기',
  exports: '저장과 코드',
  code: '코드',
  copyCode: '복사',
  copiedCode: '코드를 복사했습니다.',
  copyFailed: '여기서는 복사할 수 없습니다. 글을 선택해서 복사해 주세요.',
  saved: (file) => `${josa(file, '을/를')} 저장했습니다.`,
  saveFailed: '여기서는 그림을 만들 수 없습니다. SVG로 저장해 주세요.',

  scores: '점수',
  score: (name) => `${name} 점수`,
  name: (i) => `이름 ${i + 1}`,
  remove: (name) => `${name} 빼기`,
  addScore: '항목 추가',
  paste: '스프레드시트에서 붙여 넣기',
  pasteHint: '한 줄에 하나씩, 이름과 숫자를 적거나 숫자만 적습니다.',
  use: '이 점수 쓰기',
  pasteEmpty: '아직 숫자가 없습니다.',
  pasteWrong: (line, found) => `${line}번째 줄의 ‘${found}’ 자리에 숫자가 와야 합니다. 점수는 그대로 두었습니다.`,
  pasteMany: (found, most) =>
    `점수가 ${found}개라 다 보여 줄 수 없습니다. ${most}개까지 됩니다. 점수는 그대로 두었습니다.`,
  pasted: (count) => `점수 ${count}개를 가져왔습니다.`,

  notNumber: (found) => `‘${found}’ 자리에 숫자가 와야 합니다.`,
  outside: (found, min, max) => `${josa(found, '은/는')} 범위를 벗어납니다. ${min}에서 ${max}까지 됩니다.`,
  notWhole: (found) => `${josa(found, '은/는')} 정수가 아닙니다.`,

  teachersTitle: '선생님께',
  teachersIdea:
    '정거장마다 있는 질문과 답, 그리고 그 답이 보이는 상태로 실험실을 여는 링크를 모았습니다. 인쇄하거나, 학생들에게 링크를 보내 주세요.',
  answer: '답',
  openState: '실험실에서 보기',
  embedTitle: '선생님의 웹 페이지에 넣기',
  embedIdea:
    '어느 정거장이든 다른 웹 페이지에 넣을 수 있고, 바뀌면 안 되는 것은 잠글 수 있습니다. 속성의 이름은 링크에 있는 이름과 같습니다.',
};
