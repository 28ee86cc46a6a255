// 한국어: 장을 둘러싼 페이지. 사용자 정의 요소에는 들어가지 않습니다.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { pages as en } from '../en/pages.ts';

export const pages: Catalogue<typeof en> = {
  skip: '본문으로 건너뛰기',
  teachers: '선생님용 자료',
  previous: '이전',
  next: '다음',
  footer: '이 페이지의 모든 숫자는 여러분의 브라우저가 계산합니다. 입력한 내용은 어디에도 보내지 않습니다.',
  startTitle: '눈으로 보고 손으로 만지는 소프트맥스',
  startIdea:
    '분자의 에너지도, 사람의 선택도, 분류기의 답도 식 하나로 설명할 수 있습니다. 그 식을 직접 만져 보고, 망가뜨려 보고, 분류기까지 학습시켜 보세요. 계산은 모두 여러분의 브라우저에서 합니다.',
  startActions: '여섯 가지 해 보기',
  actions: {
    third: { title: '비율과 소프트맥스 견주기', text: '점수가 1, 1, 3일 때, 두 규칙은 세 번째에 얼마를 줄까요?' },
    plus: { title: '점수마다 1 더하기', text: '점수가 1 오를 때 더 크게 변하는 쪽은 어느 규칙일까요?' },
    all: { title: '모두에 더하기, 모두에 곱하기', text: '모든 점수가 똑같이 바뀌면 무엇이 달라질까요?' },
    overflow: {
      title: '오버플로 일으키기',
      text: 'float32에서 모든 점수에 88을 더하고, 처음 ∞가 되는 곳을 찾아보세요.',
    },
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
  linkMany: (key, found, most) =>
    `링크의 ${key}에는 숫자를 ${most}개까지 적을 수 있습니다(지금 ${found}개). 그래서 처음 값으로 열었습니다.`,
  linkWrong: (key, found) =>
    `링크의 ${key} 값 ‘${josa(`${found}’`, '은/는')} 쓸 수 없습니다. 그래서 처음 값으로 열었습니다.`,
  teachersTitle: '선생님용 자료',
  teachersIdea:
    '장마다 있는 질문과 답, 그리고 그 답을 보여 주는 화면으로 가는 링크를 모았습니다. 인쇄해서 쓰거나 학생들에게 링크를 보내 주세요.',
  sheetTitle: '학생용 활동지',
  sheetIdea: '실험실을 보기 전에 답을 하나 고르고, 그렇게 생각한 까닭을 적어 보세요.',
  answer: '답',
  openState: '실험실에서 보기',
  classTitle: '수업에서 쓰기',
  classIdea:
    '50분 수업 두 차시와 활동지, 손 든 사람을 세어 점수로 쓰는 화면이 있습니다. 장마다 위쪽의 ‘발표 화면’을 누르면 글씨가 커지고 그림보다 질문이 먼저 나옵니다. ‘QR 코드’를 누르면 학생들이 각자 기기로 같은 화면을 열 수 있습니다.',
  tally: '손 든 사람 세기',
  embedTitle: '웹 페이지에 넣기',
  embedIdea:
    '어느 장이든 선생님의 웹 페이지에 넣을 수 있고, 바뀌면 안 되는 값은 잠글 수 있습니다. 속성 이름은 링크에 쓰이는 이름과 같습니다.',
};
