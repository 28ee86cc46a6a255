export type { ByteSource } from './byte-source.ts';
export { crc32 } from './crc32.ts';
export type { NumberArray, NumberType } from './number-types.ts';
export { openTensorFile, type TensorFileOptions, type TensorInFile } from './open-tensor-file.ts';
export {
  chooseTensor,
  type FileTensor,
  type FileTexts,
  readNpy,
  readSafetensors,
  readTensor,
  readTensorFile,
} from './read-tensor-file.ts';
export { type RowBlock, type RowBlockOptions, rowBlocks } from './row-blocks.ts';
export { TensorFileError, type TensorFileErrorCode } from './tensor-file-error.ts';
export type { TextType } from './texts.ts';
export { npyHeader, npzFrame, safetensorsHeader, writeNpy, writeNpz, writeSafetensors } from './write-tensor-file.ts';
