// 한국어: 「비율과 소프트맥스」 장.

import type { Catalogue } from '../catalogue.ts';
import type { share as en } from '../en/share.ts';

export const share: Catalogue<typeof en> = {
  idea: '점수에 따라 전체를 나누어 갖는 두 가지 방법입니다. 비율은 점수를 점수의 합으로 나눈 값이고, 소프트맥스는 점수의 지수함수 값을 그 값들의 합으로 나눈 값입니다. 비율에서는 점수가 몇 배인지가, 소프트맥스에서는 점수가 얼마나 더 큰지가 중요합니다.',
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
      ask: '점수가 1, 1, 3입니다. 세 번째 점수가 1 오르면, 어느 쪽에서 그 확률이 더 많이 변할까요?',
      choices: ['비율', '소프트맥스'],
      reveal: (share, softmax) => `비율에서는 ${share} %p, 소프트맥스에서는 ${softmax} %p 오릅니다.`,
    },
    far: {
      ask: '이번에는 점수가 1, 1, 10이고, 세 번째가 1 오릅니다. 어느 쪽이 더 많이 변할까요?',
      choices: ['비율', '소프트맥스'],
      reveal: (share, softmax) =>
        `비율에서는 ${share} %p 오르지만, 소프트맥스에서는 ${softmax} %p밖에 오르지 않습니다. 이미 거의 확실했기 때문입니다. 소프트맥스가 점수에 더 민감하다는 말은 아직 우열이 뚜렷하지 않을 때만 맞습니다.`,
    },
    doubled: {
      ask: '세 점수를 모두 두 배로 합니다. 1, 1, 3이 2, 2, 6이 됩니다. 무엇이 달라질까요?',
      choices: ['비율만', '소프트맥스만', '둘 다'],
      reveal: (a, b, c, d) =>
        `세 번째 항목을 보면 비율은 ${a}에서 ${b}로 그대로이고, 소프트맥스는 ${c}에서 ${d}로 커집니다. 점수를 두 배로 하는 것은 온도를 반으로 낮추는 것과 같습니다.`,
    },
  },
  share: '비율',
  softmax: '소프트맥스',
  name: '이름',
  score: '점수',
  temperature: '온도 T',

  compare: '같은 점수, 두 규칙',
  compareCaption: (name, share, softmax) => `${name}: 비율로는 ${share}, 소프트맥스로는 ${softmax}입니다.`,
  noShare:
    '이 점수로는 비율을 구할 수 없습니다. 비율은 모든 점수가 0 이상이고 합이 0보다 커야 구할 수 있습니다. 소프트맥스는 어떤 점수로도 구할 수 있습니다.',
  agrees: (temperature) => `T\u00a0=\u00a0${temperature}에서 두 규칙의 결과가 같아집니다.`,
  agreeNow: '지금 온도에서 두 규칙의 결과가 같습니다.',

  test: '1 더하기, 모두에 더하기, 모두에 곱하기',
  testCaption: (most) =>
    `띠 두 줄이 한 가지 변화입니다. 오른쪽 숫자는 바꾼 항목의 확률 변화(%p)이고, 모두 바꾼 경우에는 가장 크게 변한 항목의 변화입니다. 모두에 같은 수를 더해도 소프트맥스는 그대로이고, 모두에 같은 수를 곱해도 비율은 그대로입니다. 항목이 ${most}개보다 많으면 아래에서 고른 항목에만 1을 더해 봅니다.`,
  now: '지금',
  plus: (name) => `${name} +1`,
  add: '모두에 더할 수',
  added: (x) => `모두에 ${x} 더하기`,
  scale: '모두에 곱할 수',
  scaled: (x) => `모두에 ${x} 곱하기`,
  change: (rule) => `변화, ${rule}`,
  changed: '바꾼 것',
  points: '%p',

  reaction: '1을 더하면 얼마나 변할까',
  reactionCaption: (name) => `${name} 점수가 가로축의 값일 때 1을 더하면 그 확률이 얼마나 변하는지 나타냅니다(%p).`,
  crossings: (places) => `x = ${places}에서는 두 규칙에서 똑같이 변합니다.`,
  watched: '항목',
  axis: (name) => `${name} 점수`,

  triangle: '세 확률의 모든 조합',
  triangleCaption:
    '꼭짓점에서는 한 항목의 확률이 1이고, 한가운데에서는 셋이 같습니다. 곡선은 T = ∞(한가운데)에서 T = 0(가장자리)까지, 온도를 바꿀 때 소프트맥스가 지나는 길입니다. 둥근 점을 끌거나 화살표 키로 움직이면 점수가 따라 바뀝니다.',
  triangleThree: '삼각형은 항목이 셋일 때만 그릴 수 있습니다. 지금은 항목이 셋이 아닙니다.',
  triangleFixed:
    '지금 온도에서는 점의 위치로 점수를 정할 수 없습니다. 점을 움직이려면 T를 0.05와 20 사이로 맞춰 주세요.',
  point: '소프트맥스의 점',
};
