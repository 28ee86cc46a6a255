// 한국어: 정거장 「오버플로」.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { overflow as en } from '../en/overflow.ts';

export const overflow: Catalogue<typeof en> = {
  idea: '종이 위에서는 모든 점수에 같은 수를 더해도 달라지는 것이 없습니다. 컴퓨터에서는 답이 나오느냐 마느냐가 갈립니다. x가 커지면 eˣ은 어떤 부동소수점 형식이든 언젠가 넘치고, 그 뒤에 남는 것은 NaN입니다. 가장 큰 점수를 먼저 빼면 지수함수 값이 모두 1 이하에 머뭅니다.',
  presets: {
    start: '88씩 더하기, float32',
    half: '11씩 더하기, float16',
    sum: '합만 넘치는 경우',
    nothing: '0 나누기 0',
    lossy: '사라지는 꼬리',
    coarse: '너무 성긴 눈금: float16에서 5000',
    double: '707씩 더하기, float64',
  },
  questions: {
    adding: {
      ask: '점수가 1, 1, 3입니다. 모두 100을 더하고 float32에서 식 그대로 e^x / Σ e^x을 계산하면 무엇이 나올까요?',
      choices: ['같은 확률', '거의 같은 확률', 'NaN'],
      reveal: (before) =>
        `100을 더하기 전에는 세 번째가 ${before}입니다. 더하고 나면 e^103이 float32를 벗어나서 지수함수 값이 ∞가 되고, ∞ / ∞는 숫자가 아닙니다.`,
    },
    brain: {
      ask: 'bfloat16은 float16처럼 16비트입니다. x가 얼마를 넘으면 e^x이 넘칠까요?',
      choices: ['float16과 비슷한 곳', 'float32와 비슷한 곳'],
      reveal: (bf16, f16, f32) =>
        `bfloat16은 x = ${bf16}, float16은 ${f16}, float32는 ${f32}에서 끝납니다. bfloat16은 지수 자리에 float32만큼 비트를 쓰고, 그 값을 유효숫자로 치릅니다. 남는 것은 두세 자리뿐입니다.`,
    },
    confident: {
      ask: '분류기가 확신합니다. 로짓이 40과 0입니다. float64에서 −log(softmax(x))로 구한 첫째의 손실은 얼마일까요?',
      choices: ['참값 그대로', '정확히 0', '∞'],
      reveal: (loss) =>
        `참값은 ${loss}입니다. 첫째의 확률은 1 − ${loss}인데 float64에는 그 수와 1 사이에 다른 수가 없어서 1이 되고, 1의 로그는 0입니다. bridle의 logSoftmax는 이 1을 만들지 않으므로 손실을 지킵니다.`,
    },
  },
  format: '형식',
  shift: '모든 점수에 더하기',
  name: '이름',
  formula: '식',
  naive: '식 그대로',
  stable: '안정한 식',
  naiveFormula: 'e^x / Σ e^x',
  stableFormula: 'e^(x − max) / Σ e^(x − max)',
  score: '점수',
  exponent: '가장 큰 점수를 빼면',
  exponential: '지수함수',
  sum: '합',
  probability: '확률',
  truth: '참 확률',
  first: '여기서 처음',

  microscope: '한 자리씩 들여다보기',
  shown: (shown, all) => `점수 ${all}개 가운데 ${shown}개를 보여 줍니다.`,
  legend: '흐린 숫자는 틀린 자리입니다.',
  reason: {
    fine: (format, error) => `모든 칸이 ${format}의 수입니다. 확률의 오차는 커야 ${error}입니다.`,
    overflow: {
      score: (name, format, _exponent, threshold) =>
        `${name} 점수부터 ${format}의 가장 큰 수 ${josa(threshold, '을/를')} 넘습니다.`,
      exponential: (name, format, exponent, threshold) =>
        `e^${exponent}은 ${format}에 담기에 너무 큽니다. e^x은 x = ${threshold}에서 끝납니다. ${name}의 지수함수 값이 ∞가 되고, ∞ / ∞는 NaN입니다.`,
      sum: (name, format, _exponent, threshold) =>
        `지수함수 값은 하나하나 담기지만, ${josa(name, '을/를')} 더하는 순간 합이 ${format}의 가장 큰 수 ${josa(threshold, '을/를')} 넘습니다. 무엇이든 ∞로 나누면 0입니다.`,
    },
    underflow: {
      score: (name, format) =>
        `가장 큰 ${josa(name, '을/를')} 비롯해 모든 점수가 ${format}의 가장 낮은 수보다 낮습니다.`,
      exponential: (name, format, exponent, threshold) =>
        `가장 큰 지수함수 값인 ${name}의 e^${exponent}조차 ${format}에 담기에 너무 작습니다. e^x은 x = ${threshold}에서 끝납니다. 모두 0이 되고, 0 / 0은 NaN입니다.`,
    },
    lossy: {
      score: (name, format) => `${name} 점수가 ${format}의 가장 낮은 수보다 낮습니다.`,
      exponential: (name, format, exponent, threshold) =>
        `e^${exponent}은 ${format}에 담기에 너무 작습니다. e^x은 x = ${threshold}에서 끝납니다. ${josa(name, '은/는')} 일어날 수 없는 일처럼 0이 됩니다. 나머지는 맞습니다.`,
      quotient: (name, format) =>
        `합으로 나누면 ${josa(name, '은/는')} ${format}에 담기에 너무 작아서, 일어날 수 없는 일처럼 0이 됩니다.`,
    },
  },

  thresholds: '형식마다 끝나는 곳',
  thresholdsCaption:
    '형식마다 e^x이 수로 남는 x의 범위입니다. 둥근 점은 식 그대로 계산할 때의 지수, 네모난 점은 안정한 식의 지수입니다. 네모는 0의 오른쪽으로 가지 않습니다.',
  axis: 'e^x의 x',
  zero: '0',
  infinite: '∞',
  below: '이 아래에서 e^x은 0',
  above: '이 위에서 e^x은 ∞',
  verdict: { overflow: '넘침', underflow: '0 / 0', lossy: '일부 사라짐', ok: '괜찮음' },

  tail: '확신하는 답의 로그',
  tailCaption: (gap, loss) =>
    `두 항목이 ${gap}만큼 떨어져 있습니다. 첫째의 참 손실은 ${loss}입니다. 실선이 참 손실입니다. log(softmax)는 계단을 그리며 따라오다가, 1 바로 아래에 남은 수가 없는 곳에서 정확히 0으로 떨어집니다. 가위표가 그 자리이고, 거기서부터는 더 배우지 못합니다.`,
  gap: '첫째가 앞선 만큼(로짓)',
  lossAxis: '첫째의 손실 −ln p',
  gapAxis: '첫째가 앞선 만큼',
  exact: '참값',
  method: '방법',
  winner: '첫째 ln p',
  loser: '둘째 ln p',
  logOf: (format) => `log(softmax), ${format}`,
  usual: 'x − max − log Σ, float64',
  own: 'bridle의 logSoftmax',
};
