// 한국어: 정거장 「학습」.

import type { Catalogue } from '../catalogue.ts';
import type { training as en } from '../en/training.ts';

export const training: Catalogue<typeof en> = {
  idea: '분류기는 데이터의 일차식으로 점수를 매기고, 그 점수를 소프트맥스로 확률로 바꿉니다. 학습은 손실의 기울기를 거슬러 가중치를 조금씩 옮기는 일이고, 그 기울기는 그저 p − y입니다. 학습률을 올려 보세요. 그대로 계산하면 float16이 먼저, 그다음 float32, 마침내 float64까지 NaN이 됩니다. 안정한 식은 그렇지 않습니다.',
  presets: {
    start: '세 무리, 0.3',
    one: '학습률 1',
    ten: '학습률 10',
    hundred: '학습률 100',
    overlapping: '겹친 무리',
    five: '다섯 무리',
    ringed: '속에 든 무리',
  },
  questions: {
    first: {
      ask: '모든 레인이 같은 학습률 0.3으로, 가장 큰 점수를 빼지 않고 그대로 학습합니다. 어느 것이 가장 먼저 NaN이 될까요?',
      choices: ['float16', 'float32', 'float64'],
      reveal: (exponent, limit) =>
        `float16입니다. 4걸음째에 점수가 ${exponent}까지 오르는데, float16의 e^x은 ${limit}을 넘으면 ∞입니다. 학습률이 1이면 float32가, 10이면 float64도 뒤를 따릅니다. 보폭이 클수록 점수가 커지고, 어떤 형식이든 끝은 있습니다.`,
    },
    stable: {
      ask: '이번에는 float16에서 학습률이 100입니다. 대신 가장 큰 점수를 먼저 뺍니다. 어떻게 될까요?',
      choices: ['그래도 NaN이 된다', '학습이 된다'],
      reveal: (accuracy) =>
        `학습이 됩니다. 200걸음 뒤에 맞힌 점의 비율이 ${accuracy}입니다. 지수가 0을 넘지 않으니, 지수함수의 값은 어떤 형식에서도 1을 넘지 않습니다.`,
    },
    gradient: {
      ask: '모델이 정답 부류에 확률 0.9를 주었습니다. 손실은 그 부류의 점수에 뭐라고 할까요?',
      choices: ['0.9', '0.1', '−0.1'],
      reveal: () =>
        'p − y = 0.9 − 1 = −0.1, 곧 이 점수를 조금 올리라는 말입니다. 다른 부류는 저마다 p − 0만큼 내리라는 말을 듣습니다. 모두 더하면 0입니다.',
    },
  },

  plane: '평면',
  planeCaption: (lane, step, loss, accuracy) =>
    `${lane}, ${step} 뒤: 손실 ${loss}, 정확도 ${accuracy}. 점을 두른 고리는 제 부류의 1 − p입니다. 넓을수록 세게 당깁니다.`,
  newtonCaption: (steps, loss, accuracy) =>
    `뉴턴법, ${steps} 뒤: 손실 ${loss}, 정확도 ${accuracy}. 점을 두른 고리는 제 부류의 1 − p입니다. 넓을수록 세게 당깁니다.`,
  broken: 'NaN: 이제 나눌 영역이 없습니다',
  addHint: '평면을 누르면 점이 하나 생깁니다.',
  className: (i) => ['가', '나', '다', '라', '마'][i],
  brush: '새 점의 부류',
  add: '점 놓기',
  undo: '마지막 점 빼기',
  clear: '모두 빼기',
  added: (name, x, y, count) => `${name} 부류의 점을 (${x}, ${y})에 놓았습니다. 이제 ${count}개입니다.`,
  full: (most) => `점이 ${most}개입니다. 더는 놓을 수 없습니다.`,
  few: '학습하려면 두 부류 이상의 점이 있어야 합니다. 점을 더 놓거나 위의 단추를 고르세요.',
  point: '점',
  class: '부류',

  rate: '학습률 (모든 레인에)',
  step: '걸음',
  steps: (n) => `${n}걸음`,
  play: '재생',
  pause: '멈춤',
  lane: '평면에 보일 것',
  laneName: {
    f16naive: 'f16, 그대로',
    f32naive: 'f32, 그대로',
    f64naive: 'f64, 그대로',
    f16stable: 'f16, 안정',
    f32stable: 'f32, 안정',
    f64stable: 'f64, 안정',
    newton: '뉴턴법',
  },
  lanes: '여섯 레인, 학습률은 하나',
  lanesCaption: (broken, guess) =>
    `레인마다 200걸음 동안의 손실을 로그 눈금으로 그렸습니다. 점선은 아무렇게나 찍었을 때의 손실 ${guess}입니다. ${broken === 0 ? '이 학습률에서는 어느 레인도 망가지지 않습니다.' : `이 학습률에서 레인 ${broken}개가 망가집니다.`}`,
  nan: (step) => `${step}걸음째에 NaN`,
  right: (accuracy) => `정확도 ${accuracy}`,
  outcome: '결과',
  reason: {
    score: '점수가 형식의 범위를 벗어났습니다',
    exponential: (exponent, limit) => `e의 ${exponent}제곱이 넘칩니다. 한계는 ${limit}입니다`,
    sum: '지수함수 값의 합이 넘칩니다',
    probability: '지수함수 값이 모두 0이라, 0/0에는 값이 없습니다',
    weight: '가중치가 형식의 범위를 벗어났습니다',
  },
  why: '까닭',
  loss: '손실',
  accuracy: '정확도',

  pull: '점 하나가 하는 말: p − y',
  pullCaption: (name, loss) =>
    `${name} 부류의 점입니다. 손실은 −ln p = ${loss}입니다. 점수는 저마다 p − y를 거슬러 움직여야 합니다. 제 부류는 올리고, 나머지는 내립니다.`,
  which: '점',

  newton: '학습률이 없는 뉴턴법',
  newtonFigure: (iterations, accuracy) =>
    `같은 손실에 흔히 쓰는 벌점을 더하고, 그 굽은 정도까지 봅니다. ${iterations} 만에 끝나고 정확도는 ${accuracy}입니다. 보증도 있습니다. 어떤 가중치를 골라도 목적 함수를 이 틈보다 더 낮출 수는 없습니다.`,
  newtonFailed: '최적점에 이르지 못하고 멈추었습니다.',
  iteration: '걸음',
  objective: '목적 함수',
  gradientNorm: '기울기의 최댓값',
  gap: '틈의 한계',
};
