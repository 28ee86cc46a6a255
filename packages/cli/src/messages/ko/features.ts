// 열 말고 특징이 되는 것: 따로 둔 파일의 임베딩과 열의 곱.

import { josaAfter } from '@bridle/words';
import type { Messages } from '../en/messages.ts';
import type { Facts, Sentences } from '../words.ts';

export const embeddingsHelp: Messages['help']['embeddings'] = {
  file: '임베딩이 든 .npy, .npz, .safetensors 파일. 배열의 i번째 행이 표의 i번째 행',
  tensor: '임베딩 파일에 배열이 여럿일 때 그 이름',
  type: '헤더에 형식이 적히지 않은 ml_dtypes의 .npy 임베딩: bfloat16, float8_e4m3fn 또는 float8_e5m2',
};

export const interactionsHelp: Messages['help']['interactions'] =
  '특징으로 더할 열의 곱과 거듭제곱, 예: a:b,x^2. 범주 열은 값마다 특징 하나. 이름에 : ^ ,가 있으면 큰따옴표로 묶음';

const reasons: Record<string, string> = {
  constant: '값이 하나뿐입니다',
  'all-distinct': '텍스트가 모두 다릅니다',
  'all-missing': '칸이 모두 비어 있습니다',
  'row-numbers': '행 번호입니다',
  'row-identifiers': '행의 식별자입니다',
  'nearly-distinct': '텍스트가 거의 행마다 다릅니다',
  identifier: '행의 식별자입니다',
  weight: '가중치입니다',
  'no-terms': '텍스트에 공통된 낱말이 없습니다',
  excluded: '빼기로 한 열입니다',
};

export const features: Messages['features'] = {
  products: '곱',
  needsEmbeddings: (option) => `${option}${josaAfter(option, '은/는')} --embeddings와 함께 쓰세요`,
  newEmbeddings: '새_임베딩',
  embeddings: '임베딩',
  width: (numbers) => `행마다 수 ${numbers}개`,
};

export const featureErrors: Sentences = {
  'embedding-shape': (f) =>
    `${f.file}: 배열의 모양이 ${f.shape}입니다. 임베딩은 표의 행마다 수를 한 줄씩 담은 2차원 배열이어야 합니다.`,
  'embedding-rows': (f) =>
    `${f.file}에는 행이 ${f.found}개인데 ${f.table}에는 ${f.rows}개입니다. 배열의 i번째 행이 표의 i번째 행이므로 행의 수가 같아야 합니다.`,
  'embedding-number': (f) =>
    `${place(f)} 값 ${f.found}${josaAfter(String(f.found), '은/는')} 유한한 수가 아닙니다. 고치거나, 배열과 표에서 그 행을 빼세요.`,
  'embedding-integer': (f) =>
    `${place(f)} 값 ${f.found}${josaAfter(String(f.found), '은/는')} 64비트 실수로 정확히 나타낼 수 없는 정수입니다. 배열을 실수로 저장하세요.`,
  'embedding-width': (f) =>
    `${f.file}: 한 행에 수가 ${f.found}개인데, 모델은 ${f.expected}개로 학습했습니다. 같은 인코더의 임베딩을 쓰세요.`,
  'embedding-memory': (f) =>
    `${f.file}: ${f.rows}행 × 수 ${f.width}개에는 메모리가 약 ${f.needed}GB 필요합니다(이 컴퓨터는 ${f.memory}GB). 행을 줄이거나 더 짧은 임베딩을 쓰세요.`,
  'list-length': (f) =>
    `${f.file} ${f.line}번째 줄: "${f.column}" 목록의 길이가 ${f.found}인데, 모델은 수 ${f.expected}개짜리 임베딩으로 학습했습니다. 개수를 맞추세요.`,
  'needs-embeddings': (f) =>
    `${f.file}: 모델에는 행마다 수 ${f.width}개짜리 임베딩이 필요합니다. --embeddings로 배열을 지정하거나, 표에 목록 열 "${f.column}"${josaAfter(String(f.column), '을/를')} 넣으세요.`,
  'no-embeddings': (f) => `${f.file}: 모델이 임베딩 배열 없이 학습되었습니다. --embeddings를 빼세요.`,
};

/** 곱을 만들 수 없을 때의 RecipeError. */
export const productErrors: Sentences = {
  'bad-interaction': (f) =>
    `--interactions: "${f.found}"${josaAfter(String(f.found), '은/는')} 열의 곱이 아닙니다. 서로 다른 두세 열은 a:b, 거듭제곱은 x^2에서 x^9까지로 쓰고, 이름에 : ^ ,가 있으면 큰따옴표로 묶으세요.`,
  'not-a-factor': (f) =>
    `${inFile(f)}곱 "${f.product}"${josaAfter(String(f.product), '을/를')} 만들 수 없습니다. "${f.column}" 열은 ${kinds[f.kind]}.`,
  'lost-factor': (f) =>
    `${inFile(f)}"${f.column}" 열이 특징에서 빠져(${reasons[f.reason]}) 곱 "${f.product}"${josaAfter(String(f.product), '을/를')} 만들 수 없습니다. 다른 열을 쓰거나 열의 종류를 정하세요.`,
  'same-name': (f) => `${inFile(f)}이름이 "${f.name}"인 열이나 곱이 이미 있습니다. 하나를 빼세요.`,
  'too-many-products': (f) =>
    `${inFile(f)}곱 "${f.product}"에는 범주의 조합이 ${f.found}가지 있고 조합마다 숫자 열이 하나씩 필요한데, 최대 ${f.limit}개입니다. --min-count로 드문 범주를 합치거나 곱을 빼세요.`,
};

const kinds: Record<string, string> = {
  target: '목표 열입니다',
  date: '날짜입니다',
  text: '텍스트입니다',
  categorical: '범주여서 거듭제곱이 없습니다',
};

const inFile = ({ file }: Facts) => (file === undefined ? '' : `${file}: `);

function place({ file, row, column }: Facts): string {
  return `${file} ${row}번째 행: [${column}]번 원소의`;
}
