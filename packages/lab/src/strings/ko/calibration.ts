// 한국어: 「얼마나 확신해도 될까」 장.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { calibration as en } from '../en/calibration.ts';

export const calibration: Catalogue<typeof en> = {
  idea: '분류기가 80 %라고 답하면 100번 가운데 80번은 맞아야 합니다. 정말 그런지는 학습에 쓰지 않은 그림으로 확인할 수 있습니다. 여기서는 숫자 1,797개를 모두, 그 숫자를 쓰지 않고 학습한 모델로 판정합니다(5분의 1씩 빼고 다섯 번 학습합니다). 얼마나 확신하는지는 온도로 조절하고, 확신이 모자란 답은 문턱값을 두어 보류합니다.',
  presets: {
    start: '학습한 그대로',
    cold: '지나친 확신, T = 0.4',
    hot: '확신 부족, T = 3',
    strict: '99 % 이상만',
    heart: '하트',
    nothing: '빈 그림',
  },
  questions: {
    meaning: {
      ask: '잘 보정된 모델이 확률 80 %로 내놓은 답만 모았습니다. 그 가운데 얼마나 맞을까요?',
      choices: ['모두', '80 %쯤', '알 수 없다'],
      reveal: () => '80 %쯤 맞고 20 %쯤은 틀립니다.',
      why: '보정되었다는 말이 바로 이 뜻입니다. 잘 보정된 모델이라면 그림의 막대가 대각선에서 끝납니다.',
    },
    loss: {
      ask: '모든 로짓을 T로 나눕니다. 처음 보는 숫자에서 손실이 가장 작은 곳은 어디일까요?',
      choices: ['T가 가장 낮을 때', '그 사이 어딘가', 'T가 가장 높을 때'],
      reveal: (temperature) =>
        `그 사이입니다. 88 %라고 한 답 넷 가운데 하나가 틀렸다면 T = ${temperature}에서 손실이 가장 작습니다.`,
      why: 'T가 낮으면 틀린 답까지 지나치게 확신해서 손실 −ln p가 아주 커지고, 높으면 맞는 답까지 의심합니다. 손실이 가장 작은 온도를 쓰면 답은 하나도 바꾸지 않고 모델을 보정할 수 있습니다.',
    },
    threshold: {
      ask: '가장 높은 확률이 문턱값을 넘을 때만 답하게 합니다. 남은 답의 정확도는 어떻게 될까요?',
      choices: ['올라간다', '그대로다', '내려간다'],
      reveal: (before, after, part) =>
        `올라갑니다. 90, 80, 70, 60 %로 답한 넷 가운데 마지막이 틀렸다면, 문턱값이 없을 때는 ${before}가 맞고, 70 %에서 남은 ${part} 가운데서는 ${after}가 맞습니다.`,
      why: '덜 확신한 답일수록 더 자주 틀리기 때문입니다. 그 대신 답을 얻는 그림이 줄어듭니다.',
    },
    none: {
      ask: '하트 그림입니다. 확률 열 개의 합을 1보다 작게 해서 ‘열 숫자 가운데 어느 것도 아니다’라고 할 수 있는 규칙은 어느 것일까요?',
      choices: ['소프트맥스', '스파스맥스', '둘 다 할 수 없다'],
      reveal: () => '둘 다 할 수 없습니다. 여기 나온 규칙은 모두 확률 열 개의 합이 1입니다.',
      why: '스파스맥스와 엔트맥스는 일부 클래스에 정확히 0을 주지만 모두에 0을 주지는 않습니다. ‘어느 것도 아니다’라고 하려면 그 클래스를 따로 두거나 문턱값을 써야 합니다.',
    },
  },
  loading: '손글씨 데이터를 불러오는 중입니다…',
  training: (done) => `숫자를 5분의 1씩 빼고 모델 다섯 개를 학습하는 중입니다: ${done}.`,
  failed: '손글씨 데이터를 불러오지 못했습니다. 페이지를 새로 고쳐 주세요.',

  threshold: '문턱값',
  thing: '그림',
  things: {
    heart: '하트',
    letter: '글자 A',
    cross: '가위표',
    board: '체스판',
    grey: '온통 회색인 그림',
    nothing: '빈 그림',
  },

  reliability: '80 %는 100번 가운데 80번 맞을까',
  reliabilityCaption: (temperature, ece, accuracy) =>
    `T = ${temperature}에서 나온 확률에 따라 답을 나누었습니다. 막대의 높이는 그 가운데 맞은 비율이고, 위의 숫자는 답의 수입니다. 막대가 대각선보다 낮으면 지나치게 확신한 것이고, 높으면 확신이 모자란 것입니다. 대각선과의 평균 거리인 보정 오차(ECE)는 ${ece}, 정확도는 어느 온도에서나 ${accuracy}입니다.`,
  from: '부터',
  to: '까지',
  count: '답의 수',
  confidence: '평균 확률',
  accuracy: '정확도',
  diagonal: '잘 보정됨',

  loss: '온도에 따른 손실',
  lossCaption: (best, least, now) =>
    `실제 숫자의 손실 −ln p를 평균한 값입니다. T = ${best}에서 ${josa(least, '으로/로')} 가장 작고, 지금 온도에서는 ${now}입니다.`,
  temperature: '온도 T',
  meanLoss: '평균 손실',
  best: '최소',

  answers: '확신할 때만 답하기',
  answersCaption: (threshold, part, right) =>
    `문턱값이 ${threshold}이면 숫자의 ${part}에 답하고, 그 답의 ${right}가 맞습니다.`,
  answersNone: (threshold) => `문턱값이 ${threshold}이면 어떤 숫자에도 답하지 않습니다.`,
  part: '답하는 비율',
  right: '그 가운데 맞은 비율',

  noDigit: (thing, digit, p) => `${josa(thing, '을/를')} 보고 하는 답: ${digit}(${p})`,
  noDigitCaption: (rows) =>
    `같은 점수 열 개에 세 가지 규칙을 썼습니다. 소프트맥스는 모든 숫자에 조금씩 주고, 엔트맥스와 스파스맥스는 일부에 정확히 0을 줍니다. 여기서 0이 된 숫자는 ${rows}입니다.`,
  zeros: (rule, zeros) => `${rule}에서 ${zeros}개`,
  rules: { softmax: '소프트맥스', entmax: '엔트맥스 1.5', sparsemax: '스파스맥스' },
  digit: '숫자',
};
