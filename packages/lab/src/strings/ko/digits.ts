// 한국어: 「손으로 쓴 숫자」 장.

import type { Catalogue } from '../catalogue.ts';
import type { digits as en } from '../en/digits.ts';

export const digits: Catalogue<typeof en> = {
  idea: '앞 장의 분류기와 같습니다. 좌표 두 개 대신 화소 64개를, 세 클래스 대신 열 클래스를 쓸 뿐입니다. 사람이 손으로 쓴 숫자 1,797개 가운데 1,438개로 지금 여러분의 브라우저에서 학습하고, 학습에 쓰지 않은 359개로 시험합니다. 그다음에는 직접 숫자를 써 보세요.',
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
      ask: '온도를 1에서 2로 올리면 모든 로짓을 2로 나누게 됩니다. 확률이 가장 높은 숫자는 어떻게 될까요?',
      choices: ['다른 숫자로 바뀔 수 있다', '그대로이고 확률은 낮아진다', '그대로이고 확률은 높아진다'],
      reveal: (before, after) => `로짓이 4, 2, 1이면 가장 높은 확률이 ${before}에서 ${after}로 낮아집니다.`,
      why: '나누어도 순서는 바뀌지 않고 차이만 줄어듭니다. 그래서 온도로는 모델의 답을 바꾸지 않고 확신하는 정도만 고칠 수 있습니다.',
    },
    values: {
      ask: '화소 하나의 값은 4 × 4칸 안에 있는 검은 점의 수입니다. 나올 수 있는 값은 모두 몇 가지일까요?',
      choices: ['2', '16', '17'],
      reveal: () => '점이 하나도 없는 0부터 모두 찬 16까지 17가지입니다.',
      why: '그래서 화소의 값이 0부터 16까지입니다.',
    },
    nothing: {
      ask: '아무것도 없는 빈 그림을 넣으면 소프트맥스는 무엇을 내놓을까요?',
      choices: ['확률을 내놓지 않는다', '0 열 개', '더하면 1이 되는 확률 열 개'],
      reveal: () => '이때도 더하면 1이 되는 확률 열 개가 나옵니다.',
      why: '소프트맥스는 ‘어느 것도 아니다’라고 답하지 못합니다. 그런 답이 필요하면 그 클래스를 따로 두거나, 확신이 모자란 답은 보류해야 합니다.',
    },
  },

  loading: '손글씨 데이터를 불러오는 중입니다…',
  training: (iteration, objective) => `학습 중: 반복 ${iteration}번, 목적 함수 ${objective}.`,
  failed: '손글씨 데이터를 불러오지 못했습니다. 페이지를 새로 고쳐 주세요.',

  pad: '마우스나 펜, 손가락으로 여기에 숫자를 써 보세요',
  padHint: '크기와 위치는 상관없습니다. 학습에 쓴 숫자들처럼 기울기를 바로잡고 가운데로 옮겨 크기를 맞춥니다.',
  clear: '지우기',
  grid: '모델이 보는 그림',
  gridHint: '키보드로는 화살표로 옮기고, 스페이스 바로 채우거나 비우고, +와 −로 1씩 바꿉니다.',
  pixel: (row, column, value) => `${row}행 ${column}열: ${value}`,
  temperature: '온도 T',

  answer: {
    empty: '아직 아무것도 쓰지 않았습니다',
    unsure: (digit, p) => `잘 모르겠습니다. 어쩌면 ${digit}(${p})`,
    probable: (digit, p) => `아마도 ${digit}(${p})`,
  },
  emptyCaption: '빈 그림에는 답하지 않습니다. 그래도 소프트맥스를 거치면 아래처럼 더해서 1이 되는 확률이 나옵니다.',
  answerCaption: (digit, p, second, q) => `가장 높은 확률은 ${digit}의 ${p}, 다음은 ${second}의 ${q}입니다.`,
  threshold: (least, kept, right) =>
    `확률이 ${least}에 못 미치면 ‘잘 모르겠습니다’라고 합니다. 시험용 숫자의 ${kept}에는 답하고, 그 답의 ${right}가 맞습니다.`,
  answerScaled: (temperature, p) => `T = ${temperature}에서는 가장 높은 확률이 ${p}입니다.`,
  probabilities: '열 숫자의 확률',
  digit: '숫자',
  logit: '로짓',
  plainP: 'T = 1',
  scaledP: (temperature) => `T = ${temperature}`,

  heldOut: '학습에 쓰지 않은 숫자로 시험하기',
  heldOutCaption: (accuracy, right, rows, loss, ece) =>
    `시험용 숫자 ${rows}개 가운데 ${right}개를 맞혀 정확도가 ${accuracy}입니다. 로그 손실은 ${loss}, 보정 오차(ECE)는 ${ece}입니다. 행은 실제 숫자, 열은 예측입니다.`,
  certificate: (rows, iterations, gap) =>
    `숫자 ${rows}개로 학습해 반복 ${iterations}번 만에 끝났습니다. 어떤 가중치를 골라도 목적 함수를 ${gap}보다 더 낮출 수는 없습니다.`,
  truth: '실제',
  taken: '예측',

  weights: '무엇을 배웠나',
  weightsCaption:
    '숫자마다 가중치를 그림으로 나타냈습니다. 채워진 칸에 획이 지나면 그 숫자의 점수가 오르고, 빈 칸에 지나면 내려갑니다. 칸이 클수록 영향이 큽니다.',
  pixelName: '화소',
  intercept: '절편',
  modelFile: '모델(JSON)',

  mistakes: '가장 자신 있게 틀린 답',
  mistakesCaption: (count) =>
    `시험용 숫자에서 틀린 답 ${count}개 가운데 확률이 가장 높았던 것들입니다. 소프트맥스는 확신하면서도 틀릴 수 있습니다.`,
  mistake: (truth, taken) => `실제 ${truth} → 예측 ${taken}`,
  row: '번호',
};
