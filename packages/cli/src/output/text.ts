// Text on a terminal: its width in columns (Hangul takes two), padding, cutting and wrapping by columns. Names come from
// other people's files, so characters that would control the terminal are escaped first.

import stringWidth from 'string-width';

/** Columns that the text takes; colour codes take none. */
export function width(text: string): number {
  return simpleWidth(text) ?? stringWidth(text);
}

/**
 * The same for text of ASCII, Hangul syllables, and the marks and blocks that we write ourselves; undefined for any other.
 * Without it the first word costs 60 ms: the regular expression of all emojis, and the engine's tables of graphemes.
 */
function simpleWidth(text: string): number | undefined {
  let columns = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const isBlock = code >= 0x2580 && code <= 0x259f;
    if ((code >= 0x20 && code < 0x7f) || isBlock || OWN_MARKS.includes(text[i])) columns += 1;
    else if (code >= 0xac00 && code <= 0xd7a3) columns += 2;
    else return undefined;
  }
  return columns;
}

const OWN_MARKS = '→—–−…·×±∞≥≤≈Σ';

/** The text filled up with spaces to the given columns, at its right ('left' aligned) or at its left. */
export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'left' ? text + spaces : spaces + text;
}

/** The text, or as much of it as fits in the columns with an ellipsis for the rest. */
export function truncate(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemesOf(text)) {
    const next = width(segment);
    if (used + next > columns - 1) break;
    kept += segment;
    used += next;
  }
  return `${kept}…`;
}

/** Lines of at most the given columns, broken at spaces, and inside a word only where the word alone is too long. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(8, columns)));
}

/**
 * The text with control characters, and the marks that turn the direction of writing, written as escapes:
 * a class named `\x1b[2J` must not clear the reader's screen.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (mark) => {
    const code = mark.codePointAt(0) ?? 0;
    if (mark === '\n') return '\\n';
    if (mark === '\t') return '\\t';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The text as one word of a shell command, quoted where it must be. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_./@%+=:,-]+$/u.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
}

let segmenter: Intl.Segmenter | undefined;

function graphemesOf(text: string): Iterable<{ segment: string }> {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

const unprintable = /\p{Cc}|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function wrapParagraph(paragraph: string, columns: number): string[] {
  const indent = /^ */.exec(paragraph)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.trim().split(/ +/)) {
    for (const piece of pieces(word, columns - indent.length)) {
      if (line === '') line = indent + piece;
      else if (width(line) + 1 + width(piece) <= columns) line += ` ${piece}`;
      else {
        lines.push(line);
        line = indent + piece;
      }
    }
  }
  lines.push(line);
  return lines;
}

/** A word, cut where it is wider than a line. */
function pieces(word: string, columns: number): string[] {
  if (width(word) <= columns) return [word];
  const out: string[] = [];
  let part = '';
  for (const { segment } of graphemesOf(word)) {
    if (width(part + segment) > columns) {
      out.push(part);
      part = '';
    }
    part += segment;
  }
  if (part !== '') out.push(part);
  return out;
}
