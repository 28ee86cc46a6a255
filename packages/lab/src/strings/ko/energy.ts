// 한국어: 「에너지와 열」 장.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { energy as en } from '../en/energy.ts';

export const energy: Catalogue<typeof en> = {
  idea: '입자들이 에너지 사다리의 칸에 놓여 둘레의 열저장체와 에너지를 주고받습니다. 입자 하나가 다음에 어느 칸으로 갈지는 아무도 모릅니다. 하지만 칸마다 몇 개씩 있는지는 곧 일정해지고, 준위가 주어지면 온도만으로 정해집니다. 이것이 볼츠만 분포입니다. 상태 하나의 가중치가 exp(−E\u00a0/\u00a0kʙT), 곧 볼츠만 인자(Boltzmann factor)이고, 상태가 g개인 준위는 g배로 셉니다(g는 축퇴도). 이 분포가 바로 −E\u00a0/\u00a0kʙT의 소프트맥스입니다.',
  presets: {
    start: '여덟 칸, 300 K',
    cold: '차갑게, 40 K',
    hot: '뜨겁게, 5000 K',
    pair: '두 준위',
    rotor: '회전하는 분자(CO)',
    orthopara: '오르토·파라 수소, 77 K',
    butane: '뷰테인(anti, gauche)',
    methyl: '메틸사이클로헥세인',
    hydrogen: '태양 표면의 수소',
  },
  questions: {
    heat: {
      ask: '사다리를 100,000 K까지 뜨겁게 달굽니다. 입자들은 어디에 있을까요?',
      choices: ['대부분 맨 위 칸에', '모든 칸에 고르게', '그래도 대부분 아래쪽 칸에'],
      reveal: (top, bottom) => `맨 위 칸이 ${top}, 맨 아래 칸이 ${bottom}입니다.`,
      why: '아무리 뜨거워도 고르게 찰 뿐, 높은 상태가 더 많아지지는 않습니다. 1\u00a0/\u00a0kʙT가 0에 가까워지면 소프트맥스는 모든 상태에 같은 확률을 줍니다.',
    },
    one: {
      ask: '300 K에서 여덟 칸을 오가는 입자 하나를 10,000번 훑는 동안 따라갑니다. 맨 아래 칸에 있는 시간은 얼마나 될까요?',
      choices: [
        '8분의 1. 어느 칸에나 똑같이 머문다',
        '한순간에 맨 아래 칸에 있는 입자의 비율만큼',
        '거의 내내. 한번 내려가면 그대로 머문다',
      ],
      reveal: (time, share) =>
        `맨 아래 칸에 있던 시간은 ${time}이고, 볼츠만 분포에서 맨 아래 칸의 비율은 ${share}입니다.`,
      why: '열저장체가 입자를 계속 움직이므로, 오래 두면 입자는 모든 칸을 그 칸의 가중치만큼 자주 들릅니다. 오랜 시간의 평균이 많은 입자의 평균과 같아지는데, 이런 성질을 에르고딕성(ergodicity)이라고 합니다.',
    },
    capacity: {
      ask: '준위가 둘인 계를 낮은 온도부터 데웁니다. 온도를 1 K 올리는 데 드는 열, 곧 열용량 C는 어떻게 될까요?',
      choices: ['계속 커진다', '커지다가 일정해진다', '커졌다가 다시 작아진다'],
      reveal: (peak, last) => `C는 ${peak} kʙ까지 커졌다가 2000 K에서는 ${last} kʙ로 작아집니다.`,
      why: '준위가 둘뿐이면 담을 수 있는 에너지에 한계가 있습니다. 두 준위가 똑같이 차고 나면 온도를 더 올려도 에너지가 거의 늘지 않습니다. 이 봉우리를 쇼트키 이상이라고 합니다.',
    },
    ways: {
      ask: '입자 100개를 하나하나 구별한다면, 여덟 칸에 놓는 경우의 수는 얼마일까요?',
      choices: ['천 가지쯤', '10¹⁶가지쯤', '10⁹⁰가지쯤'],
      reveal: () =>
        '입자마다 놓일 수 있는 칸이 8개이니 모두 8¹⁰⁰가지, 약 2×10⁹⁰가지로 관측할 수 있는 우주의 원자 수보다 많습니다.',
      why: '입자가 10²³개라면 아무도 다 적을 수 없습니다. 하지만 칸마다 몇 개가 있는지는 숫자 여덟 개면 됩니다.',
    },
  },
  ladder: '열저장체 속의 입자들',
  ladderCaption: (kT, unit, sweeps, divergence) =>
    `kʙT = ${kT} ${unit}. ${sweeps}번 훑는 동안 머문 비율과 볼츠만 분포의 차이는 ${divergence} nat입니다(상대 엔트로피).`,
  ladderStart: (kT, unit) => `kʙT = ${kT} ${unit}. 입자는 모두 맨 아래 칸에서 출발합니다.`,
  follow: '입자 하나를 따라가기',
  followCaption: (sweeps, time, exact, points) =>
    `${sweeps}번 훑는 동안 표시한 입자가 맨 아래 칸에 머문 시간의 비율은 ${time}이고, 볼츠만 분포로는 ${exact}입니다. 가장 크게 벗어난 칸의 차이는 ${points}%p입니다.`,
  followStart: '표시한 입자도 다른 입자처럼 맨 아래 칸에서 출발합니다.',
  rule: '한 번 훑을 때마다 모든 입자가 바로 위 칸과 바로 아래 칸 가운데 하나를 무작위로 고릅니다. 그리고 min(1, w′\u00a0/\u00a0w)의 확률로 그 칸으로 옮겨 가고, 아니면 제자리에 머뭅니다. w\u00a0=\u00a0g\u00a0exp(−E\u00a0/\u00a0kʙT)는 지금 칸의 가중치, w′은 고른 칸의 가중치입니다. 이것이 메트로폴리스 규칙이며, 볼츠만 분포는 이 규칙으로 움직여도 변하지 않습니다.',
  ergodic:
    '입자 하나를 오래 따라갈수록 시간 평균은 앙상블 평균, 곧 한순간에 모든 입자를 본 평균에 가까워집니다. 이런 성질을 에르고딕성(ergodicity)이라고 합니다.',
  marked: '표시한 입자',
  others: (count) => `다른 입자 ${count}개`,
  trail: (sweeps) => `최근 ${sweeps}번의 자취(왼쪽이 최근)`,
  time: '머문 시간의 비율',
  pace: '1초에 훑는 횟수',
  rung: (energy, unit) => `${energy} ${unit}`,
  states: (g) => `g = ${g}`,
  named: (energy, g) => `${energy}, g = ${g}`,
  more: (count, p) => `더 높은 준위 ${count}개는 모두 합해 ${p}라서 그리지 않았습니다(표에는 있습니다).`,
  now: '현재 입자',
  visited: '지금까지 머문 비율',
  exact: '볼츠만 분포',
  play: '재생',
  pause: '멈춤',
  step: '한 번 훑기',
  again: '처음부터',
  stillness: '동작 줄이기가 켜져 있습니다. 한 번씩 훑거나 훑은 횟수를 적어 주세요.',
  temperature: '온도(K)',
  particles: '입자 수',
  sweeps: '훑은 횟수',
  seed: '난수 시드',

  levels: '에너지 준위',
  unit: '단위',
  energy: '에너지',
  degeneracy: '축퇴도 g',
  energyOf: (i) => `준위 ${i}의 에너지`,
  degeneracyOf: (i) => `준위 ${i}의 축퇴도 g(상태 수)`,
  removeLevel: (i) => `준위 ${i} 삭제`,
  addLevel: '준위 추가',
  name: '이름',
  nameOf: (i) => `준위 ${i}의 이름`,
  pasted: {
    hint: '한 줄에 준위 하나씩 적습니다. 이름(있으면), 에너지, 축퇴도(1이 아니면) 순서입니다. 단위는 첫 줄에 적어도 됩니다.',
    use: '이 준위 쓰기',
    wrong: (line, found) =>
      `${line}번째 줄의 ‘${josa(`${found}’`, '은/는')} 쓸 수 없습니다. 한 줄에는 이름, 에너지, 1 이상의 축퇴도를 차례로 적어 주세요. 준위는 그대로 두었습니다.`,
    unclear: (line, found) =>
      `${line}번째 줄의 ‘${josa(`${found}’`, '은/는')} 숫자 하나일 수도 있고 여러 개일 수도 있습니다. 하나라면 쉼표를 빼고, 여럿이라면 쉼표 뒤에 빈칸을 넣어 주세요. 준위는 그대로 두었습니다.`,
    units: (line, found, before) =>
      `${line}번째 줄의 단위는 ${found}인데 앞줄의 단위는 ${before}입니다. 한 가지 단위로 적어 주세요. 준위는 그대로 두었습니다.`,
    many: (found, most) => `준위는 ${most}개까지 넣을 수 있습니다(지금 ${found}개). 준위는 그대로 두었습니다.`,
    done: (count, unit, unused) =>
      `준위 ${count}개를 가져왔습니다. 에너지의 단위는 ${unit}입니다${unused > 0 ? `(나머지 ${unused}열은 쓰지 않았습니다)` : ''}.`,
  },

  trace: '볼츠만 분포에 가까워지는 과정',
  traceCaption:
    '지금까지 머문 비율과 볼츠만 분포의 차이입니다. 점선은 같은 횟수를 독립으로 뽑았을 때의 차이입니다. 입자의 다음 칸은 지금 있는 칸에 달려 있어서, 실선은 대개 점선보다 늦게 내려갑니다.',
  divergence: '상대 엔트로피(nat)',
  walk: '입자의 이동',
  afresh: '독립으로 뽑으면',

  curves: '분배함수에서 얻는 것',
  curvesCaption: (temperature) =>
    `시뮬레이션 없이도, 합 하나로 된 분배함수(partition function)에서 모두 구할 수 있습니다. Z₀ = Σ g exp(−(E − E₀)/kʙT)이고, E₀은 가장 낮은 준위의 에너지입니다. 세로 점선은 ${temperature} K입니다.`,
  axis: 'T (K)',
  quantities: {
    Z: '분배함수(가장 낮은 준위 기준)',
    U: '내부 에너지(평균)',
    F: '자유 에너지 E₀\u00a0−\u00a0kʙT\u00a0ln\u00a0Z₀',
    S: '엔트로피',
    C: '열용량',
  },

  knowing: '왜 하나하나 좇지 않을까',
  knowingIdea:
    '입자를 놓는 방법 하나하나가 미시상태(microstate)이고, 그 수는 입자가 하나 늘 때마다 몇 배로 늘어납니다. 볼츠만 분포에서 벗어나는 정도는 입자 수의 제곱근에 반비례해 줄어듭니다. 1몰(약 6×10²³개)이면 어떤 컴퓨터로도 하나하나 좇을 수 없지만, 통계로 얻은 값은 열한 자리까지 맞습니다.',
  count: '입자 수',
  ways: '놓는 경우의 수',
  years: '1초에 10⁹가지씩 살필 때 걸리는 햇수',
  stray: '맨 아래 칸의 상대 요동',
};
