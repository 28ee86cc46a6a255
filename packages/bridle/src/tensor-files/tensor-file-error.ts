// What the readers of tensor files refuse. A caller that knows the file's name makes the error again with it (`inFile`).

import { CodedError, type Facts } from '../core/coded-error.ts';

/** Stable names of what can be wrong with a tensor file. */
export type TensorFileErrorCode =
  | 'not-a-tensor-file'
  | 'truncated'
  | 'newer-version'
  | 'bad-header'
  | 'header-too-long'
  | 'wrong-size'
  | 'too-many-dims'
  | 'pickled'
  | 'unsupported-type'
  | 'bad-text'
  | 'type-needed'
  | 'bad-offsets'
  | 'overlap'
  | 'hole'
  | 'duplicate-name'
  | 'broken-zip'
  | 'encrypted'
  | 'unsupported-method'
  | 'bad-checksum'
  | 'too-large'
  | 'no-tensors'
  | 'no-such-tensor'
  | 'choose-tensor';

/**
 * A .npy, .npz or .safetensors file that cannot be read; `facts` has the `tensor`, where the fault is in one of several.
 *
 * @example
 * ```ts
 * import { readNpy, TensorFileError } from 'bridle/tensor-files';
 * let code = '';
 * try {
 *   readNpy(new Uint8Array(8));
 * } catch (error) {
 *   if (error instanceof TensorFileError) code = error.code;
 * }
 * code; // → 'not-a-tensor-file'
 * ```
 */
export class TensorFileError extends CodedError<TensorFileErrorCode> {
  override readonly name = 'TensorFileError';
  readonly #message: string;

  constructor(code: TensorFileErrorCode, message: string, facts: Facts = {}) {
    const { file, tensor } = facts;
    const place = [file, tensor && `tensor "${tensor}"`].filter((part) => part !== undefined && part !== '');
    super(code, place.length > 0 ? `${place.join(', ')}: ${message}` : message, facts);
    this.#message = message;
  }

  /** The same error with the name of the file in its facts and its sentence. */
  inFile(file: string): TensorFileError {
    return new TensorFileError(this.code, this.#message, { ...this.facts, file });
  }

  /** The same error with the name of the tensor. */
  inTensor(tensor: string): TensorFileError {
    return new TensorFileError(this.code, this.#message, { ...this.facts, tensor: shown(tensor) });
  }
}

/** At most 60 characters of what was found, without control characters, for a sentence. */
export function shown(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ');
  return plain.length > 60 ? `${plain.slice(0, 59).replace(/[\uD800-\uDBFF]$/, '')}…` : plain;
}
