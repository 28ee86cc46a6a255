import type { ReportWords } from '../report-words.ts';

/** 한국어 보고서. */
export const report: ReportWords = {
  title: ({ target, table }) => `${table}에서 ${target} 예측하기`,
  headline: ({ accuracy, rows, part }) => {
    if (part === 'heldOut') return `학습에 쓰지 않은 ${rows}개 행 중 ${accuracy}를 맞혔습니다.`;
    if (part === 'training') return `학습에 쓴 ${rows}개 행 중 ${accuracy}를 맞혔습니다.`;
    return `${rows}개 행 중 ${accuracy}를 맞혔습니다.`;
  },
  baseline: ({ name, accuracy }) => `모든 행을 가장 많은 클래스인 ‘${name}’로 예측하면 ${accuracy}를 맞힙니다.`,
  noHoldout:
    '평가용 행이 없습니다. 이 수치는 모델이 학습한 행을 얼마나 잘 맞히는지를 나타낼 뿐, 새로운 행을 얼마나 잘 맞힐지는 알려 주지 않습니다.',

  measures: { accuracy: '정확도', logLoss: '로그 손실', brier: '브라이어 점수', ece: '보정 오차' },
  measureNotes: {
    accuracy: '확률이 가장 높은 클래스가 정답인 행의 비율입니다.',
    logLoss: '−ln p(정답)의 평균입니다. 0이면 완벽하고, 확신하고 틀릴수록 커집니다.',
    brier: '확률과 정답 사이 거리를 제곱해 평균한 값으로, 0에서 2 사이입니다.',
    ece: '예측 확률과 실제 정답률의 차이를 평균한 값입니다(ECE).',
  },
  intervalsNote: '수치 아래는 행을 1,000번 다시 뽑아(부트스트랩) 구한 95% 구간입니다.',
  parts: { heldOut: '평가용 행', training: '학습용 행', table: '이 표', guess: '클래스 비율만 쓸 때' },
  quality: '모델 성능',
  measure: '지표',

  data: '데이터',
  dataRows: {
    rows: '표의 행',
    trainRows: '학습용 행',
    testRows: '평가용 행',
    missingTargetRows: '클래스가 비어 있어 쓰지 않은 행',
    columns: '사용한 열',
    features: '열에서 만든 특징',
  },
  weights: '행의 가중치',
  weightColumn: ({ column, total }) => `${column} 열, 빈도. 학습 행의 합은 ${total}`,
  classWeights: '학습에 쓴 클래스 가중치',
  refitRows: '평가 뒤 모델을 다시 학습한 행',
  testRowsNote: ({ holdout, seed }) => `클래스마다 ${holdout}씩, 시드 ${seed}`,
  classes: '클래스별 행 수(평가한 행)',
  classSizes: ({ classes, least, median, most }) =>
    `클래스 ${classes}개, 클래스마다 ${least}~${most}개 행(중앙값 ${median}개). ‘클래스별 성능’에 모두 있습니다.`,
  leftOut: '쓰지 않은 열',
  reasons: {
    constant: '모든 값이 같음',
    'all-distinct': '이름이나 번호처럼 모든 값이 서로 다름',
    'all-missing': '모든 칸이 비어 있음',
    'row-numbers': '행 번호',
    'row-identifiers': '행의 식별자',
    'nearly-distinct': '텍스트가 거의 모두 다름',
    identifier: '식별자로 지정함',
    weight: '행의 가중치',
    'no-terms': '충분히 많은 행에 나오는 단어가 없음',
    excluded: '제외하도록 지정함',
  },

  training: '학습',
  objective: ({ objective, loss, penalty }) =>
    `목적 함수 ${objective} = 평균 로그 손실 ${loss} + 정규화 항 ${penalty}.`,
  penalty: ({ l2, C, rows, two }) =>
    `정규화 항은 λ/2·‖W‖²이고 λ = ${two ? 2 : 1}/(C·n) = ${l2}, C = ${C}, n = ${rows}행입니다. 절편에는 적용하지 않습니다.`,
  l1: ({ l1, l2, used, features }) =>
    `정규화 항은 λ₁·‖W‖₁ + λ₂/2·‖W‖²이고 λ₁ = ${l1}, λ₂ = ${l2}입니다. 특징 ${features}개 중 ${used}개만 가중치가 0이 아닙니다.`,
  noPenalty: '정규화 항이 없습니다(λ = 0).',
  standardized: '숫자는 평균을 빼고 표준 편차로 나누어 썼습니다.',
  notStandardized: '숫자를 표준화하지 않고 그대로 썼습니다.',
  solvers: {
    newton: '뉴턴–촐레스키',
    lbfgs: 'L-BFGS',
    gd: '경사 하강법',
    sgd: '확률적 경사 하강법',
    proximal: '근위 뉴턴',
  },
  rate: ({ asked, steps, capped, first, shortest, longest }) => {
    const used = `실제 학습률은 ${shortest}에서 ${longest} 사이였습니다.`;
    if (asked === null) return `모든 스텝의 길이는 뵈닝의 상한이 허용하는 만큼입니다. ${used}`;
    if (capped === '0') return `학습률은 ${asked}이고, 뵈닝의 상한으로 줄인 스텝은 ${steps}개 중 없습니다. ${used}`;
    return `학습률은 ${asked}이고, ${steps}스텝 중 ${capped}스텝을 뵈닝의 상한까지 줄였습니다(처음은 ${first}번째 스텝). ${used}`;
  },
  solver: ({ solver, iterations, seconds }) => `${solver}, 반복 ${iterations}회, ${seconds}초.`,
  certificate: ({ gradient, gap }) =>
    `최적점임을 확인했습니다. 기울기의 가장 큰 성분은 ${gradient}이고, 가중치를 어떻게 바꾸어도 목적 함수는 ${gap} 넘게 더 낮아지지 않습니다. 다른 알고리즘도 수렴하면 같은 모델이 됩니다.`,
  certificateNoGap: ({ gradient }) =>
    `기울기의 가장 큰 성분은 ${gradient}입니다. 정규화 항이 없으면 최적점과의 차이를 보장할 수 없습니다.`,
  uncertified: ({ gradient, gap }) =>
    `기울기의 가장 큰 성분은 ${gradient}이고, 어떤 스텝으로도 목적 함수가 64비트 실수로 구별될 만큼 낮아지지 않습니다. 정규화가 너무 약해 최솟값과의 차이의 상한은 의미가 거의 없습니다. 최솟값은 최대 ${gap}만큼 더 낮을 수 있습니다.`,
  notConverged: ({ gradient, gap }) =>
    `아직 최적점이 아닙니다. 정해진 반복 횟수에서 멈췄고, 기울기의 가장 큰 성분은 ${gradient}, 목적 함수는 최솟값보다 최대 ${gap} 높을 수 있습니다. 반복 횟수를 늘리세요.`,
  stuck: ({ gradient, gap }) =>
    `아직 최적점이 아닙니다. 목적 함수를 더 낮추는 스텝을 찾지 못했고, 기울기의 가장 큰 성분은 ${gradient}, 목적 함수는 최솟값보다 최대 ${gap} 높을 수 있습니다. 숫자들의 크기가 서로 너무 다를 수 있습니다.`,
  separated:
    '클래스가 일부라도 완전히 분리되므로 정규화 없이는 최적점이 없고 가중치가 끝없이 커집니다. C나 λ를 지정하세요.',

  penaltyPath: '정규화 세기 선택',
  penaltyPathNote: ({ C, values, folds }) =>
    `C의 후보 ${values}개를 ${folds}겹 교차 검증으로 비교했습니다. 학습 행은 모두 다른 폴드로 학습한 모델이 예측했고, 로그 손실의 평균은 C = ${C}에서 가장 작습니다. 세로선은 폴드 평균의 표준오차입니다.`,
  oneStandardError: ({ C }) => `여기서 표준오차 하나 이내인 값 중 정규화가 가장 강한 C = ${C}를 썼습니다.`,
  standardError: '표준오차',
  weakerPenalty: 'C (클수록 약한 정규화 →)',

  calibration: '확률 보정',
  calibrations: {
    temperature: '온도 보정',
    vector: '벡터 스케일링',
    isotonic: '등위 회귀 보정',
    dirichlet: '디리클레 보정',
  },
  calibrated: ({ method }) => `${method}: 보정을 맞추는 데 쓰지 않은 행에서도 확률이 나아져 모델에 적용했습니다.`,
  notCalibrated: ({ method }) =>
    `${method}: 보정을 맞추는 데 쓰지 않은 행에서는 확률이 나아지지 않아 모델에 적용하지 않았습니다.`,
  calibrationNote: ({ rows }) =>
    `학습 행 ${rows}개를 교차 검증으로 평가했습니다. 각 행은 다른 폴드로 학습한 모델이 예측했고, 보정 후의 확률에는 다른 폴드에 맞춘 보정을 적용했습니다.`,
  before: '보정 전',
  after: '보정 후',

  summary: {
    title: '추정값과 검정',
    note: '정규화 항이 없는 최대 가능도 추정이며, 단위는 열의 단위 그대로입니다. 추정값은 숫자가 1 커지거나 기준 값이 그 값으로 바뀔 때 기준 클래스에 대한 로그 오즈의 변화이고, 오즈비는 그 지수입니다.',
    intercept: '(절편)',
    rows: '행 수',
    incomplete: '빈 칸이 있어 제외한 행',
    logLikelihood: '로그 가능도',
    nullLogLikelihood: '클래스 비율만 쓴 로그 가능도',
    r2: '맥패든 R²',
    modelTest: '모델의 가능도비 검정',
    errors: '표준오차',
    errorKinds: { model: '모델 기반', robust: '강건(HC0)', clustered: '군집' },
    clustered: ({ column }) => `${column} 군집(군집 수 보정 없음)`,
    references: '기준 값',
    against: ({ class: name, base }) => `${name} (기준 ${base})`,
    estimate: '추정값',
    error: '표준오차',
    interval: ({ confidence }) => `${confidence} 구간`,
    odds: '오즈비',
    tests: '열별 가능도비 검정',
    effects: '평균 한계 효과',
    effectsNote:
      '각 클래스의 확률이 얼마나 변하는지를 모든 행에서 평균한 값입니다. 숫자는 미분, 범주는 기준 값과의 차이이며, ± 뒤는 델타법으로 구한 표준오차입니다.',
  },

  drift: {
    title: '학습 이후의 분포 변화',
    note: 'PSI(모집단 안정성 지수)는 이 표의 행 비율 q와 학습 행의 비율 p를 구간마다 비교한 Σ (q − p)·ln(q/p)입니다. 구간은 숫자와 날짜, 텍스트의 길이는 학습 행을 열로 나눈 것이고, 범주는 가장 많은 20개와 나머지이며, 빠진 값도 한 구간입니다. 구간마다 반 행씩 더해 계산합니다. 관례로 0.1이면 보통, 0.25면 큰 변화로 봅니다. 행이 적은 표는 우연히도 달라지는데, 분포가 그대로라면 행 수가 같은 표 100개 중 99개는 ‘우연’ 열의 값보다 작습니다. 처음 보는 값은 학습 때의 범위를 벗어난 숫자, 학습에 없던 범주, 아는 단어가 하나도 없는 텍스트입니다.',
    none: '변한 열이 없습니다. 모든 지수가 0.1보다 작거나 우연히 나올 수 있는 크기입니다.',
    large: ({ columns, all }) => `열 ${all}개 중 ${columns}개가 크게 변했습니다(PSI 0.25 이상).`,
    moderate: ({ columns, all }) => `열 ${all}개 중 ${columns}개가 조금 변했습니다(PSI 0.1 이상).`,
    readAgain: '재거나 적는 방식이 학습 때와 같은지 확인하고, 같다면 최근 행으로 다시 학습하세요.',
    notAvailable:
      '알 수 없습니다. 다른 프로그램에서 가져왔거나, 데이터베이스 안에서 학습했거나, 이전 버전으로 학습한 모델 파일에는 학습 때의 분포가 없습니다.',
    column: '열',
    psi: 'PSI',
    byChance: '우연',
    size: '변화',
    sizes: { small: '작음', moderate: '보통', large: '큼' },
    missing: '빠진 값',
    unseen: '처음 보는 값',
    largest: '가장 큰 변화',
    source: ({ bin, table, training }) => `${bin}: 이 표에서는 ${table}, 학습에서는 ${training}.`,
    upTo: ({ to }) => `${to} 이하`,
    above: ({ from }) => `${from} 초과`,
    between: ({ from, to }) => `${from} 초과 ${to} 이하`,
    anything: '모든 값',
    hours: '시',
    characters: '자',
    others: '그 밖의 범주',
    newCategories: '학습에 없던 범주',
    missingCells: '빠진 값',
    classes: '클래스의 비율',
    classShares: ({ psi, byChance, size }) => `PSI ${psi}(우연히 ${byChance}까지), 변화: ${size}.`,
    classesNotAvailable: '알 수 없습니다. 모델 파일에 학습 때의 클래스 비율이 없습니다.',
    training: '학습',
    table: '이 표',
    more: ({ columns }) => `변화가 더 작은 ${columns}개`,
  },

  confusion: '혼동 행렬',
  confusionNote: '행은 실제 클래스, 열은 예측한 클래스입니다. 대각선은 맞힌 행입니다.',
  truth: '실제 클래스',
  predicted: '예측',
  confusedMost: ({ pairs, shown, all }) =>
    `클래스가 많아 행렬 대신 가장 자주 혼동한 ${pairs}쌍을 보여 줍니다. 틀린 ${all}개 행 중 ${shown}개가 여기에 속합니다.`,
  shareOfTruth: '실제 클래스 중 비율',
  times: '행',

  reliability: '예측 확률을 믿을 수 있나',
  reliabilityNote:
    '예측한 클래스의 확률에 따라 행을 묶었습니다. 확률 80%로 예측한 행은 80%가 맞아야 하며, 그러면 점이 점선 위에 놓입니다. 점이 점선보다 아래면 과신하는 모델이고, 위면 확률을 너무 낮게 잡는 모델입니다. 띠는 이 행 수에서 우연히 벗어날 수 있는 범위(95%)이므로, 띠가 점선을 포함하면 문제가 있다고 볼 수 없습니다. 막대는 행의 수입니다.',
  confidence: '예측한 클래스의 확률',
  shareRight: '맞힌 비율',
  perfect: '완벽히 보정된 경우',
  rowsInBin: '행',
  binTooltip: ({ count, confidence, accuracy }) => `${count}개 행: 평균 확률 ${confidence}, 맞힌 비율 ${accuracy}`,
  asTable: '표로 보기',

  perClass: '클래스별 성능',
  perClassColumns: {
    class: '클래스',
    precision: '정밀도',
    recall: '재현율',
    f1: 'F1',
    support: '행',
    wrong: '틀린 행',
  },
  perClassNote:
    '막대는 그 클래스의 행 수이며, 파란색은 맞힌 행, 주황색은 틀린 행입니다. 재현율은 실제로 그 클래스인 행 중 맞게 예측한 비율, 정밀도는 그 클래스로 예측한 행 중 실제로 그 클래스인 비율, F1은 둘의 조화 평균입니다.',
  byErrors: '틀린 행이 많은 클래스부터 보여 줍니다.',
  otherClasses: ({ rest }) => `나머지 클래스 ${rest}개`,

  riskCoverage: {
    title: '불확실한 행을 빼면 얼마나 정확한가',
    note: '가장 높은 확률이 기준값 이상인 행만 남기고(남긴 비율이 커버리지) 나머지는 사람이나 다른 방법에 맡길 수 있습니다. 곡선은 남긴 행의 정확도이고, 1에서 빼면 위험–커버리지 곡선이 됩니다. 기준값을 바로 이 행들로 골랐으므로 새로운 행에서는 정확도가 조금 낮을 수 있으며, 남긴 행이 적을수록 더 그렇습니다.',
    threshold: '--reject-below',
    coverage: '커버리지',
    kept: '남긴 행',
    accuracy: '남긴 행의 정확도',
    wanted: '원하는 정확도',
    unreachable: '가능한 기준값 없음',
    perfect: '기준값과 관계없이 모든 행을 맞혔습니다.',
    aurc: ({ aurc, optimal, random }) =>
      `위험–커버리지 곡선 아래 넓이(AURC), 곧 모든 커버리지에서 오류율의 평균은 ${aurc}입니다. 틀린 행이 모두 맞힌 행보다 불확실하다면 이 정확도에서 가장 작은 ${optimal}이 되고, 확률로 틀린 행을 전혀 가려낼 수 없다면 ${random}이 됩니다.`,
    tooltip: ({ threshold, coverage, rows, accuracy }) =>
      `${threshold} 이상: 커버리지 ${coverage}, ${rows}개 행, 정확도 ${accuracy}`,
    mark: ({ threshold }) => `기준값 ${threshold}`,
  },

  mistakes: '가장 확신하고 틀린 행',
  mistakesNote: '이 행들을 먼저 확인하세요. 예측하기 어려운 행이거나 표의 클래스가 잘못되었을 수 있습니다.',
  noMistakes: '없습니다. 모든 행을 맞혔습니다.',
  mistakeColumns: { row: '행 번호', probability: '그 확률', probabilityOfTruth: '실제 클래스의 확률' },

  coefficients: '클래스별로 가장 큰 가중치',
  weightScales: {
    weight: '가중치는 클래스의 점수(로짓)가 변하는 양입니다.',
    standardized: '숫자는 학습 행의 표준 편차만큼 커질 때의 변화이므로 서로 다른 열의 가중치를 비교할 수 있습니다.',
    plain:
      '숫자는 그 열의 단위로 1만큼 커질 때의 변화입니다. 숫자를 표준화하지 않았으므로 서로 다른 열의 가중치는 비교할 수 없습니다.',
    category: '범주와 빠진 값은 해당할 때의 변화입니다.',
    text: '단어와 따옴표로 묶은 단어의 일부는 TF-IDF가 1만큼 커질 때의 변화이며, TF-IDF는 0에서 1 사이이고 긴 텍스트에서는 더 작습니다.',
    colours: '파란색은 점수를 높이고 주황색은 낮춥니다.',
  },
  raising: '점수를 높이는 특징',
  lowering: '점수를 낮추는 특징',
  moreClasses: ({ shown, classes }) => `${classes}개 클래스 중 처음 ${shown}개만 보여 줍니다.`,
  dateParts: { year: '연도', month: '월', weekday: '요일', hour: '시', time: '시각', elapsed: '경과 일수' },
  isAnother: '그 밖의 값',
  isMissing: '비어 있음',

  usage: '모델 사용하기',
  usageNote: '다음 명령은 다른 표의 행마다 클래스와 클래스별 확률을 예측합니다.',
  footer: ({ model }) => `Bridle로 작성했습니다. 모델: ${model}. 행 번호는 머리글을 빼고 1부터 셉니다.`,
};
