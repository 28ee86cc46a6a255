// 한국어: 「오버플로 들여다보기」 장.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { overflow as en } from '../en/overflow.ts';

export const overflow: Catalogue<typeof en> = {
  idea: '수학에서는 모든 점수에 같은 수를 더해도 확률이 그대로입니다. 컴퓨터에서는 그 때문에 답이 나오지 않을 수도 있습니다. x가 커지면 eˣ은 어떤 부동소수점 형식에서든 언젠가 넘치고, 그다음 계산은 NaN이 됩니다. 가장 큰 점수를 먼저 빼면 지수함수 값이 모두 1 이하가 되어 넘치지 않습니다.',
  presets: {
    start: '88씩 더하기, float32',
    half: '11씩 더하기, float16',
    double: '707씩 더하기, float64',
    sum: '합만 넘치는 경우',
    nothing: '0 / 0',
    lossy: '작은 확률이 사라지는 경우',
    masked: '모두 가린 행(−∞)',
    infinite: '∞인 점수',
    coarse: '정밀도 부족: float16에서 5000',
  },
  questions: {
    adding: {
      ask: '점수가 1, 1, 3입니다. 모두 100을 더하고 float32에서 단순한 식 eˣ / Σ eˣ을 그대로 계산하면 무엇이 나올까요?',
      choices: ['같은 확률', '거의 같은 확률', 'NaN'],
      reveal: (before) => `100을 더하기 전에는 세 번째 확률이 ${before}이고, 더하고 나면 NaN입니다.`,
      why: 'e¹⁰³이 float32로 나타낼 수 있는 가장 큰 수를 넘어서 ∞가 되고, ∞ / ∞는 NaN입니다.',
    },
    brain: {
      ask: 'bfloat16도 float16처럼 16비트입니다. x가 얼마를 넘으면 eˣ이 넘칠까요?',
      choices: ['float16과 비슷한 곳', 'float32와 비슷한 곳'],
      reveal: (bf16, f16, f32) =>
        `eˣ을 담을 수 있는 한계는 bfloat16에서 x = ${bf16}, float16에서 ${f16}, float32에서 ${f32}입니다.`,
      why: 'bfloat16은 지수에 float32만큼 비트를 쓰는 대신 유효숫자가 두세 자리로 줄어듭니다.',
    },
    confident: {
      ask: '분류기가 로짓으로 40과 0을 내놓았습니다. float64에서 −log(softmax(x))로 첫째의 손실을 구하면 얼마일까요?',
      choices: ['참값 그대로', '정확히 0', '∞'],
      reveal: (loss) => `참값은 ${loss}인데 −log(softmax(x))는 정확히 0이 됩니다.`,
      why: '1 + e⁻⁴⁰은 float64에서 1로 반올림되므로 첫째의 확률이 1이 되고, 1의 로그는 0입니다. bridle의 logSoftmax는 이 1을 거치지 않으므로 손실을 잃지 않습니다.',
    },
  },
  format: '형식',
  shift: '모든 점수에 더할 수',
  name: '이름',
  formula: '식',
  naive: '단순한 식',
  stable: '안정적인 식',
  score: '점수',
  exponent: '최댓값을 뺀 값',
  exponential: '지수함수 값',
  sum: '합',
  probability: '확률',
  truth: '참 확률',
  first: '처음 넘친 곳',
  firstLost: '처음 사라진 곳',

  microscope: '한 자리씩 들여다보기',
  shown: (shown, all) => `점수 ${all}개 가운데 ${shown}개를 보여 줍니다.`,
  legend: '흐린 숫자는 틀린 자리입니다.',
  reason: {
    fine: (format, error) =>
      `모든 값을 ${josa(format, '으로/로')} 나타낼 수 있습니다. 확률의 오차는 최대 ${error}입니다.`,
    overflow: {
      score: (name, format, _exponent, threshold) =>
        `${name} 점수부터 ${format}의 가장 큰 수 ${josa(threshold, '을/를')} 넘습니다.`,
      exponential: (name, format, exponent, threshold) =>
        `${name}의 지수함수 값, e의 ${exponent}제곱이 너무 커서 ${format}에서 ∞가 됩니다. eˣ을 담을 수 있는 한계는 x = ${threshold}입니다. ∞ / ∞는 NaN입니다.`,
      sum: (name, format, _exponent, threshold) =>
        `지수함수 값은 모두 담을 수 있지만, ${name}까지 더하면 합이 ${format}의 가장 큰 수 ${josa(threshold, '을/를')} 넘어 ∞가 됩니다. 어떤 수든 ∞로 나누면 0입니다.`,
    },
    underflow: {
      score: (name, format) =>
        `가장 큰 ${name} 점수까지 모든 점수가 ${josa(format, '으로/로')} 나타낼 수 있는 가장 작은 수보다 작습니다.`,
      exponential: (name, format, exponent, threshold) =>
        `가장 큰 지수함수 값(${name}), 곧 e의 ${exponent}제곱도 너무 작아서 ${format}에서 0이 됩니다. eˣ을 담을 수 있는 한계는 x = ${threshold}입니다. 모두 0이 되고, 0 / 0은 NaN입니다.`,
    },
    lossy: {
      score: (name, format) => `${name} 점수가 ${josa(format, '으로/로')} 나타낼 수 있는 가장 작은 수보다 작습니다.`,
      exponential: (name, format, exponent, threshold) =>
        `${name}의 지수함수 값, e의 ${exponent}제곱이 너무 작아서 ${format}에서 0이 됩니다. eˣ을 담을 수 있는 한계는 x = ${threshold}입니다. 확률이 0이 되어 일어날 수 없는 일처럼 보입니다. 나머지 확률은 맞습니다.`,
      quotient: (name, format) =>
        `합으로 나누면 ${name}의 확률이 너무 작아서 ${format}에서 0이 되고, 일어날 수 없는 일처럼 보입니다.`,
    },
  },

  special: {
    nan: '점수에 NaN이 하나라도 있으면 합이 NaN이 되어 모든 확률이 NaN이 됩니다.',
    infinite:
      '점수가 ∞이면 지수함수 값도 ∞입니다. 단순한 식은 ∞ / ∞, 안정적인 식은 ∞ − ∞가 되어 NaN이 나옵니다. bridle의 softmax는 극한을 취해 ∞인 항목에만 확률을 똑같이 나누어 줍니다.',
    masked:
      '한 행을 모두 가려 점수가 전부 −∞가 되면, 지수함수 값이 모두 0이고 0 / 0은 NaN입니다. 학습 중에 NaN이 나오는 흔한 원인입니다. bridle에서는 mask 옵션으로 가리면 확률이 모두 0이 됩니다.',
    partly: '−∞인 점수의 확률은 0입니다. 가린(mask) 항목을 이렇게 나타냅니다.',
  },

  thresholds: '형식마다 다른 한계',
  thresholdsCaption:
    '형식마다 eˣ을 담을 수 있는 x의 범위입니다. 둥근 점은 단순한 식의 지수, 네모난 점은 안정적인 식의 지수입니다. 안정적인 식의 지수는 0보다 커지지 않습니다.',
  axis: 'eˣ의 x',
  zero: '0',
  infinite: '∞',
  below: 'x가 이보다 작으면 eˣ은 0',
  above: 'x가 이보다 크면 eˣ은 ∞',
  verdict: { overflow: '넘침', underflow: '0 / 0', lossy: '일부 사라짐', nan: 'NaN', ok: '정상' },

  tail: '확신이 클 때의 로그 손실',
  tailCaption: (gap, loss) =>
    `첫째와 둘째의 로짓 차이가 ${gap}입니다. 첫째의 참 손실은 ${loss}입니다. 실선이 참 손실입니다. log(softmax)는 계단 모양으로 따라오다가, 1 + e^(−차이)가 1로 반올림되는 곳에서 정확히 0이 됩니다. 가위표가 그 자리이고, 거기서부터는 손실이 0이라 더 배우지 못합니다.`,
  gap: '첫째와 둘째의 로짓 차이',
  lossAxis: '첫째의 손실 −ln p',
  gapAxis: '첫째와 둘째의 로짓 차이',
  exact: '참값',
  method: '계산 방법',
  winner: '첫째 ln p',
  loser: '둘째 ln p',
  logOf: (format) => `log(softmax), ${format}`,
  usual: 'x − max − log Σ, float64',
  own: 'bridle의 logSoftmax',
};
