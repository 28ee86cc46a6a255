// 한국어: 「정의」 장.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { definition as en } from '../en/definition.ts';

export const definition: Catalogue<typeof en> = {
  idea: '소프트맥스는 어떤 점수든 확률로 바꿉니다. 점수마다 e의 거듭제곱을 구한 뒤, 그 값을 모두 더한 합으로 나눕니다. 점수가 1 오르면, 다른 점수가 얼마든 그 거듭제곱은 e배가 됩니다.',
  presets: {
    start: '1, 1, 3',
    equal: '모두 같게',
    negative: '음수 점수',
    added: '모두 100씩 더하기',
    huge: '1000점대',
  },
  questions: {
    adding: {
      ask: '점수가 1, 1, 3입니다. 세 점수에 모두 100을 더하면 확률은 어떻게 될까요?',
      choices: ['가장 큰 점수의 확률이 더 커진다', '그대로다', '더는 계산할 수 없다'],
      reveal: (before, after) => `세 번째 확률은 더하기 전에 ${before}, 더한 뒤에도 ${after}입니다.`,
      why: '모든 점수에 같은 수를 더하면 지수함수 값이 모두 같은 배수로 커지고, 나눗셈에서 그 배수가 약분됩니다. 그래서 가장 큰 점수를 먼저 빼도 확률은 그대로이고, 그렇게 하면 넘치지 않습니다.',
    },
  },
  figure: '단계별로 보기',
  caption: (max, sum) =>
    `모든 점수에서 가장 큰 점수 ${josa(max, '을/를')} 빼면 가장 큰 지수함수 값이 1이 됩니다. 지수함수 값의 합은 ${sum}입니다.`,
  overflow: (max) => `빼지 않으면 e의 ${max}제곱은 배정밀도(float64)에서 ∞가 됩니다.`,
  score: '점수',
  shifted: '최댓값을 뺀 값',
  exponential: '지수함수 값',
  probability: '확률',
  name: '이름',
  sum: '합',
};
