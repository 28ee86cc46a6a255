// 명령줄이 한국어로 하는 말. 키는 ../en/messages.ts와 같고, 이름 뒤의 조사는 이름의 끝소리에 맞춘다.

import { josa, josaAfter } from '@bridle/words';
import type { Messages } from '../en/messages.ts';
import { boltzmann, boltzmannHelp } from './boltzmann.ts';
import { evaluate } from './evaluate.ts';
import { embeddingsHelp, features, interactionsHelp } from './features.ts';
import { help } from './help.ts';
import { table, tableHelp } from './table.ts';

export const messages: Messages = {
  help: {
    ...help,
    boltzmann: boltzmannHelp,
    table: tableHelp,
    embeddings: embeddingsHelp,
    interactions: interactionsHelp,
  },
  features,
  table,

  call: {
    numbers: (word) => `${word} 또는 setosa=2처럼 클래스=0보다 큰 수`,
    pair: 'island=Biscoe처럼 열=값',
    ngrams: 'words=1-2,chars=2-5처럼 1부터 100까지의 범위',
    unknownCommand: (word, nearest) =>
      `"${word}"${josaAfter(word, '은/는')} 명령도 숫자도 아닙니다.${nearest ? ` 혹시 ${nearest}인가요?` : ''}`,
    unknownOption: (flag, nearest) => `${flag} 옵션은 없습니다.${nearest ? ` 혹시 ${nearest}인가요?` : ''}`,
    missingArgument: (name) => `${josa(name, '이/가')} 빠졌습니다.`,
    missingOption: (flags) => `${flags} 옵션이 필요합니다.`,
    missingValue: (flags) => `${flags} 옵션에 값이 필요합니다.`,
    conflict: (one, other) => `${josa(one, '과/와')} ${josa(other, '은/는')} 함께 쓸 수 없습니다.`,
    tooMany: (expected, found) => `인자는 ${expected}개여야 하는데 ${found}개입니다.`,
    optionBeforeCommand: (flag, command) => `명령의 옵션은 명령 뒤에 적습니다: bridle ${command} … ${flag}`,
    seeHelp: (sentence, call) => `${sentence} 도움말: ${call} --help`,
    oneOf: (choices) => `${choices.join(', ')} 중 하나`,
    badValue: (flag, found, expected) => `${flag}: ${expected}여야 하는데 "${found}"입니다.`,
    badNumber: (word, position) => `${position}번째 값 "${word}"${josaAfter(word, '은/는')} 숫자가 아닙니다.`,
    noNumbers: '숫자가 없습니다.',
    tooLarge: (place, megabytes) => `${place}: 텍스트가 ${megabytes} MB를 넘습니다.`,
    neitherNumberNorFile: (word) => `"${word}"${josaAfter(word, '은/는')} 숫자도, 있는 파일도 아닙니다.`,
    wordInLine: (place, line, word) =>
      word === ''
        ? `${place} ${line}번째 줄: 숫자가 빠졌습니다.`
        : `${place} ${line}번째 줄: "${word}"${josaAfter(word, '은/는')} 숫자가 아닙니다.`,
    raggedLine: (place, line, expected, found) =>
      `${place} ${line}번째 줄: 앞줄처럼 숫자가 ${expected}개여야 하는데 ${found}개입니다.`,
    noSuchColumn: (place, column, nearest) =>
      `${place}: "${column}" 숫자 열이 없습니다.${nearest && ` 가장 비슷한 이름은 "${nearest}"입니다.`}`,
    noNumericColumns: (file) => `${file}: 숫자 열이 없습니다.`,
    nameCount: (names, values) => `값은 ${values}개인데 --names의 이름은 ${names}개입니다.`,
  },

  expects: {
    temperature: '0.5, 2, inf 같은 숫자',
    positive: '0보다 큰 수',
    notNegative: '0 이상의 수',
    notNegativeOrAuto: '0 이상의 수 또는 auto',
    wholeTwo: '2 이상의 정수',
    bits: '1부터 24까지의 정수',
    fraction: '0 이상 1 미만의 수',
    betweenZeroAndOne: '0보다 크고 1보다 작은 수',
    probability: '0 이상 1 이하의 수',
    wholePositive: '1 이상의 정수',
    wholeNotNegative: '0 이상의 정수',
    whole: '정수',
    port: '0부터 65535까지의 포트 번호',
    size: '512MB나 2GB 같은 크기',
  },

  end: {
    prefix: 'bridle: ',
    interrupted: '중단했습니다. 쓰다 만 파일은 남지 않았습니다.',
    notPrinted: (reason) => `결과를 표준 출력에 쓸 수 없습니다: ${reason}.`,
    streamErrors: { ENOSPC: '디스크가 가득 찼습니다', EIO: '장치 오류가 났습니다' },
    fault: (message) => `bridle 내부 오류입니다: ${message} (BRIDLE_DEBUG=1로 실행하면 스택 추적이 나옵니다).`,
  },

  scores: {
    value: '값',
    share: '비율',
    softmax: '소프트맥스',
    logOdds: '로그 오즈',
    plusOne: '1을 더하면',
    points: '%p',
    temperature: (t) => `소프트맥스 (T = ${t})`,
    softmaxLaw: (factor) =>
      `소프트맥스는 값의 차이로 정해집니다. 모든 값에 1을 더해도 그대로이고, 한 값에만 1을 더하면 그 값의 오즈가 ${factor}배가 됩니다.`,
    shareLaw: (name, before, after) =>
      `비율은 값이 서로 몇 배인지로 정해집니다. 모든 값을 두 배로 해도 그대로이지만, 모든 값에 1을 더하면 달라집니다(${name}: ${before} → ${after}).`,
    noPlusOne: (limit) => `1을 더한 결과는 값이 ${limit}개 이하일 때만 보여 줍니다.`,
    refused: (reason) => `비율을 구할 수 없습니다: ${reason}`,
    refusals: {
      negative: (value, name) =>
        `값이 모두 0 이상이어야 하는데 ${josa(name, '이/가')} ${value}입니다. 소프트맥스는 어떤 수에도 쓸 수 있습니다.`,
      notANumber: (_value, name) => `${josa(name, '이/가')} 숫자가 아닙니다(NaN).`,
      infinite: (_value, name) => `${josa(name, '이/가')} 무한대입니다.`,
      zeroSum: () => '값의 합이 0이라 나눌 수 없습니다.',
    },
  },

  check: {
    scores: '점수',
    size: (rows, columns) => `${rows}행, 한 행에 값 ${columns}개`,
    columns: '점수 열',
    leftOut: '제외한 열',
    reasons: { identifier: '식별자', label: '레이블', text: '숫자가 아님' },
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
    verdicts: { ok: '정상', lossy: '일부 0이 됨', overflow: '오버플로 → NaN', underflow: '언더플로 → 0/0' },
    faults: {
      overflow: (where, at, value, exponent, threshold) =>
        `${where}: ${josa(at, '이/가')} ${value}이므로 e^${josa(exponent, '이/가')} 넘칩니다(한계 ${threshold}).`,
      underflow: (where, at, value, exponent, threshold) =>
        `${where}: ${josa(at, '이/가')} ${value}이므로 e^${josa(exponent, '이/가')} 0이 됩니다(한계 ${threshold}).`,
      score: (where, at, value, _exponent, threshold) =>
        `${where}: ${josa(at, '이/가')} ${value}로, 이 형식의 한계인 ${josa(threshold, '을/를')} 벗어납니다.`,
      weight: (where, at, value) => `${where}: ${josa(at, '이/가')} ${value}이므로 가중치를 곱한 e^x가 0이 됩니다.`,
      sum: (where, at, value, _exponent, threshold) =>
        `${where}: ${josa(at, '을/를')}(${value}) 더하면 합이 넘칩니다(한계 ${threshold}).`,
      quotient: (where, at, value) => `${where}: ${josa(at, '이/가')} ${value}이므로 확률이 0이 됩니다.`,
    },
    notTried:
      '표에서 NaN이 있는 행과 +∞가 있는 행은 뺐습니다. 형식에 상관없이 앞의 행은 결과가 NaN이고, 뒤의 행은 +∞가 확률을 모두 차지합니다.',
    useWider: (formats) => `이 점수는 ${formats}에 너무 큽니다. 안정적인 식이라도 더 넓은 형식이 필요합니다.`,
    useStable: '가장 큰 점수를 먼저 빼세요(안정적인 식). bridle은 항상 이렇게 계산합니다.',
    useLogs: '확률이 0이 되어도 로그 확률은 유한합니다. logSoftmax를 쓰세요.',
    allWell: '이 점수는 모든 형식에서 두 식 모두 안전합니다.',
    float8:
      'float8_e4m3fn에는 무한대가 없고 가장 큰 수가 448입니다. 더 큰 점수를 PyTorch와 ONNX는 448로, ml_dtypes는 NaN으로 저장합니다.',
  },

  softmax: {
    logits: '로짓',
    shape: (rows, classes) => `${rows}행, 클래스 ${classes}개`,
    tensor: '텐서',
    along: (shape, type, axis) => `${shape}, ${type}, 한 행은 축 ${axis}번`,
    temperature: '온도',
    fitted: (temperature) => `${temperature}, 레이블에 맞춤`,
    atBound: (temperature) =>
      `${temperature}, 탐색 범위의 끝: 모든 레이블이 가장 큰 로짓일 때처럼 로그 손실에 최솟값이 없음`,
    entropy: '평균 엔트로피',
    nats: '나트',
    confidence: '최대 확률의 평균',
    undefined: '소프트맥스가 없는 행',
    undefinedReason: (rows) => `${rows}행: NaN이 있거나 모두 -∞라서 수치에서 뺌`,
    labelled: '레이블이 있는 행',
    before: '온도 1',
    after: '맞춘 온도',
    row: '행',
    reading: (rows, total) => `${total}행 중 ${rows}행 …`,
    written: (file, arrays) => `${file} 저장: ${arrays}`,
    noLabels: '--fit-temperature에는 --labels가 필요합니다',
    twoTemperatures: '--temperature와 --fit-temperature는 함께 쓸 수 없습니다',
    noFit: '레이블과 소프트맥스가 모두 있는 행이 없어 온도를 맞출 수 없습니다',
    notTensors: (file) =>
      `"${file}"${josaAfter(file, '은/는')} 텐서 파일이 아닙니다. bridle softmax는 .npy, .npz, .safetensors와 Parquet의 목록을 읽고, 표는 bridle check가 읽습니다`,
    onlyTensors: (option) => `${option}${josaAfter(option, '은/는')} .npy, .npz, .safetensors 파일에만 쓸 수 있습니다`,
    needsOut: (option) => `${option}${josaAfter(option, '은/는')} 저장할 내용을 정합니다. --out을 함께 쓰세요`,
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
    state: {
      resumed: (file) => `${file}: 저장된 학습 상태에서 이어서 학습합니다(처음부터 하려면 --restart).`,
      unusable: {
        foreign: (file) => `${file}: 저장된 학습 상태가 아니어서 처음부터 학습합니다.`,
        broken: (file) => `${file}: 저장된 학습 상태가 손상되었거나 덜 쓰여 처음부터 학습합니다.`,
      },
      notSaved: (file, reason) => `${file}: 학습 상태를 저장하지 못했습니다(${reason}). 저장 없이 계속합니다.`,
      reasons: {
        changed: '읽은 뒤에 표가 바뀜',
        'disk-full': '디스크가 가득 참',
        'no-permission': '권한 없음',
        'write-failed': '쓰기 실패',
      },
      kept: (file) => `학습 상태가 ${file}에 저장되어 있습니다. 같은 명령을 다시 실행하면 이어서 학습합니다.`,
    },
    reading: (rows, total) => `읽는 중 · ${total}행 중 ${rows}행`,
    solvers: {
      newton: '뉴턴법',
      lbfgs: 'L-BFGS',
      gd: '경사 하강법',
      sgd: '확률적 경사 하강법',
      proximal: '근위 뉴턴법',
    },
    l1: 'L1',
    nonzero: (l1, kept, features) => `λ₁ = ${l1} · 특징 ${features}개 중 ${kept}개만 가중치가 0이 아님`,
    learningRate: '학습률',
    rate: (asked, capped, steps, first) =>
      capped === '0'
        ? `${steps}스텝 모두 ${asked}`
        : `${asked} · ${steps}스텝 중 ${capped}스텝을 뵈닝의 상한까지 줄임(처음은 ${first}번째 스텝)`,
    safeRate: '안전한 가장 긴 스텝',
    rateRange: (shortest, longest) => `실제 ${shortest}~${longest}`,
    fitting: (solver, iteration, objective, gradient, left) =>
      `학습 중 · ${solver} · ${iteration}번째 반복 · 목적 함수 ${objective} · |기울기| ${gradient}${left === '' ? '' : ` · 약 ${left} 남음`}`,
    choosing: (training, total, left) =>
      `정규화 세기 선택 중 · 학습 ${total}번 중 ${training}번째${left === '' ? '' : ` · 약 ${left} 남음`}`,
    penalty: '정규화',
    chosen: (C, values, folds, loss) => `C = ${C} · ${folds}겹 교차 검증, 후보 ${values}개 · 로그 손실 ${loss}`,
    notChosen: (C) => `C = ${C} · 학습 행이 둘 이상인 클래스가 없어 교차 검증을 하지 못함`,
    calibration: '보정',
    calibrations: {
      temperature: '온도',
      vector: '벡터 스케일링',
      isotonic: '등위 회귀',
      dirichlet: '디리클레',
    },
    calibrated: (name, losses, errors) => `${name} · 로그 손실 ${losses} · 보정 오차 ${errors}`,
    notCalibrated: (name, losses) => `없음 · ${name} 보정은 효과가 없음: 로그 손실 ${losses}`,
    singleRowClasses: (names) =>
      `학습 행이 하나뿐인 클래스는 교차 검증의 모든 학습에 들어갔고 평가에서는 빠졌습니다: ${names}.`,
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
      'all-distinct': '값이 모두 다름',
      'all-missing': '비어 있음',
      'row-numbers': '행 번호',
      'row-identifiers': '행의 식별자',
      'nearly-distinct': '텍스트가 거의 모두 다름',
      identifier: '--id',
      weight: '--weight',
      'no-terms': '여러 행에 나오는 단어가 없음(--min-count)',
      excluded: '--drop',
    },
    findings: {
      left: (what, undo) => `${what} 그래서 뺐습니다(쓰려면 ${undo}).`,
      used: (what, undo) => `${what} 그대로 씁니다(빼려면 ${undo}).`,
      'row-numbers': (column) => `${column} 열은 행 번호입니다.`,
      'row-identifiers': (column) => `${column} 열은 행마다 다른 정수입니다.`,
      'nearly-distinct': (column, values, rows) =>
        `${column} 열에는 ${rows}행에 서로 다른 텍스트가 ${values}개 있습니다.`,
      apart: (what, parts, undo) => `${what} ${parts}로 나눕니다(빼려면 ${undo}).`,
      dates: (column) => `${column} 열은 날짜입니다.`,
      text: (column) => `${column} 열은 텍스트입니다.`,
      words: (what, drop, categorical) =>
        `${what} 단어와 문자 n-그램으로 나눕니다(빼려면 ${drop}, 범주로 보려면 ${categorical}).`,
      parts: { year: '연도', month: '월', weekday: '요일', hour: '시', time: '시각', elapsed: '경과 일수' },
      'decides-target': (column) => `${column} 열만으로 목표 열이 정해지므로 목표 열을 옮긴 것일 수 있습니다.`,
    },
    setAside: '쓰지 않은 행',
    alikeClasses: (names) =>
      `클래스 ${names}의 이름은 대소문자나 띄어쓰기만 다르며, 서로 다른 클래스로 셌습니다. 같은 클래스라면 표기를 통일하세요.`,
    zeroWeight: (rows) => `가중치가 0인 ${rows}행`,
    weights: '가중치',
    weightColumn: (column, total) => `${column} 열, 빈도 · 합 ${total}`,
    classWeights: (list) => `클래스별 ${list}`,
    priors: '클래스 비율',
    missingTarget: (rows) => `목표 열이 비어 있는 ${rows}행`,
    split: '분할',
    heldOutRows: (train, test) => `학습 ${train}행, 평가 ${test}행`,
    sizeOfTerms: (size) => `n-그램 ${size}`,
    refitted: (rows) => `평가 뒤 ${rows}행 모두로 다시 학습`,
    allRows: '모든 행을 학습에 사용',
    spilling: (size, file) => `행을 ${file}에 씁니다(${size}). 끝나면 지웁니다.`,
    memory: '메모리',
    streamed: (memory, spill) => `${memory} · 행은 ${spill} 파일에 둠`,
    drawn: '표본',
    drawnRows: (sample, judged) => `정규화, 보정, 시작점은 ${sample}행 · 측정은 ${judged}행`,
    solver: '최적화',
    iterations: (iterations, passes) => `반복 ${iterations}회 · 데이터 순회 ${passes}회`,
    converged: '최적점',
    notConverged: '수렴하지 못함',
    objective: '목적 함수',
    gradient: (norm) => `|기울기|∞ ${norm}`,
    gap: (bound) => `최솟값과의 차이 ${bound} 이하`,
    stops: {
      optimum: '',
      precision:
        '64비트 실수로는 목적 함수를 더 낮출 수 없습니다. 최솟값과의 차이는 위의 상한까지만 보장되며, 정규화 항이 없으면 상한도 없습니다.',
      stuck: '목적 함수를 낮추는 스텝을 찾지 못했습니다. 숫자의 크기가 서로 너무 다를 수 있습니다.',
      separated:
        '정규화 항이 없으면 최적점도 없습니다. 일부 클래스가 완전히 분리되어, 가중치를 키울수록 목적 함수가 끝없이 줄어듭니다. --l2를 0보다 크게 하거나 --C를 쓰세요.',
      'max-iterations': '최적점에 이르기 전에 최대 반복 횟수에 도달했습니다. --max-iterations를 늘리세요.',
    },
    databaseForm:
      '데이터베이스의 표는 duckdb:파일#테이블, postgres://사용자@호스트/데이터베이스#테이블, clickhouse://사용자@호스트/데이터베이스#테이블로 지정합니다. 테이블에는 스키마.테이블도 쓸 수 있습니다',
    numbersAsTexts: (column, levels) =>
      `${column} 열은 텍스트인데 값이 모두 숫자라서, 값이 ${levels}가지인 범주로 썼습니다. 숫자로 쓰려면 뷰에서 변환하고, 범주가 맞으면 --categorical로 지정하세요.`,
    sparkForm: 'Spark 서버의 표는 sc://호스트:포트/테이블 또는 sc://호스트:포트/스키마.테이블로 지정합니다',
    sparkPhases: { survey: '집계 중', fit: '학습 중', pass: '최적점 확인 중' },
    onSpark: (phase, tasks) => `Spark · ${phase}${tasks && ` · 작업 ${tasks}`}`,
    sparkFit: (iterations) => `Spark MLlib · 반복 ${iterations}회`,
    corrected: (rows) => `${rows}행의 표본으로 보정`,
    sparkStopped: (iterations) =>
      `Spark의 학습이 최대 반복 횟수(${iterations}회)에서 멈췄습니다. 최적점까지 얼마나 남았는지는 아래 기울기로 알 수 있습니다. --max-iterations를 늘리세요.`,
    passing: (pass, objective, gradient) =>
      `학습 중 · SQL · ${pass}번째 순회 · 목적 함수 ${objective} · |기울기| ${gradient}`,
    passes: (passes) => `SQL · 데이터 순회 ${passes}회`,
    sampled: (rows) => `${rows}행의 표본에서 시작`,
    training: '학습',
    heldOut: '평가',
    model: '모델',
    report: '보고서',
    next: '다음',
    newTable: '새_표',
  },

  summary: {
    intercept: '(절편)',
    likelihood: '로그 가능도',
    likelihoods: (model, shares, r2) => `${model} · 클래스 비율만으로 ${shares} · 맥패든 R² ${r2}`,
    criteria: '정보 기준',
    modelTest: '모델 검정',
    errors: '표준오차',
    errorKinds: { model: '모델 기반', robust: '강건(HC0)', clustered: '군집' },
    clustered: (column) => `${column} 군집(군집 수 보정 없음)`,
    leftOut: '제외한 행',
    incomplete: (rows) => `빈 칸이 있는 ${rows}행`,
    references: '기준 값',
    against: (name, base) => `${name} (기준 ${base})`,
    estimate: '추정값',
    error: '표준오차',
    interval: (confidence) => `${confidence} 구간`,
    odds: '오즈비',
    column: '가능도비 검정',
    effects: '평균 한계 효과',
  },

  predict: {
    progress: (rows, total, rate, left) => `${total}행 중 ${rows}행 · 초당 ${rate}행 · ${left} 남음`,
    failedLines: (failed, lines) => `${lines}줄 중 ${failed}줄을 처리하지 못했습니다. 해당 줄에는 오류를 출력했습니다.`,
    done: (rows, file) => `${rows}행 → ${file}`,
    rejected: (rows, threshold) => `확률이 ${threshold} 이상인 클래스가 없는 ${rows}행은 클래스를 비워 두었습니다.`,
    scoring: '예측 중',
    unscored: (rows) => `무한대인 숫자가 있는 ${rows}행은 클래스를 비워 두었습니다.`,
    needsInto: '서버에 있는 표의 예측 결과는 서버에 저장합니다. 새 테이블 이름을 --into로 지정하세요',
    badInto: (found) => `--into: "${found}"은(는) 테이블 이름이 아닙니다. 테이블 또는 스키마.테이블로 쓰세요`,
    intoForServers: '--into는 서버에 있는 표(sc://호스트/테이블)에만 씁니다. 파일로 저장하려면 --out을 쓰세요',
  },

  override: (option, given, kept) => `${option}: 모델에 저장된 값(${kept}) 대신 지정한 값(${given})을 씁니다.`,

  show: {
    classes: '클래스',
    numbers: '숫자 열',
    dates: '날짜 열',
    texts: '텍스트 열',
    terms: (n) => `항 ${n}개`,
    reading: '읽기 옵션',
    categories: '범주 열',
    penalty: '정규화',
    none: '없음',
    standardized: '숫자를 표준화함',
    notStandardized: '숫자를 표준화하지 않음',
    iterations: (n) => `반복 ${n}회`,
    weights: '가장 큰 가중치',
    moreClasses: (n) => `클래스가 ${n}개 더 있습니다. --json으로 모두 볼 수 있습니다.`,
  },

  import: {
    done: (source, features, classes, file) => `${source}: 특징 ${features}개, 클래스 ${classes}개 → ${file}`,
    compared: (rows, difference) => `파일에 든 예측과 ${rows}행을 비교했습니다. 가장 큰 차이는 ${difference}입니다.`,
    notCompared: '파일에 예측이 없어 비교하지 않았습니다.',
    imported: '가져온 곳',
  },

  export: {
    compared: (rows, difference) => `${rows}행에서 모델의 예측과 비교 · 가장 큰 차이 ${difference}`,
    otherDialect: (dialect) =>
      `여기서는 ${dialect}${josaAfter(dialect, '을/를')} 실행할 수 없어, 같은 문장을 DuckDB 문법으로 실행해 비교했습니다.`,
  },

  unseen: {
    level: (column, level, rows) =>
      `${column} 열의 "${level}"${josaAfter(level, '은/는')} 학습 데이터에 없던 값입니다(${rows}행). 아는 값 중 어느 것도 아닌 것으로 처리합니다.`,
    missing: (column, rows) =>
      `${column} 열이 ${rows}행에서 비어 있는데 학습 데이터에는 빈칸이 없었습니다. 숫자는 학습 데이터의 평균이나 중앙값으로 채우고, 범주는 아는 값 중 어느 것도 아닌 것으로 처리합니다.`,
    more: (n) => `이런 값이 ${n}개 더 있습니다.`,
  },

  lab: {
    running: '실험실 주소입니다. 이 컴퓨터에서만 열립니다. 끝내려면 Ctrl-C를 누르세요.',
    notBuilt: '실험실을 아직 빌드하지 않았습니다. 먼저 npm run build를 실행하세요.',
    portTaken: (port) =>
      `${port}번 포트는 이미 사용 중입니다. --port로 다른 번호를 주거나, --port를 빼고 빈 포트를 쓰세요.`,
  },

  evaluate,
  boltzmann,
};
