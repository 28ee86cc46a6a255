// 표를 읽는 방법: 읽는 방법을 정하는 옵션과, 파일에 대해 정한 것을 한 줄씩.

import type { Messages } from '../en/messages.ts';

export const tableHelp: Messages['help']['table'] = {
  encoding: '텍스트 인코딩, 예: cp949, utf-16le, windows-1252 (기본값: UTF-8 또는 파일에서 드러난 것)',
};

export const table: Messages['table'] = {
  notes: {
    markDecides: (encoding, given) =>
      `파일의 바이트 순서 표시가 ${encoding}여서 --encoding ${given} 옵션은 쓰지 않았습니다`,
    readAs: (encoding) => `UTF-8이 아니어서 ${encoding} 한글로 읽었습니다`,
  },
};
