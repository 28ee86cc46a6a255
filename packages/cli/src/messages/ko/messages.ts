// 명령줄이 한국어로 하는 말. 키는 ../en/messages.ts와 같고, 조사는 사람이 적은 이름의 끝소리를 보고 고른다.

import { josa, josaAfter } from '@bridle/words';
import type { Messages } from '../en/messages.ts';
import { boltzmann, boltzmannHelp } from './boltzmann.ts';
import { help } from './help.ts';

export const messages: Messages = {
  help: { ...help, boltzmann: boltzmannHelp },

  call: {
    unknownCommand: (word, nearest) =>
      `"${word}"${josaAfter(word, '은/는')} 명령도 숫자도 아닙니다.${nearest ? ` 혹시 ${nearest}인가요?` : ''}`,
    unknownOption: (flag, nearest) => `${flag} 옵션은 없습니다.${nearest ? ` 혹시 ${nearest}인가요?` : ''}`,
    missingArgument: (name) => `${josa(name, '이/가')} 빠졌습니다.`,
    missingOption: (flags) => `${flags} 옵션이 필요합니다.`,
    missingValue: (flags) => `${flags} 옵션에 값이 필요합니다.`,
    conflict: (one, other) => `${josa(one, '과/와')} ${josa(other, '은/는')} 함께 쓸 수 없습니다.`,
    tooMany: (expected, found) => `인자는 ${expected}개여야 하는데 ${found}개가 있습니다.`,
    optionBeforeCommand: (flag, command) => `${josa(flag, '은/는')} 명령 뒤에 적으세요: bridle ${command} … ${flag}`,
    seeHelp: (sentence, call) => `${sentence} 도움말: ${call} --help`,
    oneOf: (choices) => `${choices.join(', ')} 가운데 하나`,
    badValue: (flag, found, expected) => `${flag}: ${expected}여야 하는데 "${found}"입니다.`,
    badNumber: (word, position) => `${position}번째 값 "${word}"${josaAfter(word, '은/는')} 숫자가 아닙니다.`,
    noNumbers: '읽을 숫자가 없습니다.',
    tooLarge: (place, megabytes) => `${place}: 글이 ${megabytes} MB를 넘습니다.`,
    neitherNumberNorFile: (word) => `"${word}"${josaAfter(word, '은/는')} 숫자도, 여기 있는 파일도 아닙니다.`,
    wordInLine: (place, line, word) =>
      word === ''
        ? `${place} ${line}번째 줄: 숫자가 빠졌습니다.`
        : `${place} ${line}번째 줄: "${word}"${josaAfter(word, '은/는')} 숫자가 아닙니다.`,
    raggedLine: (place, line, expected, found) =>
      `${place} ${line}번째 줄: 앞줄처럼 숫자가 ${expected}개여야 하는데 ${found}개입니다.`,
    noNumericColumns: (file) => `${file}: 숫자 열이 없습니다.`,
    nameCount: (names, values) => `값은 ${values}개인데 --names에는 이름이 ${names}개 있습니다.`,
  },

  expects: {
    temperature: '0.5, 2, inf 같은 숫자',
    positive: '0보다 큰 수',
    notNegative: '0 이상의 수',
    fraction: '0 이상 1 미만의 수',
    probability: '0 이상 1 이하의 수',
    wholePositive: '1 이상의 정수',
    wholeNotNegative: '0 이상의 정수',
    port: '0부터 65535까지의 포트 번호',
  },

  end: {
    prefix: 'bridle: ',
    interrupted: '중단했습니다. 쓰다 만 파일은 없습니다.',
    notPrinted: (reason) => `결과를 지정한 곳에 쓸 수 없습니다(${reason}).`,
    fault: (message) => `bridle 자체의 오류입니다: ${message} (BRIDLE_DEBUG=1로 위치를 볼 수 있습니다).`,
  },

  scores: {
    value: '값',
    share: '몫',
    softmax: '소프트맥스',
    logOdds: '로그 오즈',
    plusOne: '+1 하면',
    points: '%p',
    temperature: (t) => `소프트맥스 (T = ${t})`,
    softmaxLaw: (factor) =>
      `소프트맥스는 차이만 봅니다. 모든 값에 1을 더해도 그대로이고, 한 값에만 1을 더하면 그 오즈가 ${factor}배가 됩니다.`,
    shareLaw: (name, before, after) =>
      `몫은 비율만 봅니다. 모든 값을 두 배로 해도 그대로이지만, 모든 값에 1을 더하면 달라집니다(${name}: ${before} → ${after}).`,
    noPlusOne: (limit) => `+1 시험은 값이 ${limit}개 이하일 때 보여 줍니다.`,
    refused: (reason) => `몫은 없습니다: ${reason}`,
    refusals: {
      negative: (value, name) =>
        `몫을 구하려면 값이 모두 0 이상이어야 하는데 ${josa(name, '이/가')} ${value}입니다. 소프트맥스는 어떤 수든 받습니다.`,
      notANumber: (_value, name) => `${josa(name, '이/가')} 숫자가 아닙니다(NaN).`,
      infinite: (_value, name) => `${josa(name, '이/가')} 무한대입니다.`,
      zeroSum: () => '값이 모두 0이라 나눌 수 없습니다.',
    },
  },

  check: {
    scores: '점수',
    size: (rows, columns) => `${rows}행, 행마다 값 ${columns}개`,
    leftOut: '뺀 열',
    missing: '빠진 값',
    emptyRows: '값이 없는 행',
    voidRows: '모두 -∞인 행',
    ties: '최댓값이 여럿인 행',
    spread: '가장 넓은 폭',
    entropy: '소프트맥스의 엔트로피',
    nats: '나트',
    row: (row) => `${row}번째 행`,
    value: (column) => `${column}번째 값`,
    column: (name) => `${name} 열`,
    cell: (row, cell) => `${row}번째 행 ${cell}`,
    more: (shown, more) => `${shown} 외 ${more}개`,
    range: 'e^x의 범위',
    naive: '단순',
    stable: '안정',
    rows: (rows) => `${rows}행`,
    verdicts: { ok: '정상', lossy: '일부 사라짐', overflow: '넘침 → NaN', underflow: '모두 0 → 0/0' },
    faults: {
      overflow: (where, at, value, exponent, threshold) =>
        `${where}: ${josa(at, '이/가')} ${value}인데 e^${josa(exponent, '은/는')} 넘칩니다(한도 ${threshold}).`,
      underflow: (where, at, value, exponent, threshold) =>
        `${where}: ${josa(at, '이/가')} ${value}인데 e^${josa(exponent, '은/는')} 0이 됩니다(한도 ${threshold}).`,
      score: (where, at, value, _exponent, threshold) =>
        `${where}: ${josa(at, '이/가')} ${value}인데 이 형식의 한도는 ${threshold}입니다.`,
      weight: (where, at, value) => `${where}: ${josa(at, '이/가')} ${value}인데 가중치를 곱한 e^x가 0이 됩니다.`,
      sum: (where, at, value, _exponent, threshold) =>
        `${where}: ${at} ${value}까지 더하면 합이 넘칩니다(한도 ${threshold}).`,
      quotient: (where, at, value) => `${where}: ${josa(at, '이/가')} ${value}인데 확률이 0이 됩니다.`,
    },
    notTried:
      'NaN이 있는 행은 NaN이 되고 +∞가 있는 행은 확률이 모두 그리로 갑니다. 형식과 상관없으므로 표에서 뺐습니다.',
    useWider: (formats) => `이 점수는 ${formats}에 너무 큽니다. 안정한 식이라도 더 넓은 형식이 필요합니다.`,
    useStable: '가장 큰 점수를 먼저 빼세요(안정한 식). bridle은 늘 그렇게 계산합니다.',
    useLogs: '0이 되는 확률도 로그로는 수로 남습니다. logSoftmax를 쓰세요.',
    allWell: '이 점수는 모든 형식에서 두 식 모두 안전합니다.',
  },

  metrics: {
    rows: '행 수',
    accuracy: '정확도',
    logLoss: '로그 손실',
    brier: '브라이어 점수',
    ece: '보정 오차',
    confusion: '실제 \\ 예측',
    precision: '정밀도',
    recall: '재현율',
  },

  train: {
    phases: {
      prepare: '열을 준비하는 중 …',
      evaluate: '평가 중 …',
      write: '저장 중 …',
    },
    reading: (rows, total) => `읽는 중 · ${total}행 중 ${rows}행`,
    solvers: { newton: '뉴턴법', lbfgs: 'L-BFGS' },
    fitting: (solver, iteration, objective, gradient) =>
      `학습 중 · ${solver} · ${iteration}번째 반복 · 목적 함수 ${objective} · |기울기| ${gradient}`,
    data: '데이터',
    rows: (rows) => `${rows}행`,
    target: '목표 열',
    classes: (n) => `클래스 ${n}개`,
    features: '특징',
    featureCount: (features) => `${features}개`,
    leftOut: (names, reason) => `제외한 열 ${names} (${reason})`,
    andMore: (n) => `외 ${n}개`,
    reasons: {
      constant: '값이 하나뿐',
      'all-distinct': '행마다 값이 다름',
      'all-missing': '비어 있음',
      excluded: '요청에 따라',
    },
    setAside: '쓰지 않은 행',
    missingTarget: (rows) => `목표 열이 비어 있는 ${rows}행`,
    split: '나누기',
    heldOutRows: (train, test) => `학습 ${train}행, 평가 ${test}행`,
    allRows: '모든 행을 학습에 사용',
    solver: '최적화',
    iterations: (iterations, passes) => `반복 ${iterations}번 · 데이터 훑기 ${passes}번`,
    converged: '최적점',
    notConverged: '수렴하지 못함',
    objective: '목적 함수',
    gradient: (norm) => `|기울기|∞ ${norm}`,
    gap: (bound) => `최솟값과의 차이 ${bound} 이하`,
    stops: {
      optimum: '',
      precision:
        '어떤 걸음도 목적 함수를 64비트 실수로 구별될 만큼 낮추지 못합니다. 최솟값까지의 거리는 위 한계까지만 보장되며, 벌점이 없으면 한계도 없습니다.',
      stuck: '목적 함수를 줄이는 걸음을 찾지 못했습니다. 숫자들의 크기가 서로 너무 다를 수 있습니다.',
      separated:
        '벌점이 없으면 최적점도 없습니다. 클래스가 일부라도 완전히 나뉘어서, 가중치를 키울수록 목적 함수가 끝없이 줄어듭니다. --l2를 0보다 크게 하거나 --C를 쓰세요.',
      'max-iterations': '최적점에 닿기 전에 마지막 반복에서 멈췄습니다. --max-iterations를 늘리세요.',
    },
    training: '학습',
    heldOut: '평가',
    model: '모델',
    report: '보고서',
    next: '다음',
    newTable: '새_표',
  },

  predict: {
    done: (rows, file) => `${rows}행 → ${file}`,
    rejected: (rows, threshold) => `확률이 ${threshold}에 이르지 못한 ${rows}행은 클래스를 비워 두었습니다.`,
  },

  unseen: {
    level: (column, level, rows) =>
      `${column} 열의 "${level}"${josaAfter(level, '은/는')} 학습할 때 없던 값입니다(${rows}행). 아는 값 가운데 어느 것도 아닌 것으로 셉니다.`,
    missing: (column, rows) =>
      `${column} 열이 ${rows}행에서 비어 있는데 학습할 때는 빈칸이 없었습니다. 평균으로, 범주라면 어느 것도 아닌 것으로 셉니다.`,
    more: (n) => `이런 값이 ${n}개 더 있습니다.`,
  },

  lab: {
    running: '실험실은 이 주소에 있고, 이 컴퓨터에서만 보입니다. 끝내려면 Ctrl-C를 누르세요.',
    notBuilt: '실험실을 아직 빌드하지 않았습니다. 먼저 npm run build를 실행하세요.',
    portTaken: (port) => `${port}번 포트는 이미 쓰이고 있습니다. --port로 다른 번호를 주거나, 빼면 빈 포트를 찾습니다.`,
  },

  evaluate: { measured: '이번 평가', trained: '학습 당시' },

  boltzmann,
};
