// `bridle boltzmann`이 한국어로 하는 말과 도움말.

import { josa, josaAfter } from '@bridle/words';
import type { boltzmann as english, boltzmannHelp as englishHelp } from '../en/boltzmann.ts';

export const boltzmannHelp: typeof englishHelp = {
  about: '에너지 준위의 점유율과 열역학량, p = g·e^(−E/kT)/Z',
  detail:
    '준위는 파일에서 읽습니다: CSV나 TSV(이름, 에너지, 축퇴도나 J. 단위는 머리글에 "E (kcal/mol)"처럼), Parquet, 에너지가 적힌 XYZ 프레임(CREST, 단위는 hartree), NIST ASD 표, ExoMol .states, GoodVibes·ORCA GOAT·CENSO의 출력, CREST 폴더. .gz와 .bz2도 됩니다. 축퇴도는 그런 이름의 열이나 J, 또는 --degeneracy로 정하며 열의 위치로 정하지 않습니다. 이름=에너지:축퇴도 꼴로 직접 적어도 되며, 이름과 축퇴도는 빼도 됩니다. 에너지 차이만 지수에 넣으므로 절대 에너지라도 괜찮습니다.',
  levels: '파일, 또는 0 0.9:2나 anti=0 gauche=0.9:2 같은 준위',
  temperature: '켈빈 온도: 298.15, 여럿은 100,200,300, 범위는 100:1000:50. 0은 극한 (기본값: 298.15)',
  unit: '에너지 단위: J, J/mol, kJ/mol, cal/mol, kcal/mol, eV, meV, cm-1, MHz, GHz, THz, Ry, mEh, hartree, K, kT',
  energy: '에너지 열의 이름이나 번호(XYZ 프레임에서는 설명 줄의 낱말)',
  degeneracy: '축퇴도 열의 이름이나 번호, 없으면 none',
  name: '준위 이름 열의 이름이나 번호',
  decimal: '소수점 기호, . 또는 , (다른 하나는 자릿수를 구분하는 기호)',
  encoding: '텍스트 인코딩, 예: euc-kr, latin1 (기본값: UTF-8)',
  threshold: '점유율의 합이 p(예: 0.95)에 이르는 가장 적은 준위만 보임',
  plot: '여러 온도에 걸친 곡선을 .svg 파일로 그림',
  out: '모든 점유율(온도가 여럿이면 열역학량)을 저장: .csv, .tsv, .json',
  examples: [
    'bridle boltzmann conformers.csv --temperature 298.15',
    'bridle boltzmann anti=0 gauche=0.9:2 --unit kcal/mol',
    'bridle boltzmann conformers.csv --temperature 100:1000:50 --plot curves.svg',
    'bridle boltzmann crest_conformers.xyz --threshold 0.95 --out kept.csv',
    'bridle boltzmann fit 0 1 --counts 731,269 --unit kJ/mol',
  ],
  fit: {
    about: '역문제: 점유율에서 온도나 에너지를, 또는 두 준위의 점유율이 같아지는 온도를 계산',
    detail:
      '준위와 함께 개수나 점유율(옵션이나 파일의 열)을 주면 최대 가능도 온도와 그 표준 오차를, --temperature와 점유율을 주면 에너지를, 준위 둘만 주면 점유율이 같아지는 온도를 계산합니다.',
    levels: 'bridle boltzmann에서처럼 파일이나 준위',
    counts: '준위마다 관측한 개수, 쉼표로 구분',
    populations: '준위마다의 점유율(합이 1이 아니어도 됨), 쉼표로 구분',
    column: '파일에서 개수나 점유율이 든 열',
    sampleSize: '점유율의 바탕이 된 관측 수. 표준 오차에 쓰임',
    temperature: '켈빈 온도. 이 온도의 점유율에서 에너지를 계산',
    degeneracies: '점유율에 대응하는 축퇴도, 쉼표로 구분 (기본값: 1)',
    examples: [
      'bridle boltzmann fit 0 1 --counts 731,269 --unit kJ/mol',
      'bridle boltzmann fit lines.csv --column intensity --sample-size 5000',
      'bridle boltzmann fit --populations 69.548,30.452 --degeneracies 1,2 --temperature 298.15 --unit kcal/mol',
      'bridle boltzmann fit 0 0.9:2 --unit kcal/mol',
    ],
  },
};

export const boltzmann: typeof english = {
  calls: {
    unknownUnit: (found, nearest, known) =>
      nearest === null
        ? `--unit: ${known} 중 하나여야 하는데 "${found}"입니다.`
        : `--unit: "${found}" 단위는 없습니다. 혹시 ${nearest}인가요?`,
    badTemperature: (found) =>
      `--temperature: 298.15 같은 켈빈 온도나 100:1000:50 같은 처음:끝:간격(10,000개까지)이어야 하는데 "${found}"입니다.`,
    neitherLevelNorFile: (word) =>
      `"${word}"${josaAfter(word, '은/는')} gauche=0.9:2 같은 준위도, 있는 파일도 아닙니다.`,
    oneFile: (file) => `${josa(file, '은/는')} 파일입니다. 파일 하나만 적거나 준위만 적으세요.`,
    plotNeedsRange: '--plot은 온도에 따른 곡선을 그립니다. --temperature 100:1000:50처럼 온도를 여럿 주세요.',
    badDecimal: (found) => `--decimal: . 또는 ,여야 하는데 "${found}"입니다.`,
    plotName: (found) => `--plot: .svg로 끝나는 이름이어야 하는데 "${found}"입니다.`,
    numbers: (flag, found) => `${flag}: 쉼표로 구분한 0 이상의 수여야 하고 모두 0일 수는 없는데 "${found}"입니다.`,
    listLength: (flag, found, expected) => `${flag}에는 수가 ${found}개 있는데 준위는 ${expected}개입니다.`,
    degenerate: (flag) => `${flag}: 축퇴도는 0보다 커야 합니다.`,
    finiteTemperature: '--temperature: 점유율에서 에너지를 얻으려면 온도가 0도 무한대도 아니어야 합니다.',
    oneTemperature: '--temperature: 온도는 하나여야 합니다.',
    unitNeeded: '--unit 옵션이 필요합니다. 계산할 에너지의 단위입니다.',
    oneEnergy: '준위의 에너지가 모두 같아서 점유율이 온도에 따라 달라지지 않습니다.',
    nothingToFit:
      '계산할 것이 없습니다. 준위의 개수나 점유율을 주거나, 점유율이 같아지는 온도를 구할 준위 둘을 주세요.',
    populationsNeeded: '에너지를 구하려면 점유율이 필요합니다. --populations, --counts나 그런 열이 있는 파일을 주세요.',
    degeneraciesTwice: '축퇴도는 0.9:2처럼 준위와 함께 적으세요. --degeneracies는 점유율만 줄 때 씁니다.',
  },

  progress: (percent, levels) => `읽는 중 · ${percent} · 준위 ${levels}개`,
  source: '준위',
  from: (levels, file) => `${file}에서 ${levels}개`,
  typed: (levels) => `${levels}개`,
  skipped: (lines) => `${lines}줄은 건너뜀`,
  temperature: '온도',
  kT: (value) => `kT = ${value}`,
  level: '준위',
  energy: (unit) => `E (${unit})`,
  relative: (unit) => `E − E₀ (${unit})`,
  degeneracy: 'g',
  population: '점유율',
  cumulative: '누적',
  more: (levels, share) => `나머지 ${levels}개에 ${share}. 모두 보려면 --out FILE`,
  reached: (threshold, kept, count) => `준위 ${count}개 중 ${kept}개로 ${threshold}에 이릅니다`,
  Z: 'Z',
  ZFromLowest: 'Z (E₀ 기준)',
  lnZ: 'ln Z',
  U: 'U',
  thermal: 'U − E₀',
  F: 'F',
  spread: 'σ(E)',
  S: 'S',
  Cv: 'Cv',
  effective: 'e^S',
  effectiveStates: (n) => `실질적인 상태 ${n}개`,
  constants: '상수',
  leading: '최다 준위',
  fromLowest: 'E₀ 기준',
  wrote: (file) => `→ ${file}`,

  reading: {
    choice: (energies, unit, degeneracies) => `에너지: ${energies}, 단위 ${unit}. 축퇴도: ${degeneracies}`,
    once: '없음(준위마다 1)',
    column: (column, header) => (header === '' ? `${column}열` : `${column}열 '${header}'`),
    comment: (key) => (key === '' ? '설명 줄의 첫 수' : `설명 줄의 '${key}'`),
    field: (field) => `형태마다의 '${field}'`,
    rotamers: (file) => `${file}에 적힌 회전 이성질체 수`,
    fromJ: (place) => `${place}의 2J + 1`,
    headerLine: (line) => `머리글은 ${line}번째 줄에 있고, 그 앞의 줄은 읽지 않았습니다.`,
    rowNumbers: '1열은 행 번호입니다.',
    doubtfulJ: (levels) => `J가 의심스러운 준위(3/2?) ${levels}개는 적힌 대로 읽었습니다.`,
    freeEnergies: (temperature) => `에너지는 ${temperature} K에서의 자유 에너지입니다.`,
    passedOverLine: (reasons) => `건너뜀: ${reasons}`,
    passedOver: {
      limit: (n) => `이온화 한계 ${n}개`,
      noJ: (n) => `J가 없는 준위 ${n}개`,
      severalJ: (n) => `J가 여럿 가운데 하나인 준위 ${n}개`,
      offset: (n) => `오프셋까지만 알려진 준위 ${n}개`,
      noEnergy: (n) => `에너지가 없는 준위 ${n}개`,
      zeroDegeneracy: (n) => `축퇴도가 0인 상태 ${n}개`,
    },
  },

  notes: {
    zero: 'T = 0은 위에서 다가간 극한입니다. 가장 낮은 준위들이 축퇴도에 비례하여 찹니다.',
    belowZero: 'T = −0은 아래에서 다가간 극한입니다. 가장 높은 준위들이 축퇴도에 비례하여 찹니다.',
    negative: '음의 온도는 반전 분포입니다. 높은 준위일수록 많이 찹니다.',
    infinite: '무한대 온도에서는 점유율이 축퇴도에 비례합니다.',
  },
  doubts: {
    'looks-like-hartree': (unit, span, other) =>
      `단위가 ${unit} 맞나요? 모든 준위가 ${span} kT 안에 있습니다. hartree라면 ${other} kT에 걸칩니다. --unit hartree를 써 보세요.`,
    'not-hartree': (gap) =>
      `단위가 hartree 맞나요? 둘째 준위가 가장 낮은 준위보다 ${gap} kT 위에 있습니다. 이만큼 벌어진 값은 흔히 kcal/mol이나 kJ/mol입니다.`,
    'no-degeneracies': (name) =>
      `축퇴도가 없어서 준위마다 한 번씩 셌습니다. "${name}"${josaAfter(name, '은/는')} 여러 번 세어야 할 것 같습니다(g 열).`,
    'fractional-degeneracy': (name, g) => `"${name}"의 축퇴도 ${josa(g, '은/는')} 정수가 아니지만 그대로 썼습니다.`,
    'repeated-name': (name, levels) =>
      `이름이 앞에 나온 것과 같은 준위가 ${levels}개 있고(예: "${name}"), 모두 따로 셌습니다.`,
    'absolute-energies': (lowest) =>
      `에너지의 기준이 가장 낮은 준위(${lowest})가 아닙니다. ln Z, U, F는 파일의 0을 기준으로 하고, E₀는 가장 낮은 준위입니다.`,
  },

  fit: {
    seen: '관측',
    expected: '계산',
    sample: (size) => `관측 ${size}개`,
    inverse: '1/T',
    plusMinus: (value, error, unit) => `${value} ± ${error} ${unit}`,
    likelihood: '모든 준위에 대한 최대 가능도 추정입니다. ±는 관측 수에서만 오는 표준 오차 하나입니다.',
    noSize: '관측 수를 모르면 표준 오차도 없습니다. 개수를 주거나 --sample-size를 쓰세요.',
    limit: '준위의 한쪽 끝만 차 있어서 온도는 극한이고 표준 오차가 없습니다.',
    equal: '같아지는 온도',
    equalNote: (one, other) => `이 온도에서 ${josa(one, '과/와')} ${other}의 점유율이 같습니다.`,
    never: '축퇴도가 같아서 무한대 온도에서만 점유율이 같아집니다.',
    same: '두 준위의 에너지가 같아서 점유율이 온도에 따라 달라지지 않습니다.',
    inverted: '위 준위의 축퇴도가 더 작아서 음의 온도, 곧 반전 분포에서만 점유율이 같아집니다.',
    empty: '빈 준위에는 유한한 에너지가 없습니다.',
  },
};
