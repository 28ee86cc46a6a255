// 한국어: 「학습, 그리고 NaN」 장.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { training as en } from '../en/training.ts';

export const training: Catalogue<typeof en> = {
  idea: '분류기는 입력의 일차식으로 점수를 구하고, 소프트맥스로 확률을 구합니다. 손실은 정답 클래스의 −ln\u00a0p, 곧 교차 엔트로피(cross-entropy)입니다. 학습은 손실이 줄어드는 쪽으로, 곧 기울기의 반대쪽으로 가중치를 한 스텝씩 옮기는 일입니다(경사하강법, gradient descent). 점수에 대한 기울기는 p\u00a0−\u00a0y이고, 가중치에는 여기에 좌표를 곱합니다. 학습률을 올려 보세요. 단순한 식은 float16, float32, float64 순서로 NaN이 됩니다. 안정적인 식은 학습률 100에서도 버티지만, 1000에서는 점수 자체가 float16의 범위를 벗어납니다.',
  presets: {
    start: '세 무리, 0.3',
    small: '너무 작음',
    right: '알맞음',
    swings: '진동',
    nan: 'NaN',
    hundred: '학습률 100',
    overlapping: '겹친 무리',
    five: '다섯 무리',
    ringed: '둘러싸인 무리',
    squared: '둘러싸인 무리에 x², y² 쓰기',
  },
  questions: {
    first: {
      ask: '단순한 식을 쓰는 세 레인이 모두 학습률 0.3으로 학습합니다. 어느 것이 가장 먼저 NaN이 될까요?',
      choices: ['float16', 'float32', 'float64'],
      reveal: (exponent, limit) =>
        `float16은 4스텝에서 점수가 ${exponent}까지 커지는데, x가 ${limit}보다 크면 eˣ이 ∞가 됩니다.`,
      why: '학습률이 1이면 float32도, 10이면 float64도 NaN이 됩니다. 학습률이 클수록 점수가 크게 변하고, 어떤 형식에든 한계가 있습니다.',
    },
    stable: {
      ask: '이번에는 float16에서 학습률이 100입니다. 대신 가장 큰 점수를 먼저 뺍니다. 어떻게 될까요?',
      choices: ['그래도 NaN이 된다', '학습이 된다'],
      reveal: (accuracy) => `학습이 되어, 200스텝 뒤의 정확도가 ${accuracy}입니다.`,
      why: '지수가 0보다 커지지 않으니 지수함수 값도 1보다 커지지 않습니다. 하지만 학습률을 1000으로 올리면 점수 자체가 float16의 범위를 벗어나 5스텝에서 NaN이 됩니다.',
    },
    gradient: {
      ask: '모델이 정답 클래스에 확률 0.9를 주었습니다. 그 클래스의 점수에 대한 손실의 기울기는 얼마일까요?',
      choices: ['0.9', '0.1', '−0.1'],
      reveal: () => '기울기는 p\u00a0−\u00a0y = 0.9 − 1 = −0.1입니다.',
      why: '이 점수를 조금 올리면 손실 −ln p가 줄어듭니다. 다른 클래스의 기울기는 p − 0이므로 점수를 내리는 쪽으로 움직입니다. 기울기를 모두 더하면 0입니다.',
    },
  },

  plane: '결정 영역',
  planeCaption: (lane, step, loss, accuracy) =>
    `${lane}, ${step} 뒤: 손실 ${loss}, 정확도 ${accuracy}. 점을 두른 고리는 1 − p(정답 클래스)입니다. 클수록 학습에 더 크게 작용합니다.`,
  planeBroken: (lane, step) => `${lane}: ${step}스텝에서 NaN이 되어 손실도 정확도도 구할 수 없습니다.`,
  newtonCaption: (steps, loss, accuracy) =>
    `뉴턴법, ${steps} 뒤: 손실 ${loss}, 정확도 ${accuracy}. 점을 두른 고리는 1 − p(정답 클래스)입니다. 클수록 학습에 더 크게 작용합니다.`,
  broken: 'NaN: 결정 영역이 없습니다',
  addHint: '그림을 누르면 그 자리에 점이 생깁니다.',
  className: (i) => ['가', '나', '다', '라', '마'][i],
  brush: '새 점의 클래스',
  add: '점 놓기',
  undo: '마지막 점 삭제',
  clear: '모두 삭제',
  added: (name, x, y, count) => `클래스 ${name}의 점을 (${x}, ${y})에 놓았습니다. 이제 점이 ${count}개입니다.`,
  full: (most) => `점은 ${most}개까지 놓을 수 있습니다.`,
  few: '학습하려면 두 클래스 이상의 점이 있어야 합니다. 점을 더 놓거나 위의 단추를 골라 주세요.',
  point: '점',
  class: '클래스',

  rate: '학습률(모든 레인에 같음)',
  standard: '좌표를 표준화해서 학습',
  squares: 'x², y²도 함께 쓰기',
  step: '스텝',
  steps: (n) => `${n}스텝`,
  play: '재생',
  pause: '멈춤',
  lane: '그림에 나타낼 레인',
  laneName: {
    f16naive: 'f16, 단순',
    f32naive: 'f32, 단순',
    f64naive: 'f64, 단순',
    f16stable: 'f16, 안정',
    f32stable: 'f32, 안정',
    f64stable: 'f64, 안정',
    newton: '뉴턴법',
  },
  lanes: '여섯 레인, 같은 학습률',
  lanesCaption: (broken, guess) =>
    `레인마다 200스텝 동안의 손실을 로그 눈금으로 그렸습니다. 점선은 클래스를 아무렇게나 고를 때의 손실 ${guess}입니다. ${broken === 0 ? '이 학습률에서는 NaN이 되는 레인이 없습니다.' : `이 학습률에서는 레인 ${broken}개가 NaN이 됩니다.`}`,
  seen: {
    nan: (lane, step) => `${josa(lane, '은/는')} ${step}스텝에서 NaN이 됩니다.`,
    small: (lane) => `${josa(lane, '은/는')} 손실이 매끄럽게 내려가지만 느립니다. 학습률이 너무 작습니다.`,
    swings: (lane) => `${josa(lane, '은/는')} 손실이 오르내립니다. 학습률이 커서 최솟값을 지나쳐 버립니다(진동).`,
    right: (lane) => `${josa(lane, '은/는')} 손실이 빠르게 내려갑니다. 알맞은 학습률입니다.`,
    settled: (lane) =>
      `${josa(lane, '은/는')} 손실이 더 내려가지 않습니다. 무리가 겹치거나 둘러싸여 있으면 직선으로는 다 가를 수 없습니다. x², y²도 함께 쓰면 경계가 휠 수 있습니다.`,
  },
  nan: (step) => `${step}스텝에서 NaN`,
  right: (accuracy) => `정확도 ${accuracy}`,
  outcome: '결과',
  reason: {
    score: '점수가 형식의 범위를 벗어났습니다',
    exponential: (exponent, limit) => `e의 ${exponent}제곱이 넘칩니다. 담을 수 있는 한계는 ${limit}제곱입니다`,
    sum: '지수함수 값의 합이 넘칩니다',
    probability: '지수함수 값이 모두 0이어서 0 / 0이 되었습니다',
    weight: '가중치가 형식의 범위를 벗어났습니다',
  },
  why: '이유',
  loss: '손실',
  accuracy: '정확도',

  pull: '점 하나의 기울기: p\u00a0−\u00a0y',
  pullCaption: (name, loss) =>
    `클래스 ${name}의 점이고, 손실은 −ln p = ${loss}입니다. 화살표는 점수가 움직이는 쪽(기울기 p\u00a0−\u00a0y의 반대쪽)입니다. 정답 클래스의 점수는 올리고 나머지는 내립니다.`,
  pullBroken: '가중치가 NaN이어서 기울기도 구할 수 없습니다.',
  which: '점',

  newton: '학습률이 필요 없는 뉴턴법',
  newtonFigure: (iterations, accuracy, gap) =>
    `같은 손실에 흔히 쓰는 정규화 항을 더하고, 곡률(이차 미분)까지 씁니다. ${iterations} 만에 끝나고 정확도는 ${accuracy}입니다. 어떤 가중치를 골라도 목적 함수를 ${gap}보다 더 낮출 수 없다는 것이 보장됩니다.`,
  modelFile: '모델(JSON)',
  newtonFailed: '최적점에 이르지 못하고 멈추었습니다.',
  iterations: (n) => `반복 ${n}번`,
  iteration: '반복',
  objective: '목적 함수',
  gradientNorm: '기울기의 최댓값',
  gap: '최솟값과의 차이 상한',
};
