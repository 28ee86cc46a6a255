// Mutations of lines and cells. Texts are strings of one character a byte ("latin1"), so that broken UTF-8 stays as it is.

/** One character a byte. */
const binary = (text) => Buffer.from(text).toString('latin1');

const BOM = binary('\uFEFF');

/** Overlong, surrogate, out of range, cut off, alone. */
const BROKEN_UTF8 = [
  '\xc0\x80',
  '\xed\xa0\x80',
  '\xf4\x90\x80\x80',
  '\xe2\x82',
  '\x80',
  '\xff',
  '\xfe\xff',
  '\xf0\x9f',
];

/** Numbers at the edges of float64, int64, uint64 and decimals, and what is nearly a number. */
const NUMBERS = [
  '0',
  '-0',
  '1e308',
  '-1e308',
  '1e309',
  '1e-400',
  '5e-324',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '18446744073709551616',
  '1'.repeat(400),
  `0.${'0'.repeat(400)}1`,
  `1e${'9'.repeat(20)}`,
  'NaN',
  'nan',
  'Infinity',
  '-inf',
  '1_000',
  '1,5',
  '1.2.3',
  '+1',
  '0x10',
  '.5',
  '5.',
  '1e',
  '--1',
  binary('−1'),
  binary('１２'),
  '1 000',
  '½',
];

const BREAKS = ['\n', '\r\n', '\r', '\n\r', '\r\r\n', '\x0b', '\x0c', '\xc2\x85', binary('\u2028')];
const CUT_AFTER = /[,;\t|\n\r:{}[\]"'()]/g;
const NUMBER = /[+-]?\d+\.?\d*(?:e[+-]?\d+)?/gi;
const CELL_EDGE = /[,;\t|\n]/g;

const mutations = {
  lineEnds: (random, text) => {
    const all = random.pick(['\r\n', '\r', '\n']);
    return text.replace(/\r\n|\r|\n/g, () => (random.chance(0.9) ? all : random.pick(BREAKS)));
  },
  insertBreak: (random, text) => insertAt(random, text, random.pick(BREAKS)),
  duplicateLine: (random, text) =>
    onLines(random, text, (lines, i) => {
      const times = random.chance(0.05) ? 3000 : random.few(4);
      lines.splice(random.chance(0.7) ? i : random.below(lines.length), 0, ...Array(times).fill(lines[i]));
    }),
  removeLine: (random, text) => onLines(random, text, (lines, i) => lines.splice(i, 1)),
  swapLines: (random, text) =>
    onLines(random, text, (lines, i) => {
      const j = random.below(lines.length);
      [lines[i], lines[j]] = [lines[j], lines[i]];
    }),
  blankLine: (random, text) =>
    onLines(random, text, (lines, i) =>
      lines.splice(i, 0, random.pick(['', ' ', '\t', ',', '""', '#', binary('\u00a0')])),
    ),
  cutAfter: (random, text) => {
    const at = pickMatch(random, text, CUT_AFTER);
    return at ? text.slice(0, at.index + 1) + random.pick(['', '', '\n', ' ', ' \n']) : text;
  },
  duplicateCell: (random, text) =>
    onLines(random, text, (lines, i) => {
      const mark = markIn(lines[i]);
      const cells = lines[i].split(mark);
      cells.splice(random.below(cells.length + 1), 0, random.chance(0.5) ? random.pick(cells) : '');
      lines[i] = cells.join(mark);
    }),
  removeCell: (random, text) =>
    onLines(random, text, (lines, i) => {
      const mark = markIn(lines[i]);
      const cells = lines[i].split(mark);
      cells.splice(random.below(cells.length), 1);
      lines[i] = cells.join(mark);
    }),
  emptyCell: (random, text) =>
    onLines(random, text, (lines, i) => {
      const mark = markIn(lines[i]);
      const cells = lines[i].split(mark);
      cells[random.below(cells.length)] = random.pick(['', '', ' ', '""', 'NA', 'null']);
      lines[i] = cells.join(mark);
    }),
  otherDelimiter: (random, text) => {
    const [from, to] = [random.pick([',', ';', '\t', '|']), random.pick([',', ';', '\t', '|', ' '])];
    return random.chance(0.5) ? text.replaceAll(from, to) : text.replace(from, to);
  },
  number: (random, text) => {
    const at = pickMatch(random, text, NUMBER);
    return at ? text.slice(0, at.index) + random.pick(NUMBERS) + text.slice(at.index + at[0].length) : text;
  },
  byteOrderMark: (random, text) => (random.chance(0.4) ? BOM + text : insertAtEdge(random, text, BOM)),
  quote: (random, text) => insertAtEdge(random, text, random.pick(['"', '""', '"""', "'", '`', '\\"', '“'])),
  quoteCell: (random, text) =>
    onLines(random, text, (lines, i) => {
      const mark = markIn(lines[i]);
      const cells = lines[i].split(mark);
      const c = random.below(cells.length);
      const inner = `${cells[c].replaceAll('"', '""')}${random.pick(['', '', mark, '\n', '""', ' ', '\r\n'])}`;
      cells[c] = `${random.pick(['', '', ' '])}"${inner}"${random.pick(['', '', ' ', 'x'])}`;
      lines[i] = cells.join(mark);
    }),
  removeQuote: (random, text) => {
    const at = pickMatch(random, text, /"/g);
    return at ? text.slice(0, at.index) + text.slice(at.index + 1) : text;
  },
  longField: (random, text) =>
    insertAtEdge(
      random,
      text,
      random.pick(['x', '9', '"', ' ', '\t', '한', '\\']).repeat(random.pick([300, 5000, 60_000])),
    ),
  nest: (random, text) => {
    const depth = random.pick([3, 120, 5000]);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
      ['(', ')'],
    ]);
    return insertAt(random, text, open.repeat(depth) + (random.chance(0.5) ? close.repeat(depth) : ''));
  },
  insertToken: (random, text, { tokens }) => insertAtEdge(random, text, tokenIn(random, tokens)),
  replaceByToken: (random, text, { tokens }) => {
    const start = edgeIn(random, text);
    const rest = text.slice(start);
    const next = rest.slice(1).search(CELL_EDGE);
    return text.slice(0, start) + tokenIn(random, tokens) + (next < 0 ? '' : rest.slice(next + 1));
  },
};

/** Mutations after which most readers refuse the file as no text. */
const spoilers = {
  nul: (random, text) => insertAt(random, text, '\0'.repeat(random.few(4))),
  brokenUtf8: (random, text) => insertAt(random, text, random.pick(BROKEN_UTF8)),
};

export const textMutations = ofBytes(mutations);
export const binaryMutations = ofBytes(spoilers);

function ofBytes(some) {
  return Object.fromEntries(
    Object.entries(some).map(([name, mutation]) => [
      name,
      (random, bytes, context) => Buffer.from(mutation(random, bytes.toString('latin1'), context), 'latin1'),
    ]),
  );
}

function onLines(random, text, change) {
  const lines = text.split('\n');
  change(lines, random.chance(0.3) ? 0 : random.below(lines.length));
  return lines.join('\n');
}

function markIn(line) {
  return ['\t', ';', '|', ','].find((mark) => line.includes(mark)) ?? ' ';
}

function insertAt(random, text, part) {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}

function insertAtEdge(random, text, part) {
  const at = edgeIn(random, text);
  return text.slice(0, at) + part + text.slice(at);
}

/** Where a cell begins or ends, mostly. */
function edgeIn(random, text) {
  const edge = random.chance(0.8) ? pickMatch(random, text, CELL_EDGE) : undefined;
  return edge ? edge.index + random.below(2) : random.below(text.length + 1);
}

function pickMatch(random, text, pattern) {
  const matches = [...text.slice(0, 20_000).matchAll(pattern)];
  return matches.length > 0 ? random.pick(matches) : undefined;
}

function tokenIn(random, tokens) {
  const token = random.pick(tokens);
  return typeof token === 'string' ? binary(token) : token.toString('latin1');
}
