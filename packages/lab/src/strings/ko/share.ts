// 한국어: 정거장 「몫과 소프트맥스」.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { share as en } from '../en/share.ts';

export const share: Catalogue<typeof en> = {
  idea: '점수로 전체를 나누는 두 가지 방법입니다. 몫은 점수를 점수의 합으로 나눈 것으로, 비율이라고도 합니다. 소프트맥스는 지수함수의 값을 그 합으로 나눕니다. 몫은 몇 배인지를 묻고, 소프트맥스는 얼마나 더 큰지를 묻습니다.',
  presets: {
    start: '1, 1, 3',
    agree: '둘이 같아지는 T',
    cold: 'T = 0',
    hot: 'T = ∞',
    far: '1, 1, 10',
    scaled: '10, 10, 30',
    negative: '−1, 1, 3',
  },
  questions: {
    near: {
      ask: '점수가 1, 1, 3입니다. 세 번째 점수가 1 오르면, 어느 쪽에서 그 확률이 더 많이 움직일까요?',
      choices: ['몫', '소프트맥스'],
      reveal: (share, softmax) => `몫은 ${share}만큼, 소프트맥스는 ${softmax}만큼 움직입니다.`,
    },
    far: {
      ask: '이번에는 점수가 1, 1, 10이고, 세 번째가 1 오릅니다. 어느 쪽이 더 많이 움직일까요?',
      choices: ['몫', '소프트맥스'],
      reveal: (share, softmax) =>
        `몫은 ${share}만큼, 소프트맥스는 겨우 ${softmax}만큼 움직입니다. 이미 거의 확실했기 때문입니다. 소프트맥스가 더 민감하다는 말은 승부가 나지 않았을 때만 맞습니다.`,
    },
    doubled: {
      ask: '세 점수를 모두 두 배로 합니다. 1, 1, 3이 2, 2, 6이 됩니다. 무엇이 달라질까요?',
      choices: ['몫만', '소프트맥스만', '둘 다'],
      reveal: (a, b, c, d) =>
        `세 번째를 보면 몫은 처음에 ${a}, 두 배로 한 뒤에 ${b}입니다. 소프트맥스는 처음에 ${c}, 뒤에 ${d}입니다. 점수를 두 배로 하는 것은 온도를 반으로 낮추는 것과 같습니다.`,
    },
  },
  share: '몫',
  softmax: '소프트맥스',
  name: '이름',
  score: '점수',
  temperature: '온도 T',

  compare: '같은 점수, 두 규칙',
  compareCaption: (name, share, softmax) => `${josa(name, '은/는')} 몫으로 ${share}, 소프트맥스로 ${softmax}입니다.`,
  noShare:
    '이 점수에는 몫이 없습니다. 몫은 점수가 모두 0 이상이고 하나라도 0보다 커야 합니다. 소프트맥스는 어떤 점수든 됩니다.',
  agrees: (temperature) => `T\u00a0=\u00a0${temperature}에서 두 규칙이 같아집니다.`,
  agreeNow: '이 온도에서 두 규칙이 같습니다.',

  test: '1을 더해 보기, 그리고 상관없는 것들',
  testCaption: (most) =>
    `띠 한 쌍이 점수를 바꾼 경우 하나입니다. 숫자는 그 항목이, 모두 바꾼 경우에는 가장 많이 움직인 항목이 움직인 만큼입니다. 소프트맥스는 모두에 더한 수를 보지 못하고, 몫은 모두에 곱한 수를 보지 못합니다. 항목이 ${most}개보다 많으면 아래에서 고른 것만 시험합니다.`,
  now: '지금',
  plus: (name) => `${name} +1`,
  add: '모두에 더하기',
  added: (x) => `모두에 ${x} 더하기`,
  scale: '모두에 곱하기',
  scaled: (x) => `모두에 ${x} 곱하기`,
  change: (rule) => `변화, ${rule}`,
  changed: '바꾼 것',

  reaction: '1을 더하면 얼마나 움직일까',
  reactionCaption: (name) => `${josa(name, '이/가')} 어떤 점수에서 1을 더 받을 때 그 확률이 움직이는 만큼입니다.`,
  crossings: (places) => `x = ${places}에서 둘이 같은 만큼 움직입니다.`,
  watched: '항목',
  axis: (name) => `${name} 점수`,

  triangle: '세 확률의 모든 경우',
  triangleCaption:
    '꼭짓점은 확실한 경우, 한가운데는 셋이 같은 경우입니다. 곡선은 한가운데(T = ∞)에서 가장자리(T = 0)까지 모든 온도의 소프트맥스입니다. 둥근 점을 끌거나 화살표 키로 움직이면 점수가 따라옵니다.',
  triangleThree: '삼각형은 항목이 셋일 때 그립니다. 지금은 점수가 셋이 아닙니다.',
  triangleFixed: '이 온도에서는 점의 자리로 점수를 알 수 없습니다. 움직이려면 T를 0.05와 20 사이로 고르세요.',
  point: '소프트맥스의 점',
};
