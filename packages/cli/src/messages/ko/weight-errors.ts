// 행과 클래스의 가중치, 학습할 행이 남지 않는 클래스에 대한 오류의 한국어 문장. 파이프라인의 오류에는 파일 이름이 있고,
// bridle/learn의 오류에는 없다.

import type { Facts, Sentences } from '../words.ts';

const inFile = ({ file }: Facts) => (file === '' || file === undefined ? '' : `${file}: `);

export const weightErrors: Sentences = {
  'no-complete-rows': (f) =>
    `${inFile(f)}"${f.class}" 클래스의 모든 행에 빈 칸이 있습니다. --summary는 그런 행을 빼므로, 열을 빼거나 값을 채우세요.`,
  'bad-weight': (f) =>
    `${inFile(f)}${f.row}번째 행: 가중치 열 "${f.column}"${f.found === '' ? '이 비어 있습니다' : `의 값이 "${f.found}"입니다`}. 가중치는 0 이상의 수여야 하니 고치거나, 뺄 행에는 0을 쓰세요.`,
  'zero-weights': (f) => `${inFile(f)}"${f.column}" 열의 가중치가 모두 0이어서 쓸 행이 없습니다. 다른 열을 지정하세요.`,
  'zero-weight-class': (f) =>
    `${inFile(f)}"${f.class}" 클래스의 모든 행이 "${f.column}" 열에서 가중치가 0입니다. 그 행들을 표에서 빼거나 가중치를 주세요.`,
  'no-such-class': (f) =>
    `${inFile(f)}"${f.class}" 클래스가 없습니다.${f.nearest ? ` 가장 비슷한 이름은 "${f.nearest}"입니다.` : ''}`,
};
