// The outer structure of a JSON file, checked before DuckDB parses the values, because DuckDB reads an array that was cut
// off after a comma as if it were whole, ignores what follows the array, and crashes on deeply nested brackets (200,000
// levels end the process). The scan works on bytes: inside a string, only quotes and backslashes matter.

import { inputError } from '../messages.ts';
import { bytesOf, type Source } from './source.ts';

const LIMIT = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/**
 * Refuses a file that is neither one array of values nor a sequence of values on lines of their own: text after the
 * array, missing or extra commas, a missing bracket, two values on one line, and more than 100 levels. Returns whether a
 * value of an object is a list.
 */
export async function checkJsonStructure(source: Source): Promise<{ lists: boolean }> {
  const scan = scanner(source.file);
  for await (const chunk of bytesOf(source)) for (const byte of chunk) scan.take(byte);
  return scan.end();
}

/** A value at the outer level is an element of the array, or a value of the sequence. */
function scanner(file: string) {
  let line = 1;
  let row = 0; // values that have begun
  let depth = 0;
  let array: boolean | undefined; // known from the first byte
  let closed = false; // the array
  let lists = false; // in an object of the outer level
  let insideString = false;
  let escaped = false;
  let previous = 0; // significant byte
  let newlineSince = true; // since the last value of a sequence
  const broken = (at = row) => {
    const inLines = array === false;
    return inputError('broken-json', { file, row: Math.max(1, at), line: inLines ? line : 0 });
  };
  const outer = () => depth === (array ? 1 : 0);

  function begin(): void {
    if (array) {
      if (row > 0 && previous !== COMMA) throw broken(row + 1);
    } else {
      if (!newlineSince) throw broken(row);
      newlineSince = false;
    }
    row += 1;
  }

  function open(): void {
    if (array === undefined) array = true;
    else if (outer()) begin();
    depth += 1;
    if (depth > LIMIT) throw inputError('too-deep', { file, limit: LIMIT });
  }

  function close(): void {
    if (depth === 0 || previous === COMMA) throw broken();
    depth -= 1;
    if (array && depth === 0) closed = true;
  }

  return {
    take(byte: number): void {
      if (insideString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) insideString = false;
        else if (byte === NEWLINE) line += 1;
        return;
      }
      if (byte === NEWLINE) {
        line += 1;
        if (depth === 0) newlineSince = true;
        return;
      }
      if (byte === 0x20 || byte === 0x09 || byte === 0x0d || isMark(byte)) return;
      if (closed) throw broken(row + 1);
      if (array === undefined && byte !== 0x5b) array = false;
      if (byte === 0x5b && depth === (array ? 2 : 1)) lists = true;
      if (byte === 0x5b || byte === 0x7b) open();
      else if (byte === 0x5d || byte === 0x7d) close();
      else if (byte === COMMA) {
        if (depth === 0 || previous === COMMA || (outer() && row === 0)) throw broken();
      } else {
        if (outer() && !continuesScalar(byte)) begin();
        if (byte === QUOTE) insideString = true;
      }
      previous = byte;
    },
    end(): { lists: boolean } {
      if (depth > 0 || insideString) throw broken(outer() && previous === COMMA ? row + 1 : row);
      return { lists };
    },
  };

  /** Whether the byte goes on with a number or a word, which begins one value with its first byte only. */
  function continuesScalar(byte: number): boolean {
    return byte !== QUOTE && isWord(byte) && isWord(previous);
  }

  /** A byte order mark at the start of the file. */
  function isMark(byte: number): boolean {
    return row === 0 && depth === 0 && (byte === 0xef || byte === 0xbb || byte === 0xbf);
  }
}

function isWord(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x7a) || byte === 0x2b || byte === 0x2d || byte === 0x2e
  );
}
