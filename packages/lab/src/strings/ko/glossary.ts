// 한국어: 이야기의 용어.

import type { Catalogue } from '../catalogue.ts';
import type { glossary as en } from '../en/glossary.ts';

export const glossary: Catalogue<typeof en> = {
  softmax: {
    term: '소프트맥스',
    text: '점수를 확률로 바꿉니다. 점수마다 지수함수 값을 구해 그 합으로 나눕니다.',
  },
  share: {
    term: '비율',
    text: '점수를 점수의 합으로 나눈 값입니다. 루스의 선택 규칙은 값의 비율입니다.',
  },
  microstate: {
    term: '미시상태',
    text: '모든 입자의 상태를 하나하나 정한 한 가지 경우입니다. 그 수를 Ω로 씁니다.',
  },
  factor: {
    term: '볼츠만 인자',
    text: '절대온도 T에서 에너지가 E인 상태의 가중치입니다.',
  },
  degeneracy: {
    term: '축퇴도',
    text: '에너지가 같은 상태의 수입니다.',
  },
  partition: {
    term: '분배함수',
    text: '볼츠만 인자를 모두 더한 값입니다. 이것으로 나누면 확률이 되고, 로그를 취하면 열역학량을 모두 얻습니다.',
  },
  temperature: {
    term: '온도',
    text: '점수를 나누는 수입니다. 낮을수록 가장 큰 점수가 확실해지고, ∞에서는 모두 같아집니다.',
  },
  utility: {
    term: '효용',
    text: '선택 이론에서 선택지의 점수입니다. v = eᵘ가 그 값입니다.',
  },
  axiom: {
    term: '선택 공리',
    text: '두 선택지의 확률의 비는 다른 선택지에 달려 있지 않다는 공리입니다.',
  },
  logit: {
    term: '로짓',
    text: '분류기가 소프트맥스에 넣기 전에 클래스마다 내놓는 점수입니다.',
  },
  overflow: {
    term: '오버플로(넘침)',
    text: '결과가 그 형식으로 나타내기에 너무 커서 ∞가 되는 것입니다.',
  },
  underflow: {
    term: '언더플로',
    text: '결과가 그 형식으로 나타내기에 너무 작아서 0이 되는 것입니다.',
  },
  nan: {
    term: '수가 아님(NaN)',
    text: '∞ / ∞나 0 / 0의 결과입니다. 이것으로 계산한 값도 모두 NaN입니다.',
  },
  entropy: {
    term: '교차 엔트로피',
    text: '분류기의 손실입니다. 정답 클래스의 확률에 로그를 취하고 부호를 바꾼 값입니다.',
  },
  gradient: {
    term: '기울기',
    text: '점수가 변할 때 손실이 변하는 정도입니다. 확률에서 정답 클래스는 1을, 나머지는 0을 뺀 값입니다.',
  },
  descent: {
    term: '경사하강법',
    text: '가중치를 기울기의 반대쪽으로 학습률 η만큼 옮기는 방법입니다.',
  },
  calibration: {
    term: '보정(캘리브레이션)',
    text: '80 %라고 답한 것 가운데 실제로 80 %쯤 맞는지를 말합니다. ECE는 그 차이의 평균입니다.',
  },
};
