// `bridle evaluate`가 한국어로 출력하는 말.

import type { Messages } from '../en/messages.ts';

export const evaluate: Messages['evaluate'] = {
  measured: '이 표',
  trained: '학습 당시',
  reject: '판단 보류',
  threshold: (threshold, accuracy, coverage) =>
    `--reject-below ${threshold}이면 전체 행의 ${coverage}에서 정확도 ${accuracy}`,
  noThreshold: (accuracy) => `정확도 ${accuracy}에 이르는 기준이 없음`,
  drift: '분포 변화',
  largeDrift: (columns) => `${columns}에서 학습 이후 큼. --report 파일에 모든 열이 있음`,
  index: (column, psi) => `${column}(PSI ${psi})`,
};
