// 한국어: 「다음 낱말」 장.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { word as en } from '../en/word.ts';

export const word: Catalogue<typeof en> = {
  idea: '언어 모델은 아는 토큰 모두에 다음에 올 만한 정도를 점수(로짓)로 매기고, 소프트맥스가 이 점수를 확률로 바꿉니다. 글은 그 확률로 뽑은 토큰으로 이어집니다. 온도는 에너지를 나누듯 로짓을 나누고, top-k·top-p·min-p는 뽑기 전에 가망 없는 토큰을 잘라 냅니다. 여기 있는 것은 작은 언어 모델 두 개가 글 열두 편에 실제로 내놓은 로짓입니다.',
  presets: {
    start: '모델 그대로',
    cold: '차갑게, T = 0.3',
    hot: '뜨겁게, T = 3',
    topk: '상위 5개만',
    topp: '확률의 절반, top-p 0.5',
    minp: '뜨겁게, min-p 0.1',
    sparsemax: '스파스맥스',
  },
  questions: {
    cold: {
      ask: '토큰 세 개의 점수가 3, 2, 1입니다. 온도를 1에서 0.5로 낮추면 첫째 토큰의 확률은 어떻게 될까요?',
      choices: ['작아진다', '그대로다', '커진다'],
      reveal: (before, after) => `${before}에서 ${josa(after, '으로/로')} 커집니다.`,
      why: '0.5로 나누면 점수의 차이가 모두 두 배가 됩니다. 차가울수록 가장 그럴듯한 토큰이 더 자주 뽑히고, T = 0이면 언제나 그 토큰만 뽑힙니다.',
    },
    heat: {
      ask: '온도를 끝없이 올리면 어떤 토큰이 뽑힐까요?',
      choices: ['가장 그럴듯한 토큰만', '말이 되는 토큰 여남은 개', '어휘에 있는 토큰이라면 무엇이든'],
      reveal: () => '무엇이든 뽑힙니다. T = ∞이면 말이 되든 안 되든 모든 토큰의 확률이 같습니다.',
      why: '점수의 차이가 모두 0에 가까워지기 때문입니다. 말이 되는 토큰은 몇 안 되므로 거의 언제나 엉뚱한 토큰이 뽑힙니다. 그래서 높은 온도는 자르기와 함께 씁니다.',
    },
    cuts: {
      ask: 'top-k는 확률이 높은 순서로 k개를, top-p는 확률의 합이 p가 될 때까지 가장 적은 수의 토큰을 남깁니다. 모델이 다음 토큰을 확신할 때 토큰을 더 적게 남기는 쪽은 어느 쪽일까요?',
      choices: ['top-k', 'top-p', '둘 다'],
      reveal: (kSure, kUnsure, pSure, pUnsure) =>
        `top-p입니다. 한 토큰이 92 %일 때 top-p 0.9는 ${pSure}개를, 여섯 개가 비슷할 때는 ${pUnsure}개를 남깁니다. k = 3인 top-k는 ${kSure}개와 ${kUnsure}개를 남깁니다.`,
      why: 'top-k는 확률이 얼마든 개수만 셉니다. top-p(뉴클리어스 샘플링)는 확률을 더해 가고 min-p는 가장 높은 확률과 견주므로, 모델이 얼마나 확신하는지에 따라 남는 수가 달라집니다.',
    },
  },
  loading: '로짓을 불러오는 중입니다…',
  failed: '로짓을 불러오지 못했습니다. 페이지를 새로 고쳐 주세요.',

  text: '글',
  temperature: '온도 T',
  drawing: '토큰 뽑기',
  one: '하나 뽑기',
  twenty: '20개 뽑기',
  clear: '비우기',
  off: (name) => `${name}(0이면 끔)`,
  offAtOne: 'top-p(1이면 끔)',
  rule: '규칙',
  rules: { softmax: '소프트맥스', sparsemax: '스파스맥스' },
  draws: '뽑은 횟수',
  seed: '난수 시드',

  candidates: '다음에 올 낱말은?',
  candidatesCaption: (temperature, token, p, left, vocabulary) =>
    `T = ${temperature}에서 모델의 첫째 후보 ‘${token}’의 확률은 ${p}입니다. 토큰 ${vocabulary}개 가운데 ${left}개를 뽑을 수 있습니다.`,
  token: '토큰',
  given: '모델이 준 확률',
  now: '지금 확률',
  draw: '뽑힘',
  drawnTimes: '뽑힌 횟수',
  others: (count) => `나머지 ${count}개`,
  blank: '(빈칸)',
  cutBy: { topk: 'top-k로 잘림', topp: 'top-p로 잘림', minp: 'min-p로 잘림', sparsemax: '스파스맥스로 0' },

  texts: '온도에 따라 달라지는 글',
  textsCaption:
    '같은 글을 같은 난수로, 온도만 바꾸어 이어 보았습니다. 세로 막대가 있는 줄이 지금 온도이고, 상위 500개에 들지 않는 토큰은 말줄임표로 적었습니다.',
  effective: (count) => `실질 후보 ${count}개`,
  effectiveNumber: '확률이 같은 토큰 수로 치면',
  drawnTokens: '뽑힌 토큰',

  ranks: '긴 꼬리를 어디서 자를까',
  ranksCaption: (left, effective) =>
    `토큰의 확률을 순위에 따라 그렸습니다(두 축 모두 로그 눈금). 토큰 ${left}개가 남았고, 확률이 같은 토큰 ${effective}개에서 고르는 만큼 불확실합니다(e의 엔트로피 제곱).`,
  rank: '토큰의 순위',
  p: '토큰 하나의 확률',
  left: (count) => `${count}개 남음`,

  source: {
    en: (model, licence, vocabulary, packaged) =>
      `로짓은 작은 범용 언어 모델 ${model}(${licence})의 것입니다. 어휘는 토큰 ${vocabulary}개이고 4비트로 양자화되어 있으며, ${packaged} 패키지에 들어 있습니다. 토큰은 낱말이나 낱말의 조각입니다. 상위 500개의 로짓은 소수 셋째 자리까지 하나하나 담고, 나머지는 0.25 간격으로 세어 담았습니다.`,
    ko: (model, licence, vocabulary, packaged) =>
      `로짓은 한국어 형태소 분석기의 언어 모델 ${model}(${licence})의 것입니다. 어휘는 형태소 ${vocabulary}개이고 바로 앞의 형태소 몇 개만 보며, ${packaged} 패키지에 들어 있습니다. 여기서 토큰은 형태소이고, 어간은 줄표로 끝납니다. 영어 모델은 한글을 바이트로만 알아서 쓰지 않았습니다. 상위 500개의 로짓은 소수 셋째 자리까지 하나하나 담고, 나머지는 0.25 간격으로 세어 담았습니다.`,
  },
};
