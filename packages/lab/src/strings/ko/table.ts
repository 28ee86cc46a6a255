// 한국어: 내 표로 학습하는 페이지.

import { josa } from '@bridle/words';
import type { Catalogue } from '../catalogue.ts';
import type { table as en } from '../en/table.ts';

export const table: Catalogue<typeof en> = {
  idea: '한 행에 사례 하나씩 적고 한 열에 클래스를 적은 표를 열거나 붙여 넣으세요. 행의 5분의 4로 학습하고 나머지로 시험합니다. 계산은 여러분의 브라우저에서 하고, 표는 어디에도 보내지 않습니다.',
  open: '파일 열기(CSV, TSV)',
  text: '여기에 붙여 넣어도 됩니다. 첫 줄은 열 이름입니다',
  example: '펭귄 데이터로 해 보기',
  target: '클래스가 있는 열',
  train: '학습',
  stop: '중지',
  columns: (rows, numeric, categorical) => `${rows}행, 숫자 열 ${numeric}개, 범주 열 ${categorical}개입니다.`,
  wrong: {
    empty: '아직 표가 없습니다. 열 이름이 있는 첫 줄과 한 줄 이상의 내용이 있어야 합니다.',
    characters: (found, most) =>
      `글자가 ${found}자입니다. 이 페이지에서는 ${most}자까지 읽습니다. 더 큰 표는 명령줄의 bridle train을 쓰세요.`,
    rows: (found, most) =>
      `표가 ${found}행입니다. 이 페이지에서는 ${most}행까지 읽습니다. 더 큰 표는 명령줄의 bridle train을 쓰세요.`,
    columnsMany: (found, most) => `표가 ${found}열입니다. 이 페이지에서는 ${most}열까지 읽습니다.`,
    ragged: (row, found, expected) =>
      `첫 줄은 ${expected}칸인데 ${row}번째 줄은 ${found}칸입니다. 그 줄을 고쳐서 다시 해 주세요.`,
    quote: (row) => `${row}번째 줄에서 연 따옴표가 닫히지 않았습니다. 닫고 다시 해 주세요.`,
    names: (found) =>
      found === ''
        ? '이름이 없는 열이 있습니다. 첫 줄에 모든 열의 이름을 적어 주세요.'
        : `이름이 ‘${found}’인 열이 둘입니다. 열마다 다른 이름을 적어 주세요.`,
  },
  refused: {
    'target-missing': (target) => `‘${target}’ 열은 모두 비어 있어 클래스가 될 수 없습니다. 다른 열을 골라 주세요.`,
    'target-constant': (target) => `‘${target}’ 열은 값이 모두 같아서 클래스가 될 수 없습니다. 다른 열을 골라 주세요.`,
    'target-one-class': (target) =>
      `‘${target}’ 열에는 클래스가 하나뿐입니다. 둘 이상이어야 합니다. 다른 열을 골라 주세요.`,
    'target-all-distinct': (target) =>
      `‘${target}’ 열은 값이 모두 달라서 클래스가 될 수 없습니다. 다른 열을 골라 주세요.`,
    'target-continuous': (target) => `‘${target}’ 열은 클래스가 아니라 측정값입니다. 다른 열을 골라 주세요.`,
    'no-features': (_target) => '배울 만한 열이 남지 않았습니다. 나머지 열은 비었거나, 모두 같거나, 모두 다릅니다.',
    'too-large': (_target) => '표에 너무 큰 수(10¹⁴⁰ 초과)가 있어 학습할 수 없습니다.',
  },
  failed: '학습하지 못했습니다. 페이지를 새로 고치고 다시 해 주세요.',
  step: (iteration, objective) => `학습 중: 반복 ${iteration}번, 목적 함수 ${objective}.`,
  result: '무엇을 배웠나',
  summary: (trained, tested, accuracy, loss, ece) =>
    `${trained}행으로 학습하고 다른 ${tested}행으로 시험했습니다. 정확도 ${accuracy}, 로그 손실 ${loss}, 보정 오차(ECE) ${ece}입니다.`,
  untested: (trained) => `${trained}행으로 학습했습니다. 행이 너무 적어 시험할 행을 남기지 못했습니다.`,
  certificate: (iterations, gap) =>
    `반복 ${iterations}번 만에 끝났습니다. 어떤 가중치를 골라도 목적 함수를 ${gap}보다 더 낮출 수는 없습니다.`,
  leftOut: (names) => `${josa(names, '은/는')} 값이 모두 같거나, 비었거나, 모두 달라서 쓰지 않았습니다.`,
  confusion: '혼동 행렬: 행은 실제 클래스, 열은 예측',
  reliability: '80 %는 100번 가운데 80번 맞을까',
  reliabilityCaption: '막대의 높이는 답 가운데 맞은 비율이고, 위의 숫자는 답의 수입니다.',
  confidence: '평균 확률',
  accuracy: '정확도',
  diagonal: '잘 보정됨',
  from: '부터',
  to: '까지',
  count: '답의 수',
  save: '모델 저장(model.json)',
  command: '명령줄에서 똑같이 학습하고, 새 행을 예측하려면:',
};
