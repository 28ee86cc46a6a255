// 텐서 파일을 읽을 때 나는 오류의 한국어 문장. 코드와 값(facts)은 bridle/tensor-files의 TensorFileError에 담겨 온다.

import { josaAfter } from '@bridle/words';
import type { Facts, Sentences } from '../words.ts';

export const tensorErrors: Sentences = {
  'not-a-tensor-file': (f) => `${place(f)}.npy, .npz, .safetensors 파일의 내용이 아닙니다. 파일을 확인하세요.`,
  truncated: (f) =>
    `${place(f)}파일이 헤더 중간에서 끝납니다. 헤더에만 ${f.expected}바이트가 필요한데 ${f.found}바이트뿐입니다. 다시 받으세요.`,
  'newer-version': (f) => `${place(f)}.npy 형식의 1~3판이어야 하는데 ${f.found}판입니다.`,
  'bad-header': (f) => `${place(f)}헤더를 읽을 수 없습니다(${f.found}). 파일을 다시 저장하세요.`,
  'header-too-long': (f) => `${place(f)}헤더가 ${f.found}바이트로 너무 깁니다. 파일을 확인하세요.`,
  'wrong-size': (f) =>
    `${place(f)}헤더에는 ${f.type} 수 ${f.shape}개(${f.expected}바이트)라고 되어 있는데 파일에는 ${f.found}바이트가 있습니다. 잘렸거나 덜 쓰인 파일입니다.`,
  'too-many-dims': (f) => `${place(f)}차원은 ${f.limit}개까지인데 ${f.found}개입니다.`,
  pickled: (f) =>
    `${place(f)}파이썬 객체(pickle)가 든 배열은 읽지 않습니다. 파이썬에서 ${f.known}처럼 바꾸어 저장하세요.`,
  'unsupported-type': (f) =>
    `${place(f)}64비트 이하의 실수나 정수여야 하는데 ${f.found}입니다. array.astype('float64')처럼 바꾸어 저장하세요.`,
  'bad-text': (f) => `${place(f)}유니코드 문자여야 하는데 ${f.found}입니다. 깨진 파일입니다.`,
  'type-needed': (f) =>
    `${place(f)}헤더에 수의 형식이 적혀 있지 않습니다(${f.found}). --type으로 정하세요: ${f.known}.`,
  'bad-offsets': (f) =>
    `${place(f)}data_offsets는 ${f.first}~${f.second}인데 파일의 데이터는 ${f.found}바이트입니다. 잘렸거나 깨진 파일입니다.`,
  overlap: (f) => `${place(f)}"${f.first}"${and(f.first)} "${f.second}"의 바이트가 겹칩니다. 깨진 파일입니다.`,
  hole: (f) =>
    `${place(f)}데이터의 ${f.at}번째 바이트 앞에 어느 텐서에도 속하지 않는 ${f.found}바이트가 있습니다. 깨졌거나 .safetensors가 아닌 파일입니다.`,
  'duplicate-name': (f) => `${place(f)}이름이 "${f.found}"인 항목이 둘입니다.`,
  'broken-zip': (f) => `${place(f)}.npz 압축 파일이 깨졌습니다(${f.found}). 다시 저장하세요.`,
  encrypted: (f) => `${place(f)}"${f.found}" 항목이 암호화되어 있습니다. 암호 없이 저장하세요.`,
  'unsupported-method': (f) =>
    `${place(f)}"${f.entry}" 항목의 압축 방식(${f.found})은 읽지 못합니다. numpy.savez나 numpy.savez_compressed로 저장하세요.`,
  'bad-checksum': (f) => `${place(f)}체크섬이 맞지 않습니다. 파일을 다시 받거나 저장하세요.`,
  'too-large': (f) =>
    `${place(f)}압축을 풀면 ${f.found}바이트로, 한도인 ${f.limit}바이트를 넘습니다. 압축하지 않는 numpy.savez로 저장하세요.`,
  'no-tensors': (f) => `${place(f)}텐서가 하나도 없습니다.`,
  'no-such-tensor': (f) => `${place(f)}"${f.found}" 텐서가 없습니다. 있는 것: ${f.known || '이름 없는 하나'}.`,
  'choose-tensor': (f) => `${place(f)}텐서가 여럿입니다(${f.known}). --tensor로 고르세요.`,
};

function and(name: string | number): string {
  return josaAfter(String(name), '과/와');
}

/** "파일, 텐서 "이름": ", 알려진 만큼. */
function place({ file, tensor }: Facts): string {
  const parts = [file, tensor && `텐서 "${tensor}"`].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? `${parts.join(', ')}: ` : '';
}
