// 표를 읽는 방법: 읽는 방법을 정하는 옵션과, 파일에 대해 정한 것을 한 줄씩.

import { josa, josaAfter } from '@bridle/words';
import type { Messages } from '../en/messages.ts';

export const tableHelp: Messages['help']['table'] = {
  format: '이름과 상관없이 정하는 표의 형식: csv, tsv, json, jsonl, parquet. -(표준 입력)에는 꼭 필요함',
  encoding: '텍스트 인코딩, 예: cp949, utf-16le, windows-1252 (기본값: UTF-8 또는 파일에서 드러난 것)',
  delimiter: 'CSV의 칸을 나누는 글자 하나, 또는 tab, space (기본값: 첫 줄들을 보고 , ; 탭 | 중에서)',
  header: '첫 줄이 데이터처럼 보여도 머리글로 읽음',
  decimal: '모든 숫자의 소수점 기호, . 또는 , (다른 하나는 자릿수를 구분하는 기호, 기본값: 열마다 판단)',
  noHeader: '머리글이 없는 파일. 열 이름은 1, 2, …',
};

export const table: Messages['table'] = {
  stdinFormat: '표준 입력의 표에는 --format csv, tsv, json, jsonl, parquet 중 하나가 필요합니다.',
  notes: {
    markDecides: (encoding, given) =>
      `파일의 바이트 순서 표시가 ${encoding}여서 --encoding ${given} 옵션은 쓰지 않았습니다`,
    readAs: (encoding) => `UTF-8이 아니어서 ${encoding} 한글로 읽었습니다`,
    blankSeparated: '빈칸으로 칸을 나누어 읽었습니다',
    linesBeforeHeader: (line) => `${line}번째 줄을 머리글로 읽었고, 그 앞의 줄은 건너뛰었습니다`,
    noHeader: (columns) =>
      `첫 줄을 머리글이 아니라 데이터로 읽었습니다. 열 이름은 1부터 ${columns}까지입니다(머리글이면 --header)`,
    numericHeader: (found) =>
      `첫 줄에 숫자 "${found}"${josaAfter(found, '이/가')} 있지만 머리글로 읽었습니다(데이터면 --no-header)`,
    indexLeftOut: '첫 열은 이름이 없고 행을 구별하는 열이어서 뺐습니다',
    numberFormat: (columns, found, value) =>
      `${columns}: "${found}"${josaAfter(found, '을/를')} ${josa(value, '으로/로')} 읽었습니다`,
    decimalAssumed: (columns, found, value) =>
      `${columns}: "${found}"${josaAfter(found, '을/를')} ${josa(value, '으로/로')} 읽었지만, 기호의 뜻이 다를 수 있습니다(--decimal)`,
    noValue: (column, word, cells, rows) =>
      `${column}: ${rows}칸 중 ${cells}칸의 "${word}"${josaAfter(word, '을/를')} 빠진 값으로 읽었습니다`,
    numbersAsText: (columns) => `${columns}: 숫자로 된 텍스트를 범주로 읽었습니다(숫자로 읽으려면 --numeric)`,
    rowsIn: (path) => `"${path}" 배열에서 행을 읽었습니다`,
    andMore: (names, more) => `${names} 외 ${more}개`,
    emptyColumn: (position) => `${position}번째 열은 이름도 값도 없어서 뺐습니다`,
  },
};
