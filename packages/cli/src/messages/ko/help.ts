// 한국어 도움말. 명령과 옵션마다 한 줄 설명이 있고, 그대로 붙여 넣을 수 있는 예가 뒤따른다.

import type { help as english } from '../en/help.ts';

export const help: typeof english = {
  titles: {
    'Usage:': '사용법:',
    'Arguments:': '인자:',
    'Options:': '옵션:',
    'Commands:': '명령:',
    'Examples:': '예:',
  },
  anyOptions: '[옵션]',
  common: {
    lang: (choices) => `출력 언어: ${choices} (기본값: BRIDLE_LANG, LC_ALL, LC_MESSAGES, LANG을 따름)`,
    version: '버전 출력',
    help: '이 도움말 출력',
    helpCommand: '명령의 도움말 출력',
    json: '텍스트 대신 JSON 문서 하나를 출력',
    columns: '표의 열을 어떻게 읽는지만 출력',
    missing: '빈칸 외에 빠진 값으로 볼 낱말, 쉼표로 구분 (기본값: NA, 모델이 있으면 학습할 때의 낱말)',
    table:
      "CSV, TSV, JSON, JSONL 또는 Parquet (.gz, .zst 포함). 파일이 여럿이면 따옴표로 묶은 패턴('part-*.csv'), -는 표준 입력",
    model: 'bridle train이 만든 모델 파일',
  },

  scores: {
    about: '고삐를 쥔 소프트맥스: 점수를 확률로 바꾸고, 표에서 최적점이 증명된 분류기를 만듭니다.',
    detail:
      '숫자만 적으면 비율 v/Σv와 소프트맥스 e^v/Σe^v를 나란히 보여 주고, 값 하나에 1을 더할 때 둘이 어떻게 달라지는지 알려 줍니다.',
    scores: '숫자: 1 1 3 또는 1,1,3. -를 적으면 표준 입력에서 읽음',
    names: '값의 이름, 쉼표로 구분',
    temperature: '온도. 점수를 T로 나눈 뒤 소프트맥스를 계산: 0이면 가장 큰 값만, inf면 모두 같게 (기본값: 1)',
    examples: [
      'bridle 1 1 3',
      'bridle 1 1 3 --names 초등,중등,고등 --temperature 2',
      'bridle 1 1 3 --json',
      "echo '[2.5, -1, 0.3]' | bridle -",
    ],
  },

  check: {
    about: '단순한 식과 안정적인 식이 f16, bf16, f32, f64에서 오버플로나 언더플로를 일으키는지 진단',
    input: '숫자 또는 파일: 한 줄이 한 행(한 줄에 하나씩이면 전체가 한 행). 표는 숫자 열만 읽음. -는 표준 입력',
    scores: '점수가 든 열, 이름이나 번호를 쉼표로 구분 (기본값: 식별자와 레이블을 뺀 모든 열)',
    examples: [
      'bridle check 12 11 3',
      'bridle check logits.csv',
      'bridle check logits.parquet --json',
      'bridle check model.safetensors --tensor lm_head --axis 0',
    ],
  },

  softmax: {
    about: '.npy, .npz, .safetensors, Parquet 파일의 로짓을 확률로 바꾸고, 레이블이 있으면 확률을 평가',
    detail:
      '파일을 몇 행씩 나누어 읽으므로 메모리보다 커도 됩니다. float16, bfloat16, float8도 읽습니다. --out이 없으면 요약과 처음 몇 행을 출력합니다.',
    input: '로짓이 든 파일',
    out: '저장할 파일: 모양이 입력과 같은 .npy(배열 하나), .npz, .safetensors 또는 목록 열이 든 .parquet (기본값: 없음)',
    log: '확률 대신 로그 확률',
    entropy: '각 행의 엔트로피(나트)도 저장',
    topK: '확률이 높은 클래스 k개를 출력(기본값: 3)하고 저장도 함',
    labels: '정답 클래스: 같은 파일의 다른 텐서나 열, 또는 텐서 파일. 0부터의 정수, 모르면 -1',
    temperature: '로짓을 나누는 온도 (기본값: 1)',
    fitTemperature: '레이블에 대한 로그 손실이 가장 작은 온도를 구해 사용',
    examples: [
      'bridle softmax logits.npy',
      'bridle softmax logits.npy --out p.npy --log',
      'bridle softmax outputs.npz --tensor logits --labels y --fit-temperature',
      'bridle softmax logits.safetensors --axis 1 --top-k 5 --out top.npz',
    ],
  },

  tensors: {
    axis: '텐서 파일에서 한 행이 놓인 축 (기본값: 마지막 축인 -1)',
    tensor: '텐서 파일에 텐서가 여럿일 때 그 이름, Parquet에서는 목록 열',
    type: '헤더에 형식이 적히지 않은 ml_dtypes의 .npy 파일: bfloat16, float8_e4m3fn 또는 float8_e5m2',
  },

  train: {
    about: '표로 소프트맥스 분류기를 학습해 최적점을 증명하고, 모델과 보고서를 저장',
    detail:
      '평균 교차 엔트로피 + λ/2·‖W‖²를 최소화하며, 절편은 정규화하지 않습니다. --l2는 λ를 직접 정하고, --C는 scikit-learn의 C로, 학습 행 수 n에 대해 λ = 1/(C·n), 클래스가 둘이면 2/(C·n)으로 정하므로 C가 클수록 정규화가 약합니다. --no-standardize를 쓰지 않으면 숫자 열을 표준화(평균 0, 표준편차 1)하므로 정규화 항이 모든 열에 고르게 적용됩니다. --C와 --l2가 없으면 학습 행에서 교차 검증으로 C를 선택하고, 폴드의 로짓에 온도를 맞춥니다. 빠진 숫자는 평균으로 채우고, 빠졌음을 표시하는 특징을 추가합니다. duckdb:파일#테이블, postgres://사용자@호스트/데이터베이스#테이블, clickhouse://사용자@호스트/데이터베이스#테이블은 데이터베이스 안에서 SQL로 학습합니다. 표를 메모리로 읽지 않고 모든 행을 쓰며, --C나 --l2가 없으면 C = 1입니다. sc://호스트:포트/테이블은 Spark 서버에서 같은 방식으로 학습합니다. MLlib이 맞춘 결과를 SQL로 한 번 순회해 확인합니다.',
    target: '예측할 열',
    out: '모델을 저장할 파일 (기본값: 현재 폴더의 TABLE.model.json)',
    report:
      '보고서를 저장할 파일. HTML 한 장에 데이터, 최적점 증명, 정규화 세기 선택, 지표와 구간, 혼동 행렬, 클래스별 성능, 신뢰도, 불확실한 행을 뺀 정확도, 틀린 행, 가장 큰 가중치를 담음 (기본값: 모델 옆의 TABLE.report.html)',
    noReport: '보고서를 저장하지 않음',
    C: '정규화 세기의 역수, scikit-learn과 같음: λ = 1/(C·n), 클래스가 둘이면 2/(C·n)',
    l2: '--C 대신 정규화 세기 λ를 직접 지정. 0이면 정규화하지 않음. auto(기본값)이면 교차 검증으로 C를 선택',
    l1: '--l2에 더하는 L1 정규화 항 λ₁·‖W‖₁. 도움이 안 되는 가중치는 정확히 0이 됨. 숫자가 없으면 L1만 쓰고, 세기는 선택하거나 --C로 정함',
    l1Ratio: '엘라스틱 넷: 선택하거나 --C로 정한 정규화에서 L1의 비율, 0~1',
    folds: '교차 검증의 폴드 수 (기본값: 5)',
    oneSe: '가장 좋은 값에서 표준오차 하나 이내인 가장 강한 정규화를 선택',
    calibration:
      'auto, none, temperature, vector, isotonic, dirichlet 중 하나 (기본값: auto, --C나 --l2 숫자를 쓰면 none). auto는 교차 검증 로짓에 온도를 맞추고, 로그 손실이 낮아지면 적용',
    summary:
      '--l2 0과 함께: 추정값의 표준오차, 검정, 오즈비, 한계 효과를 출력. --holdout을 쓰지 않으면 모든 행으로 학습',
    base: '다른 클래스와 비교할 기준 클래스 (기본값: 첫 클래스). --summary를 포함',
    robust: '모델이 맞지 않아도 성립하는 표준오차(HC0). --summary를 포함',
    cluster: '서로 독립이 아닌 행을 묶는 열. --summary를 포함',
    confidence: '구간의 신뢰 수준 (기본값: 0.95). --summary를 포함',
    reference: '--l2 0과 함께: 범주 열의 기준 값, 예: island=Biscoe (기본값: 첫 값)',
    noStandardize: '숫자 열을 그대로 사용',
    fill: '빠진 숫자를 채울 값: 학습 행의 mean(평균) 또는 median(중앙값) (기본값: mean)',
    weight: '행의 가중치가 든 열. 빈도이므로 2는 두 행으로 세고 0은 뺌. 특징으로 쓰지 않음',
    classWeight:
      '학습에 쓸 클래스 가중치: balanced(n/(클래스 수 · 그 클래스의 행 수)) 또는 이름=수 … 확률도 이렇게 바뀐 비율을 따름(predict의 --priors 참고)',
    holdout: '학습에서 빼고 평가에 쓸 행의 비율. 0이면 빼지 않음 (기본값: 0.2, 텍스트가 있으면 0.1)',
    refit: '평가용 행으로 평가한 뒤 모든 행으로 다시 학습(기본값: 텍스트가 있을 때)',
    noRefit: '텍스트가 있어도 평가한 모델을 그대로 저장',
    seed: '평가할 행, 폴드, 구간을 무작위로 정하는 시드 (기본값: 1)',
    drop: '제외할 열',
    categorical: '범주로 볼 숫자 열',
    numeric: '숫자 열. 숫자가 아닌 칸은 오류로 알림',
    text: '단어와 문자 n-그램을 특징으로 만들 텍스트 열(기본값: 칸을 보고 정함)',
    ngrams: '텍스트의 n-그램. 예: words=1-2,chars=2-5(기본값). 하나만 써도 됩니다',
    maxFeatures: '텍스트 열에서 쓸 n-그램의 최대 개수, 많이 나오는 순서(기본값: 262144)',
    hash: '텍스트를 n-그램 목록 대신 해시로 2^BITS개의 특징으로 만듭니다. 모델에 단어가 남지 않습니다',
    minCount:
      '이보다 적은 행에만 있는 범주를 하나로 묶음. 예측할 때 처음 나온 범주도 여기에 포함 (기본값: 1, 묶지 않음). 텍스트의 n-그램은 이보다 적은 행에 있으면 제외',
    memory: '행을 파일에 두고 메모리를 이만큼만 사용(예: 2GB)',
    tmp: '그 파일을 둘 폴더(기본값: 모델 옆)',
    restart: '모델 옆에 저장된 이전 학습 상태가 있어도 처음부터 학습',
    strict: '알아서 정해야 하는 열(행을 식별하는 열, 목표 열을 정하는 열)이 있으면 거부',
    id: '행을 식별하는 열. 특징으로 쓰지 않고 예측 결과에 옮겨 적음',
    solver:
      'auto, newton, lbfgs, gd(경사 하강법), sgd(확률적 경사 하강법), L1에 쓰는 proximal 중 하나 (기본값: auto, 가중치가 적으면 newton, 많으면 lbfgs)',
    learningRate:
      'gd나 sgd의 학습률, 0보다 큰 수. 목적 함수를 낮춘다고 보장할 수 없는 스텝은 줄이고, 몇 번 줄였는지 출력 (기본값: 안전한 가장 긴 스텝). --solver gd를 포함',
    batchSize: 'sgd가 한 스텝에 쓰는 행 수 (기본값: 32)',
    maxIterations: '최적화의 최대 반복 횟수, sgd에서는 에포크 수',
    threads: '함께 계산할 스레드 수. 몇 개든 모델은 같음 (기본값: 코어 수, 최대 8)',
    level:
      'reproducible 또는 auto (기본값: reproducible, 어느 컴퓨터에서나 같은 모델). auto는 이 컴퓨터에서 가장 빠른 산술을 사용',
    columns: '학습하지 않고, 표의 열을 어떻게 읽는지만 출력',
    examples: [
      'bridle train iris.csv --target species',
      'bridle train duckdb:shop.db#orders --target returned',
      'bridle train sc://localhost/orders --target returned',
      'bridle train iris.csv --target species --C 10 --holdout 0.3 --out iris.json',
      'bridle train iris.csv --target species --no-standardize --holdout 0 --json',
      'bridle train penguins.csv --target species --drop island sex',
      'bridle train penguins.csv --target island --l2 0 --summary --drop species',
    ],
  },

  predict: {
    about: '표의 행마다 클래스와 클래스별 확률을 예측',
    out: '결과를 저장할 파일: .csv, .tsv, .json, .jsonl, .parquet (기본값: 표준 출력에 CSV, 표준 입력이 JSON 줄이면 JSON 줄)',
    into: 'Spark 서버의 표(sc://호스트:포트/테이블)일 때, 서버가 예측 결과를 저장할 새 테이블',
    topK: '확률이 높은 클래스 k개만 출력',
    keep: '예측 결과 앞에 옮겨 적을 표의 열: id(학습할 때 --id로 지정한 열), all(모든 열), none(없음) (기본값: id)',
    rejectBelow: '가장 큰 확률이 p보다 작으면 클래스를 비워 둠',
    priors:
      '이 행들의 클래스 비율이 학습 때와 다르면 모든 클래스에 대해 이름=수 … 또는 equal. 확률에 비율/학습 때의 비율을 곱하고 정규화',
    explain: '예측한 클래스를 가장 크게 뒷받침하는 특징 n개를 why_1 …열에 추가',
    threads: '읽고 계산할 스레드 수. 몇 개든 결과 파일은 같음 (기본값: 코어 수, 최대 4)',
    uncalibrated: '모델의 보정을 적용하지 않음',
    examples: [
      'bridle predict iris.model.json new.csv',
      'bridle predict iris.model.json new.csv --out probabilities.parquet',
      'bridle predict iris.model.json new.csv --top-k 2 --reject-below 0.9',
      'bridle predict iris.model.json sc://localhost/new --into predicted',
      'tail -f new.jsonl | bridle predict iris.model.json - --explain 3',
    ],
  },

  evaluate: {
    about: '정답을 아는 표로 모델을 평가',
    report:
      '보고서를 저장할 파일. HTML 한 장에 지표와 구간, 학습 이후의 분포 변화, 혼동 행렬, 클래스별 성능, 신뢰도, 불확실한 행을 뺀 정확도, 틀린 행을 담음 (기본값: 저장하지 않음)',
    priors:
      '이 행들의 클래스 비율이 학습 때와 다르면 모든 클래스에 대해 이름=수 … 또는 equal. 확률에 비율/학습 때의 비율을 곱하고 정규화',
    weight: '행의 가중치가 든 열. 빈도이므로 2는 두 행으로 세고 0은 뺌',
    uncalibrated: '모델의 보정을 적용하지 않음',
    accuracy: '이 정확도에 이르는 --reject-below 기준을 찾음',
    seed: '--json의 부트스트랩 구간에 쓸 시드 (기본값: 1)',
    examples: ['bridle evaluate iris.model.json test.csv', 'bridle evaluate iris.model.json test.csv --json'],
  },

  show: {
    about: '모델의 목표 열, 클래스, 특징, 학습 조건, 지표와 가장 큰 가중치를 출력',
    examples: ['bridle show iris.model.json', 'bridle show iris.model.json --json'],
  },

  import: {
    about: 'scikit-learn, Spark ML, ONNX의 선형 분류기를 모델로 가져오기',
    detail:
      '.npz나 .json에는 LogisticRegression의 배열 coef_, intercept_, classes_가 있어야 하고, 이름이 있으면 feature_names_in_, 앞에 StandardScaler가 있으면 mean_과 scale_도 있어야 합니다. 이 파일을 쓰는 코드는 docs/export.md에 있습니다. check_x(행)와 check_p(그 행의 predict_proba)가 있으면 모델을 저장하기 전에 예측을 비교합니다. 폴더는 Spark ML의 LogisticRegressionModel로, .onnx 파일은 LinearClassifier나 곱, 합, 소프트맥스로 이루어진 그래프로 읽습니다.',
    file: '.npz, .json, .onnx 파일 또는 Spark ML 모델 폴더',
    out: '모델을 저장할 파일',
    target: '모델이 예측하는 것의 이름 (기본값: class)',
    features: '파일에 든 이름 대신 쓸 특징 이름(순서대로)',
    classes: '파일에 든 이름 대신 쓸 클래스 이름(순서대로)',
    force: '이미 있는 파일을 덮어씀',
    examples: [
      'bridle import iris.npz --out iris.model.json --target species',
      'bridle import spark-model --out m.json --features age income --classes no yes',
    ],
  },

  export: {
    about: '모델을 ONNX, SQL, 자바스크립트 모듈, scikit-learn 배열, JSON으로 내보내기',
    detail:
      '저장하기 전에 1,000행에서 모델의 예측과 비교하고, 차이가 1e-12보다 크면 아무것도 저장하지 않습니다. duckdb, postgres, sqlite, clickhouse, spark의 문장은 이 프로젝트의 테스트가 실제 엔진에서 실행하고, bigquery, snowflake, trino의 문장은 텍스트로만 비교합니다.',
    to: 'onnx(float64 그래프), sql(SELECT 하나), js(의존성 없는 모듈과 타입), npz(coef_, intercept_, classes_ 등), json(배열)',
    dialect: 'sql: duckdb, postgres, sqlite, clickhouse, spark, bigquery, snowflake, trino (기본값: duckdb)',
    from: 'sql: 문장이 읽을 테이블. 스키마.테이블 형식도 가능 (기본값: 학습한 표의 이름)',
    keep: 'sql: 예측 앞에 둘 열. 예를 들면 키 (기본값: 학습할 때 지정한 식별자 열)',
    out: '저장할 파일. -이면 표준 출력 (기본값: 모델 이름에 .onnx, .sql, .mjs, .npz, .weights.json을 붙여 현재 폴더에 저장)',
    force: '이미 있는 파일을 덮어쓰기',
    priors:
      '이 행들의 클래스 비율이 학습 때와 다르면 모든 클래스에 대해 이름=수 … 또는 equal. 확률에 비율/학습 때의 비율을 곱하고 정규화',
    sample: '비교에 쓸 표. 처음 1,000행을 씀 (기본값: 모델에서 만든 행)',
    examples: [
      'bridle export iris.model.json --to sql --dialect postgres --from public.flowers --keep id',
      'bridle export iris.model.json --to js --out src/iris.mjs',
      'bridle export iris.model.json --to npz --sample iris.csv',
      'bridle export iris.model.json --to json --out -',
    ],
  },

  lab: {
    about: '웹 실험실을 이 컴퓨터의 파일로 열기(이 컴퓨터에서만 열림)',
    port: '포트 번호 (기본값: 4173, 사용 중이면 빈 포트)',
    noOpen: '브라우저를 열지 않음',
    examples: ['bridle lab', 'bridle lab --port 8080 --no-open'],
  },
};
