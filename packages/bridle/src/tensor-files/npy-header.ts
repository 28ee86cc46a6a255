// The header of a .npy file, versions 1 to 3 (NEP 1 and numpy.lib.format): magic, version, length, and a Python dictionary
// with the type, the order and the shape. The dictionary is read by a grammar of its three keys, never evaluated, and the
// shape is compared with the bytes that are there before anything is allocated.

import { BYTES, type NumberType } from './number-types.ts';
import { checkedSize } from './shape.ts';
import { shown, TensorFileError } from './tensor-file-error.ts';
import type { TextType } from './texts.ts';

/** What a file may hold: its type where the header does not name it, and whether it may be texts. */
export type Accepted = { type?: NumberType | undefined; texts?: boolean };

export type NpyHeader<T = NumberType | TextType> = {
  type: T;
  littleEndian: boolean;
  /** Fortran order: the first dimension is that of neighbours. */
  fortran: boolean;
  dims: number[];
  /** Where the elements begin. */
  start: number;
};

/** As much of the file as the largest header takes. */
export const LONGEST_HEADER = 2 ** 16 + 12;

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

const ENTRY =
  /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*(?:(\[)|(?:(['"])([^'"\\]*)\4|(True|False)|\(([\dL,\s]*)\))\s*(?:,|(?=\})))/y;

export function isNpy(prefix: Uint8Array): boolean {
  return MAGIC.every((byte, i) => prefix[i] === byte);
}

/** The header of a file of `size` bytes that begins with `prefix`: the whole of it, or LONGEST_HEADER bytes at least. */
export function parseNpyHeader(prefix: Uint8Array, size: number, accepted: Accepted): NpyHeader {
  if (!isNpy(prefix)) throw new TensorFileError('not-a-tensor-file', 'the bytes are not those of a .npy array');
  const [major, minor] = [prefix[6], prefix[7]];
  if (size < 12) throw truncated(12, size);
  if (!(major >= 1 && major <= 3 && minor === 0)) {
    const found = `${major}.${minor}`;
    throw new TensorFileError('newer-version', `expected version 1, 2 or 3 of the .npy format, found ${found}`, {
      found,
    });
  }
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const begin = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (size < begin + length) throw truncated(begin + length, size);
  if (begin + length > LONGEST_HEADER) {
    throw new TensorFileError('header-too-long', `expected a header of at most 65536 bytes, found ${length}`, {
      found: length,
    });
  }
  // Version 3 is UTF-8, for the names of fields, which only structured types have: the three keys are ASCII.
  let text = '';
  for (let i = begin; i < begin + length; i += 1) text += String.fromCharCode(prefix[i]);
  const { descr, order, shape } = entriesOf(text);
  const { type, littleEndian } = typeOf(descr, accepted);
  const start = begin + length;
  checkedSize(shape, type, size - start);
  return { type, littleEndian, fortran: order === 'True', dims: shape, start };
}

function truncated(expected: number, found: number): TensorFileError {
  return new TensorFileError(
    'truncated',
    `the file ends in its header: it has ${found} bytes where the header alone needs ${expected}`,
    { expected, found },
  );
}

function entriesOf(text: string): { descr: string; order: string; shape: number[] } {
  const bad = () =>
    new TensorFileError('bad-header', `expected a header with descr, fortran_order and shape, found ${shown(text)}`, {
      found: shown(text),
    });
  const body = /^\s*\{/.exec(text);
  if (!body) throw bad();
  const found = new Map<string, string>();
  let at = body[0].length;
  for (;;) {
    ENTRY.lastIndex = at;
    const match = ENTRY.exec(text);
    if (!match) break;
    const [, , key, structure, , word, truth, list] = match;
    if (structure) throw unsupported('a structured type');
    const value = key === 'descr' ? word : key === 'shape' ? list : truth;
    if (value === undefined || found.has(key)) throw bad();
    found.set(key, value);
    at = ENTRY.lastIndex;
  }
  const [descr, order, list] = ['descr', 'fortran_order', 'shape'].map((key) => found.get(key));
  if (!/^\s*\}\s*$/.test(text.slice(at)) || descr === undefined || order === undefined || list === undefined)
    throw bad();
  // Python 2 wrote 3L; a tuple of one ends in a comma.
  if (!/^\s*(\d+L?\s*,\s*(\d+L?\s*(,\s*\d+L?\s*)*,?\s*)?)?$/.test(list)) throw bad();
  return { descr, order, shape: (list.match(/\d+/g) ?? []).map(Number) };
}

const KINDS: Record<string, string> = {
  O: 'Python objects',
  U: 'text',
  S: 'text',
  a: 'text',
  T: 'text',
  M: 'dates',
  m: 'time spans',
  c: 'complex numbers',
};

/** The type that a descr such as '<f8' names; those of ml_dtypes have no name of their own, and are given. */
function typeOf(
  descr: string,
  { type: given, texts = false }: Accepted,
): { type: NumberType | TextType; littleEndian: boolean } {
  const match = /^([<>=|])?([a-zA-Z?])(\d*)/.exec(descr);
  if (!match) throw unsupported(shown(descr));
  const [whole, order = '|', kind, digits] = match;
  const littleEndian = order !== '>';
  const size = Number(digits);
  if (kind === 'O') {
    const known = texts ? 'array.astype(str)' : "array.astype('float64')";
    throw new TensorFileError(
      'pickled',
      `the array holds Python objects, which are pickles and not read; in Python, convert it before saving: ${known}`,
      { known },
    );
  }
  if (whole !== descr) throw unsupported(shown(descr));
  // Texts of no characters would take no bytes, however many they are.
  if (kind === 'U' && texts && size > 0 && Number.isSafeInteger(size)) return { type: `U${size}`, littleEndian };
  if (kind === 'V' || (kind === 'f' && size === 1)) {
    const fits: NumberType[] = size === 2 ? ['bfloat16'] : size === 1 ? ['float8_e4m3fn', 'float8_e5m2'] : [];
    if (fits.length === 0) throw unsupported(shown(descr));
    if (given !== undefined && fits.includes(given)) return { type: given, littleEndian };
    throw new TensorFileError(
      'type-needed',
      `the header does not say which type its elements of ${size} ${size === 1 ? 'byte' : 'bytes'} have (${descr}); give it: ${fits.join(' or ')}`,
      { found: descr, known: fits.join(', ') },
    );
  }
  const name = kind === 'b' || kind === '?' ? 'bool' : `${{ f: 'float', i: 'int', u: 'uint' }[kind]}${size * 8}`;
  if (!Object.hasOwn(BYTES, name) || (name === 'bool' && digits !== '' && size !== 1)) {
    throw unsupported(KINDS[kind] ?? shown(descr));
  }
  return { type: name as NumberType, littleEndian };
}

function unsupported(found: string): TensorFileError {
  return new TensorFileError(
    'unsupported-type',
    `expected real numbers of at most 64 bits, found ${found}; convert the array, for example with array.astype('float64')`,
    { found },
  );
}
