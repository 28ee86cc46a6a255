import { readFileSync } from 'node:fs';
import { TensorFileError } from 'bridle/tensor-files';
import { expect, test } from 'vitest';
import { en } from '../../../src/messages/en/words.ts';
import { tensorErrors } from '../../../src/messages/ko/tensor-errors.ts';
import { ko } from '../../../src/messages/ko/words.ts';
import { translate } from '../../../src/messages/translate.ts';

test('every code of the readers of tensor files has a Korean sentence, and none besides', () => {
  const source = new URL('../../../../bridle/src/tensor-files/tensor-file-error.ts', import.meta.url);
  const codes = [...readFileSync(source, 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(15);
  expect(Object.keys(tensorErrors).sort()).toEqual(codes.sort());
});

test('a sentence names the file, the tensor and the option', () => {
  const error = new TensorFileError('choose-tensor', 'the file has several tensors (a, b); choose one', {
    known: 'a, b',
  });
  expect(translate(error.inFile('x.npz'), ko)).toBe('x.npz: 텐서가 여럿입니다(a, b). --tensor로 고르세요.');
  expect(translate(error.inFile('x.npz'), en)).toBe(
    'x.npz: the file has several tensors (a, b); choose one with --tensor',
  );
  const overlap = new TensorFileError('overlap', '…', { first: '가중치', second: 'bias' });
  expect(translate(overlap.inTensor('bias'), ko)).toBe(
    '텐서 "bias": "가중치"와 "bias"의 바이트가 겹칩니다. 깨진 파일입니다.',
  );
});
