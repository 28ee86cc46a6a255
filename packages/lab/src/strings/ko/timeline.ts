// 한국어: 「한 법칙, 세 이름」 장.

import type { Catalogue } from '../catalogue.ts';
import type { timeline as en } from '../en/timeline.ts';

export const timeline: Catalogue<typeof en> = {
  idea: '같은 식이 열 이론, 선택 이론, 분류 모델에서 따로따로 나왔습니다. 다른 것은 이름뿐입니다. 열 이론에서는 에너지, 선택 이론에서는 효용, 분류 모델에서는 로짓이라고 합니다. 이름을 골라 같은 막대를 다시 읽어 보세요.',
  presets: { start: '점수 1, 1, 3', ladder: '다섯 칸 사다리', equal: '모두 같게' },
  questions: {
    named: {
      ask: '소프트맥스라는 이름은 누가 붙였을까요?',
      choices: ['루트비히 볼츠만', 'R. 덩컨 루스', '존 S. 브라이들'],
      reveal: () => '존 S. 브라이들이 1989–90년에 분류 신경망을 다룬 두 논문에서 이 이름을 붙였습니다.',
      why: '식 자체는 볼츠만이 1868년에 에너지의 분포로 먼저 썼습니다. 최댓값(max)을 돌려주지 않고 최댓값이 있는 자리(argmax)를 부드럽게 가리키므로, 엄밀히는 소프트아그맥스(softargmax)라고 해야 맞습니다.',
    },
    luce: {
      ask: '루스의 규칙은 값 하나를 값의 합으로 나눕니다. 언제 소프트맥스와 같은 확률이 될까요?',
      choices: ['같아지지 않는다', '값이 효용의 지수함수일 때, v = eᵘ', '값의 합이 1일 때'],
      reveal: (share, softmax, plain) =>
        `효용이 1, 1, 3이면 세 번째 항목은 eᵘ의 비율로도 ${share}, 소프트맥스로도 ${softmax}이고, 1, 1, 3을 그대로 쓴 비율은 ${plain}입니다.`,
      why: '루스의 규칙은 비율이고, v = eᵘ로 두면 소프트맥스가 됩니다.',
    },
  },
  figure: '한 법칙을 읽는 세 가지 방법',
  readings: '무엇으로 읽을까요?',
  reading: { boltzmann: '에너지', luce: '효용', bridle: '로짓' },
  caption: {
    boltzmann: '온도 T에서 에너지가 E인 상태들: 에너지가 낮은 상태일수록 자주 나타납니다. 에너지의 단위는 kʙT입니다.',
    luce: '효용이 u이고 값이 v = eᵘ인 선택지들: 값에 비례하는 확률로 고릅니다. 모든 값에 같은 수를 곱해도 확률은 같습니다.',
    bridle: '분류기가 클래스마다 내놓는 점수 z, 곧 로짓: 로짓이 큰 클래스일수록 확률이 큽니다.',
  },
  item: {
    boltzmann: (_name, i) => `상태 ${i + 1}`,
    luce: (name) => name,
    bridle: (name) => name,
  },
  quantity: { boltzmann: 'E\u00a0/\u00a0kʙT', luce: 'v', bridle: 'z' },
  columns: { name: '이름', probability: '확률' },
  history: '어떻게 여기까지 왔나',
  workOf: { reprint: '재간행본', translation: '영어 번역' },
  events: {
    boltzmann: {
      title: '루트비히 볼츠만',
      text: '에너지의 분포. 오늘날의 볼츠만 상수 kʙ를 식에 쓴 사람은 볼츠만이 아니라 플랑크입니다.',
    },
    entropy: {
      title: '다시 볼츠만',
      text: '엔트로피와 확률: 경우의 수가 가장 많은 상태가 실제로 관찰됩니다.',
    },
    gibbs: {
      title: '조사이어 윌러드 깁스(J. W. Gibbs)',
      text: '정준 앙상블: 열저장체와 접촉한 모든 계에 통하는 법칙.',
    },
    jaynes: {
      title: '에드윈 T. 제인스',
      text: '평균 에너지가 주어졌을 때 엔트로피가 가장 큰 분포를 찾아 같은 법칙을 얻었습니다.',
    },
    luce: {
      title: 'R. 덩컨 루스',
      text: '『개인의 선택 행동』의 선택 공리, P(i) = vᵢ / Σv. 기계가 아니라 사람의 선택에 관한 법칙입니다.',
    },
    gumbel: {
      title: '에릭 홀먼과 앤서니 말리',
      text: '효용에 서로 독립인 굼벨 오차를 더해도 같은 법칙이 됩니다(루스·서피스 1965에 실림).',
    },
    mcfadden: {
      title: '대니얼 맥패든',
      text: '조건부 로짓. 약점은 무관한 대안으로부터의 독립성(IIA)입니다. 버스의 절반을 빨갛게 칠하기만 해도 승용차를 고르는 사람이 줄어든다고 예측합니다.',
    },
    bridle: {
      title: '존 S. 브라이들',
      text: '영국 맬번의 왕립 신호·레이더 연구소. 분류기의 출력층에 이 식을 쓰고 소프트맥스라는 이름을 붙였습니다.',
    },
  },
};
