// What the file system says of an output, as one sentence: an InputError where the path is wrong, a WorkError where the
// path is right and the disk or the permissions refuse it.

import { inputError, workError } from '../messages.ts';

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const forbidden = new Set(['EACCES', 'EPERM', 'EROFS']);
const wrongPath = new Set(['ENOTDIR', 'ENOENT', 'EISDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP', 'EINVAL', 'ENOTEMPTY']);

/** The error for `file` that an error of Node (or DuckDB) stands for; other errors come back as they are. */
export function asFileError(error: unknown, file: string): unknown {
  const { code = '', syscall, message = '' } = error as NodeJS.ErrnoException;
  if (full.has(code) || message.includes('No space left on device')) return workError('disk-full', { file });
  if (syscall === undefined) return error;
  if (forbidden.has(code)) return workError('no-permission', { file });
  if (wrongPath.has(code)) return inputError('not-writable', { file });
  return workError('write-failed', { file, found: code });
}
