// 한국어: 정거장 「에너지와 열」.

import type { Catalogue } from '../catalogue.ts';
import type { energy as en } from '../en/energy.ts';

export const energy: Catalogue<typeof en> = {
  idea: '입자들이 에너지 사다리 위에 앉아 열과 부딪칩니다. 입자 하나가 다음에 어디로 갈지는 아무도 모릅니다. 하지만 칸마다 몇 개씩 있는지는 곧 자리를 잡고, 온도만으로 정해집니다. 이것이 볼츠만 분포이고, −E / kT의 소프트맥스입니다.',
  presets: {
    start: '여덟 칸, 300 K',
    cold: '차갑게, 40 K',
    hot: '뜨겁게, 5000 K',
    pair: '두 준위',
    rotor: '회전하는 분자(CO)',
    hydrogen: '별 속의 수소',
  },
  questions: {
    heat: {
      ask: '사다리를 100,000 K까지 뜨겁게 달굽니다. 입자들은 어디에 있을까요?',
      choices: ['거의 맨 위 칸에', '모든 칸에 고르게', '그래도 아래쪽에 더 많이'],
      reveal: (top, bottom) =>
        `맨 위 칸은 ${top}, 맨 아래 칸은 ${bottom}입니다. 열은 모든 상태를 고르게 할 뿐, 높은 상태를 더 좋아하는 일은 없습니다. 1 / kT가 0에 다가가면 소프트맥스는 모두에게 똑같이 나누어 줍니다.`,
    },
    capacity: {
      ask: '두 준위를 차가운 데서부터 데웁니다. 온도를 1도 더 올리는 데 드는 열 C는 어떻게 될까요?',
      choices: ['계속 커진다', '커지다가 일정해진다', '커졌다가 다시 작아진다'],
      reveal: (peak, last) =>
        `C는 ${peak} k까지 올랐다가 2000 K에서는 ${last} k로 내려옵니다. 두 준위에 담을 수 있는 에너지에는 끝이 있습니다. 둘이 똑같이 차면 열이 더 들어갈 자리가 없습니다. 이 봉우리를 쇼트키 이상이라고 합니다.`,
    },
    ways: {
      ask: '입자 100개를 하나하나 구별한다면, 여덟 칸에 놓는 방법은 몇 가지일까요?',
      choices: ['천 가지쯤', '10¹⁶가지쯤', '10⁹⁰가지쯤'],
      reveal: () =>
        '입자마다 갈 수 있는 칸이 8개이니 모두 8¹⁰⁰가지, 약 2 · 10⁹⁰가지입니다. 우주의 원자보다 많습니다. 그런데 칸마다 몇 개인지를 알려면 숫자 여덟 개면 됩니다.',
    },
  },
  ladder: '열 속의 입자들',
  ladderCaption: (kT, unit, sweeps, divergence) =>
    `kT는 ${kT} ${unit}입니다. ${sweeps}바퀴를 돈 지금까지의 방문은 볼츠만 분포에서 ${divergence} 떨어져 있습니다(상대 엔트로피, 단위 nat).`,
  ladderStart: (kT, unit) => `kT는 ${kT} ${unit}입니다. 입자는 모두 맨 아래 칸에서 출발합니다.`,
  rung: (energy, unit) => `${energy} ${unit}`,
  states: (g) => `상태 ${g}개`,
  now: '지금 있는 입자',
  visited: '지금까지의 방문',
  exact: '볼츠만 분포',
  play: '재생',
  pause: '멈춤',
  step: '한 바퀴',
  again: '처음부터',
  stillness: '움직임을 줄이도록 설정되어 있습니다. 한 바퀴씩 넘기거나 바퀴 수를 적어 주세요.',
  temperature: '온도(K)',
  particles: '입자 수',
  sweeps: '바퀴 수',
  seed: '난수 시드',

  levels: '에너지 준위',
  unit: '단위',
  energy: '에너지',
  degeneracy: '상태 수',
  energyOf: (i) => `준위 ${i}의 에너지`,
  degeneracyOf: (i) => `준위 ${i}의 상태 수`,
  removeLevel: (i) => `준위 ${i} 빼기`,
  addLevel: '준위 추가',

  trace: '다가가는 길',
  traceCaption:
    '지금까지의 방문이 볼츠만 분포에서 떨어진 거리입니다. 입자는 있던 자리의 영향을 받으므로, 대개 점선보다 뒤처집니다. 점선은 같은 횟수를 서로 무관하게 뽑았을 때의 거리입니다.',
  divergence: '상대 엔트로피(nat)',
  walk: '입자들의 걸음',
  afresh: '서로 무관하게 뽑으면',

  curves: '세어서 얻는 것',
  curvesCaption: (temperature) =>
    `걸음은 필요 없습니다. 모두 합 하나, Z = Σ g e^(−E / kT)에서 나옵니다. 세로줄이 ${temperature} K입니다.`,
  axis: 'T (K)',
  quantities: {
    Z: '분배함수, 가장 낮은 준위 기준',
    U: '평균 에너지',
    F: '자유 에너지 −kT ln Z',
    S: '입자 하나의 엔트로피',
    C: '입자 하나의 열용량',
  },

  knowing: '왜 셀까',
  knowingIdea:
    '입자를 놓는 방법은 입자가 하나 늘 때마다 곱으로 늘어납니다. 볼츠만 분포에서 벗어나는 정도는 입자 수의 제곱근만큼 줄어듭니다. 1몰이면 하나하나 아는 것은 어떤 기계로도 안 되지만, 세어서 얻은 수는 열한 자리까지 맞습니다.',
  count: '입자 수',
  ways: '놓는 방법의 수',
  years: '초당 10⁹가지로 읽는 햇수',
  stray: '맨 아래 칸이 벗어나는 정도',
};
