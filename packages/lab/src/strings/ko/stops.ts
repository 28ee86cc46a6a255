// 한국어: 장의 이름.

import type { Catalogue } from '../catalogue.ts';
import type { stops as en, inRow as enInRow } from '../en/stops.ts';

export const stops: Catalogue<typeof en> = {
  energy: '에너지와 열',
  timeline: '한 법칙, 세 이름',
  definition: '점수에서 확률로',
  share: '비율과 소프트맥스',
  overflow: '오버플로 들여다보기',
  training: '학습, 그리고 NaN',
  digits: '손으로 쓴 숫자',
  calibration: '얼마나 확신해도 될까',
  word: '다음 낱말',
};

export const inRow: Catalogue<typeof enInRow> = {
  energy: '에너지',
  timeline: '세 이름',
  definition: '정의',
  share: '비율',
  overflow: '오버플로',
  training: '학습',
  digits: '숫자',
  calibration: '보정',
  word: '낱말',
};
