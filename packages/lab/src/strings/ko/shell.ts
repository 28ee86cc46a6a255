// 한국어: 장 하나에 딸리지 않은 모든 말.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { shell as en } from '../en/shell.ts';

export const shell: Catalogue<typeof en> = {
  tagline: '소프트맥스, 볼츠만에서 분류기까지',
  skip: '본문으로 건너뛰기',
  stops: '장',
  language: '언어',
  teachers: '선생님용 자료',
  previous: '이전',
  next: '다음',
  loading: '불러오는 중입니다…',
  failed: '이 장을 불러오지 못했습니다. 페이지를 새로 고쳐 주세요.',
  footer: '이 페이지의 모든 숫자는 여러분의 브라우저가 계산합니다. 입력한 내용은 어디에도 보내지 않습니다.',

  usualName: (i) => ['초등학생', '중학생', '고등학생'][i] ?? `항목 ${i + 1}`,

  startTitle: '눈으로 보고 손으로 만지는 소프트맥스',
  startIdea:
    '분자의 에너지도, 사람의 선택도, 분류기의 답도 식 하나로 설명할 수 있습니다. 그 식이 무엇을 하는지 만져 보고, 망가뜨려 보고, 분류기까지 학습시켜 보세요. 계산은 모두 여러분의 브라우저에서 합니다.',
  startActions: '여섯 가지 해 보기',
  actions: {
    third: { title: '비율과 소프트맥스 견주기', text: '점수가 1, 1, 3일 때, 두 규칙은 세 번째에 얼마를 줄까요?' },
    plus: { title: '점수마다 1 더하기', text: '점수가 1 오를 때 더 크게 변하는 쪽은 어느 규칙일까요?' },
    all: { title: '모두에 더하기, 모두에 곱하기', text: '모든 점수가 똑같이 바뀌면 무엇이 달라질까요?' },
    overflow: { title: '넘치게 하기', text: 'float32에서 모든 점수에 88을 더하고, 처음 ∞가 되는 곳을 찾아보세요.' },
    rate: { title: 'NaN 만들기', text: '학습률을 올려 학습을 망가뜨리고, 어느 식이 버티는지 보세요.' },
    train: { title: '분류기 학습시키기', text: '손글씨 숫자로 학습시킨 다음, 직접 숫자를 써 보세요.' },
  },
  startStory: (title) => `이야기를 처음부터 따라가기: ${title}`,
  start: '시작 화면',
  glossary: '용어집',
  glossaryTitle: '용어집',
  onwardTitle: '이어서 해 볼 것',
  onwardStart: '여섯 가지 해 보기: 시작 화면으로',
  onwardGlossary: '용어와 기호 모두 보기',
  onwardTeachers: '질문과 답 모두 보기(선생님용 자료)',
  onwardTable: '내 표로 학습하고 모델 가져가기',
  tableTitle: '내 표로 학습하기',

  presets: '해 보기',
  reset: '초기화',
  copyLink: '링크 복사',
  copied: '링크를 복사했습니다.',
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

  linkMany: (key, found, most) =>
    `링크의 ${key}에는 숫자를 ${most}개까지 적을 수 있습니다(지금 ${found}개). 그래서 처음 값으로 열었습니다.`,
  linkWrong: (key, found) =>
    `링크의 ${key} 값 ‘${josa(`${found}’`, '은/는')} 쓸 수 없습니다. 그래서 처음 값으로 열었습니다.`,

  noNumber: '숫자를 적어 주세요.',
  notNumber: (found) => `${josa(`‘${found}’`, '은/는')} 숫자가 아닙니다.`,
  outside: (found, min, max) => `${josa(found, '은/는')} 범위를 벗어납니다. ${min}부터 ${max}까지 넣을 수 있습니다.`,
  notWhole: (found) => `${josa(found, '은/는')} 정수가 아닙니다. 정수를 적어 주세요.`,

  teachersTitle: '선생님용 자료',
  teachersIdea:
    '장마다 있는 질문과 답, 그리고 그 답을 보여 주는 화면으로 가는 링크를 모았습니다. 인쇄해서 쓰거나 학생들에게 링크를 보내 주세요.',
  sheetTitle: '학생용 활동지',
  sheetIdea: '실험실을 보기 전에 답을 하나 고르고, 그렇게 생각한 까닭을 적어 보세요.',
  sheetWhy: '그렇게 생각한 까닭',
  answer: '답',
  openState: '실험실에서 보기',
  embedTitle: '웹 페이지에 넣기',
  embedIdea:
    '어느 장이든 선생님의 웹 페이지에 넣을 수 있고, 바뀌면 안 되는 값은 잠글 수 있습니다. 속성 이름은 링크에 쓰이는 이름과 같습니다.',
};
