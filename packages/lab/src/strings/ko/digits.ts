// 한국어: 정거장 「진짜 숫자」.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { digits as en } from '../en/digits.ts';

export const digits: Catalogue<typeof en> = {
  idea: '앞에서 본 분류기 그대로입니다. 좌표 두 개 대신 화소 64개, 세 부류 대신 열 부류일 뿐입니다. 사람이 손으로 쓴 숫자 1,797개 가운데 1,438개로 지금 여러분의 브라우저에서 학습하고, 한 번도 보지 못한 359개로 시험을 봅니다. 그다음에는 직접 숫자를 써 보세요.',
  presets: {
    doubtful: '알쏭달쏭한 9',
    sure: '틀림없는 7',
    fooling: '모델을 속이는 8',
    nothing: '빈 그림',
    cold: 'T = 0.3',
    hot: 'T = 5',
  },
  questions: {
    temperature: {
      ask: '온도가 1에서 2로 오릅니다. 모든 로짓을 2로 나눈다는 뜻입니다. 1등은 어떻게 될까요?',
      choices: ['다른 숫자가 이길 수 있다', '그대로 이기지만 덜 확신한다', '그대로 이기고 더 확신한다'],
      reveal: (before, after) =>
        `로짓이 4, 2, 1이면 1등의 확률이 ${before}에서 ${after}까지 내려갑니다. 나눗셈은 순서를 바꾸지 않고 사이만 좁힙니다. 그래서 온도는 모델의 답을 하나도 바꾸지 않고 확신만 고칠 수 있습니다.`,
    },
    values: {
      ask: '화소 하나는 4 × 4칸 안에 있는 검은 점의 수입니다. 나올 수 있는 값은 모두 몇 가지일까요?',
      choices: ['2', '16', '17'],
      reveal: () =>
        '17가지입니다. 점이 하나도 없는 0부터 꽉 찬 16까지 있습니다. 그래서 화소의 값이 0에서 16까지입니다.',
    },
    nothing: {
      ask: '아무것도 없는 빈 그림을 보여 주면 소프트맥스는 뭐라고 할까요?',
      choices: ['확률을 내지 않는다', '0을 열 개 낸다', '더하면 1이 되는 확률 열 개를 낸다'],
      reveal: () =>
        '확률의 합은 언제나 1입니다. 소프트맥스는 “이 가운데 없다”고 말할 줄 모릅니다. 그 답이 필요하면 그런 부류를 따로 두거나, 확신이 모자란 답을 물리쳐야 합니다.',
    },
  },

  loading: '숫자를 가져오고 있습니다.',
  training: (iteration, objective) => `학습 중: ${iteration}걸음, 목적 함수 ${objective}.`,
  failed: '숫자를 가져오지 못했습니다. 페이지를 새로 고쳐 주세요.',

  pad: '마우스나 펜, 손가락으로 여기에 숫자를 써 보세요',
  padHint: '크게 써도 작게 써도, 어디에 써도 됩니다. 학습한 숫자들처럼 똑바로 세우고 가운데로 옮겨 크기를 맞춥니다.',
  clear: '지우기',
  grid: '모델이 보는 그림',
  gridHint: '키보드로는 화살표로 옮기고, 스페이스 바로 채우거나 비우고, +와 −로 하나씩 바꿉니다.',
  pixel: (row, column, value) => `${row}행 ${column}열: ${value}`,
  temperature: '온도 T',

  answer: (digit) => `이 숫자는 ${digit}`,
  answerCaption: (digit, p, second, q) =>
    `모델은 ${digit}에 확률 ${josa(p, '을/를')} 줍니다. 다음은 ${second}, 확률 ${q}입니다.`,
  answerScaled: (temperature, p) => `T = ${temperature}에서는 1등이 ${p}입니다.`,
  probabilities: '열 가지 확률',
  digit: '숫자',
  logit: '로짓',
  plainP: 'T = 1',
  scaledP: (temperature) => `T = ${temperature}`,

  heldOut: '본 적 없는 숫자로 보는 시험',
  heldOutCaption: (accuracy, right, rows, loss, ece) =>
    `떼어 둔 숫자 ${rows}개 가운데 ${right}개를 맞혀, 정확도가 ${accuracy}입니다. 로그 손실은 ${loss}, 보정 오차는 ${ece}입니다. 가로줄은 진짜 숫자, 세로줄은 모델의 답입니다.`,
  certificate: (rows, iterations, gap) =>
    `숫자 ${rows}개로 ${iterations}걸음 학습했습니다. 목적 함수를 더 낮출 수 있다 해도 ${gap}까지입니다.`,
  truth: '진짜',
  taken: '모델의 답',

  weights: '무엇을 배웠나',
  weightsCaption:
    '숫자마다 가중치를 그림으로 그렸습니다. 속이 찬 칸에 먹이 묻으면 그 숫자라는 쪽, 속이 빈 칸에 묻으면 아니라는 쪽에 힘이 실립니다. 클수록 목소리가 큽니다.',
  pixelName: '화소',

  mistakes: '가장 자신 있게 틀린 답',
  mistakesCaption: (count) =>
    `떼어 둔 숫자에서 틀린 답 ${count}개 가운데 가장 자신 있었던 것들입니다. 소프트맥스는 확신하면서도 틀릴 수 있습니다.`,
  mistake: (truth, taken) => `진짜 ${truth}, 답 ${taken}`,
  row: '번호',
};
