// 한국어: 정거장 「정의」.

import type { Catalogue } from '../catalogue.ts';
import type { definition as en } from '../en/definition.ts';

export const definition: Catalogue<typeof en> = {
  idea: '소프트맥스는 어떤 점수든 확률로 바꿉니다. e를 점수만큼 거듭제곱하고, 그 합으로 나눕니다. 점수가 1 오르면, 다른 점수가 얼마든 그 무게는 e배가 됩니다.',
  presets: {
    start: '1, 1, 3',
    equal: '모두 같게',
    negative: '음수도',
    added: '모두 100씩 더하기',
    huge: '1000점대',
  },
  questions: {
    adding: {
      ask: '점수가 1, 1, 3입니다. 세 점수에 모두 100을 더하면 확률은 어떻게 될까요?',
      choices: ['가장 큰 것이 더 커진다', '그대로다', '더는 계산할 수 없다'],
      reveal: (before, after) =>
        `세 번째 확률은 더하기 전에 ${before}, 더한 뒤에 ${after}입니다. 모든 점수에 같은 수를 더하면 지수함수의 값이 모두 같은 배수로 커지고, 나눗셈이 그 배수를 지웁니다. 그래서 가장 큰 점수를 먼저 빼도 되고, 그러면 넘치지 않습니다.`,
    },
  },
  figure: '단계별로 보기',
  caption: (max, sum) =>
    `가장 큰 점수 ${max}만큼을 모두에서 빼면 가장 큰 지수함수 값이 1이 됩니다. 그 합은 ${sum}입니다.`,
  overflow: (max) => `빼지 않으면 e의 ${max}제곱은 배정밀도에서 ∞가 됩니다.`,
  score: '점수',
  shifted: '가장 큰 점수를 빼면',
  exponential: '지수함수',
  probability: '확률',
  name: '이름',
  sum: '합',
};
