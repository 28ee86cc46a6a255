// 한국어: 정거장 「연표」.

import type { Catalogue } from '../catalogue.ts';
import type { timeline as en } from '../en/timeline.ts';

export const timeline: Catalogue<typeof en> = {
  idea: '같은 식이 열에서, 선택에서, 분류하는 기계에서 저마다 나왔습니다. 달라지는 것은 부르는 이름뿐입니다. 에너지, 효용, 로짓. 이름을 골라 같은 막대를 다시 읽어 보세요.',
  presets: { start: '점수 1, 1, 3', ladder: '다섯 칸 사다리', equal: '모두 같게' },
  questions: {
    named: {
      ask: '소프트맥스라는 이름은 누가 붙였을까요?',
      choices: ['루트비히 볼츠만', 'R. 덩컨 루스', '존 S. 브라이들'],
      reveal: () =>
        '존 S. 브라이들입니다. 1989–90년, 분류하는 신경망을 다룬 두 논문에서 이름을 붙였습니다. 식 자체는 볼츠만이 1868년에 에너지를 두고 썼습니다. 가장 큰 점수를 돌려주는 것이 아니라 가리키므로, 꼭 맞는 이름은 소프트아그맥스(softargmax)입니다.',
    },
    luce: {
      ask: '루스의 규칙은 값 하나를 값의 합으로 나눕니다. 언제 소프트맥스와 같은 확률이 될까요?',
      choices: ['같아지지 않는다', '값이 지수함수일 때, v = eᵘ', '값의 합이 1일 때'],
      reveal: (share, softmax, plain) =>
        `효용이 1, 1, 3이면 eᵘ의 몫은 세 번째가 ${share}, 소프트맥스도 ${softmax}입니다. 1, 1, 3 자체의 몫은 ${plain}입니다. 루스의 규칙은 몫이고, v = eᵘ로 두면 소프트맥스가 됩니다.`,
    },
  },
  figure: '한 법칙, 세 가지 읽기',
  readings: '무엇으로 읽을까요',
  reading: { boltzmann: '에너지', luce: '값', bridle: '로짓' },
  caption: {
    boltzmann: '온도 T에서 에너지가 E인 상태들: 에너지가 낮을수록 잘 나타납니다. 에너지의 단위는 kT입니다.',
    luce: '값이 v = eᵘ인 선택지들(값은 공통 배수만큼 자유롭습니다): 값에 비례해서 고릅니다.',
    bridle: '분류기가 내놓은 z, 곧 로짓: 클수록 그 분류일 확률이 큽니다.',
  },
  item: {
    boltzmann: (_name, i) => `상태 ${i + 1}`,
    luce: (name) => name,
    bridle: (name) => name,
  },
  quantity: { boltzmann: 'E / kT', luce: 'v', bridle: 'z' },
  columns: { name: '이름', probability: '확률' },
  history: '어떻게 여기까지 왔나',
  events: {
    boltzmann: { title: '루트비히 볼츠만', text: '에너지의 분포. 상수 k는 볼츠만이 아니라 플랑크가 썼습니다.' },
    entropy: {
      title: '다시 볼츠만',
      text: '엔트로피와 확률: 이룰 수 있는 방법이 가장 많은 상태가 우리가 보는 상태입니다.',
    },
    gibbs: { title: '조사이어 윌러드 기브스', text: '정준 앙상블: 열과 닿아 있는 모든 계에 통하는 법칙.' },
    jaynes: {
      title: '에드윈 T. 제인스',
      text: '같은 법칙을, 평균 에너지가 정해졌을 때 엔트로피가 가장 큰 분포로 다시 얻었습니다.',
    },
    luce: {
      title: 'R. 덩컨 루스',
      text: '『개인의 선택 행동』의 선택 공리, P(i) = vᵢ / Σv. 기계가 아니라 고르는 사람에 대한 법칙입니다.',
    },
    gumbel: {
      title: '에릭 홀먼과 앤서니 말리',
      text: '효용에 서로 독립인 굼벨 오차를 더하면 같은 법칙이 됩니다(루스와 서피스가 전함).',
    },
    mcfadden: {
      title: '대니얼 맥패든',
      text: '조건부 로짓. 한계는 무관한 대안의 독립성입니다. 버스 절반을 빨갛게 칠하기만 해도 승용차가 손님을 잃는다고 말합니다.',
    },
    bridle: {
      title: '존 S. 브라이들',
      text: '영국 맬번의 왕립 신호·레이더 연구소. 분류기의 출력층에 이 식과 소프트맥스라는 이름을 주었습니다.',
    },
  },
};
