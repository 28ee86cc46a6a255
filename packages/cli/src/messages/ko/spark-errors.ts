// Spark 서버에서 학습하고 예측할 때 나는 오류의 한국어 문장. 코드와 값(facts)은 @bridle/spark의 SparkInputError와 SparkError에
// 담겨 온다.

import type { Sentences } from '../words.ts';

export const sparkInputErrors: Sentences = {
  'bad-address': (f) =>
    `"${f.found}": Spark Connect 주소가 아닙니다. sc://호스트:포트/테이블로 쓰고, 옵션은 뒤에 ;use_ssl=true처럼 붙이세요.`,
  'no-token': (f) =>
    `${f.server}: 올바른 토큰이 필요합니다(${f.message}). SPARK_CONNECT_AUTHENTICATE_TOKEN 변수에 넣거나, 테이블 뒤에 ;token=…을 붙이세요.`,
  'tls-mismatch': (f) =>
    f.secure === 'yes'
      ? `${f.server}: TLS로 응답하지 않습니다. TLS를 쓰지 않는 서버라면 ;use_ssl=false를 붙이세요.`
      : `${f.server}: TLS로 응답합니다. ;use_ssl=true를 붙이세요.`,
  'bad-certificate': (f) =>
    `${f.server}: 인증서를 믿을 수 없습니다(${f.message}). 발급 기관을 NODE_EXTRA_CA_CERTS 변수로 지정하세요.`,
  'no-such-table': (f) => `${f.server}에는 ${f.table} 테이블이 없습니다(${f.errorClass}).`,
  'no-such-column': (f) =>
    `${f.table}: "${f.column}" 열이 없습니다.${f.nearest ? ` 가장 비슷한 이름은 "${f.nearest}"입니다.` : ''}${f.errorClass ? ` (${f.errorClass})` : ''}`,
  'unsupported-type': (f) =>
    `${f.table}: "${f.column}" 열은 ${f.type} 형식이라 숫자도 텍스트도 아닙니다. 이 열을 빼거나 뷰에서 변환하세요.`,
  'table-exists': (f) =>
    `${f.server}에 ${f.table} 테이블이 이미 있습니다(${f.errorClass}). 다른 이름을 쓰거나 먼저 지우세요.`,
  'folder-exists': (f) =>
    `${f.server}에 ${f.table} 테이블을 만들 수 없습니다. 테이블의 폴더(${f.location})가 이미 있습니다(${f.errorClass}). 중단된 실행이 남긴 것일 수 있으니 폴더를 지우거나 다른 이름을 쓰세요.`,
  'wrong-type': (f) => `${f.server}: 이 형식의 값은 쓸 수 없습니다(${f.errorClass}): ${f.message}.`,
};

export const sparkErrors: Sentences = {
  unreachable: (f) =>
    `${f.server}: 연결할 수 없습니다(${f.message}). 주소를 확인하고, 그곳에서 Spark Connect가 실행 중인지 확인하세요.`,
  'connection-lost': (f) =>
    `${f.server}: 연결이 끊어져 다시 연결하지 못했습니다(${f.message}). 서버가 다시 시작되었다면 다시 실행하세요.`,
  'session-lost': (f) =>
    `${f.server}: 서버에 세션이 없습니다(${f.errorClass}). 서버가 다시 시작되었거나 세션을 닫았습니다. 다시 실행하세요.`,
  canceled: (f) => `${f.server}: 서버에서 작업이 취소되었습니다(${f.errorClass}). 다시 실행하세요.`,
  failed: (f) => `${f.server}: 서버 오류 ${f.errorClass}: ${f.message}.`,
  'not-understood': (f) =>
    `${f.server}: 서버의 응답(${f.found})을 해석할 수 없습니다. Spark 4.0보다 오래된 서버일 수 있습니다.`,
  'not-finite': (f) => `${f.server}: Spark가 맞춘 가중치가 유한하지 않습니다. 정규화를 쓰세요(--l2를 0보다 크게).`,
};
