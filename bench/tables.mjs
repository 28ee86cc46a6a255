// Tables of rows, in Markdown: what npm run bench prints.
import { OPS, shapeTitle } from './cases.mjs';

/** How many significant digits a reader needs to compare. */
export function figure(value) {
  if (value >= 99.5) return Math.round(value).toLocaleString('en-US');
  return value === 0 ? '0' : value.toPrecision(value < 0.1 ? 1 : 2);
}

/** Cells under each other. */
export function markdown(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, c) => Math.max(3, ...cells.map((row) => row[c].length)));
  const line = (row) => `| ${row.map((cell, c) => cell.padEnd(widths[c])).join(' | ')} |`;
  const [first, ...rest] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}

/**
 * A table of one line for each variant and one column for each value of `key`; `cell` says what stands in it. What could
 * not be measured is a mark, and the reasons stand below.
 */
export function grid(rows, key, { corner, title = (value) => value, line = lineName, cell }) {
  const columns = [...new Set(rows.map((row) => row[key]))];
  const reasons = [...new Set(rows.filter((row) => row.reason).map((row) => row.reason))];
  const lines = groupBy(rows, line);
  const body = [...lines].map(([name, ofLine]) => [
    name,
    ...columns.map((column) => {
      const row = ofLine.find((one) => one[key] === column);
      return row?.reason ? `(${reasons.indexOf(row.reason) + 1})` : row ? cell(row) : '';
    }),
  ]);
  const notes = reasons.map((reason, i) => `(${i + 1}) ${reason}`).join('; ');
  return markdown([corner, ...columns.map(title)], body) + (notes ? `\n\n${notes}.` : '');
}

function groupBy(rows, nameOf) {
  const groups = new Map();
  for (const row of rows) groups.set(nameOf(row), [...(groups.get(nameOf(row)) ?? []), row]);
  return groups;
}

function lineName({ peer, variant, threads }) {
  return `${peer}, ${variant}${threads > 1 ? `, ${threads} threads` : ''}`;
}

/** The fastest of one thread in each column; several where they are equal. */
export function fastest(rows) {
  const best = new Map();
  for (const { shape, min, threads } of rows) {
    if (threads === 1 && min !== undefined) best.set(shape, Math.min(min, best.get(shape) ?? Infinity));
  }
  return ({ shape, min, threads }) => threads === 1 && min === best.get(shape);
}

/** ns per element of an operation; the fastest of one thread in bold. */
function timeTable(rows) {
  const isFastest = fastest(rows);
  const cell = (row) => bold(`${figure(row.min)} (${figure(row.median)})`, isFastest(row));
  return grid(rows, 'shape', { corner: 'ns per element, minimum (median)', title: shapeTitle, cell });
}

/** How many times Bridle's time a peer takes: above 1 Bridle is faster. */
function ratioTable(rows) {
  return grid(rows, 'shape', {
    corner: 'time / Bridle’s',
    title: shapeTitle,
    cell: ({ ratio }) => (ratio ? figure(ratio) : ''),
  });
}

export function bold(text, condition) {
  return condition ? `**${text}**` : text;
}

function ulpTable(rows) {
  const cell = ({ ulp, flushed, broken }) => {
    const parts = [figure(ulp)];
    if (flushed > 0) parts.push(`${flushed.toLocaleString('en-US')} flushed to 0`);
    if (broken > 0) parts.push(`${broken.toLocaleString('en-US')} not finite`);
    return parts.join('; ');
  };
  return grid(rows, 'input', { corner: 'largest error in ulp', cell });
}

/** What a second thread gives: one thread's minimum over two threads'. */
export function threadTable(rows) {
  const large = rows.filter(({ shape, min }) => min !== undefined && elements(shape) >= 1e6);
  const pairs = large
    .filter(({ threads }) => threads === 2)
    .flatMap((two) => {
      const same = (row) => ['peer', 'variant', 'op', 'dtype', 'shape'].every((key) => row[key] === two[key]);
      const one = large.find((row) => row.threads === 1 && same(row));
      return one ? [{ ...two, threads: 1, gain: one.min / two.min }] : [];
    });
  if (pairs.length === 0) return null;
  return grid(pairs, 'shape', {
    corner: 'one thread’s time / two threads’',
    title: shapeTitle,
    cell: ({ gain }) => gain.toFixed(2),
  });
}

function elements(shape) {
  return shape.split('x').reduce((product, n) => product * Number(n), 1);
}

/** Everything that a run found, under headings. */
export function allTables(rows) {
  const of = (kind) => rows.filter((row) => row.kind === kind);
  const parts = [];
  const add = (title, table) => table && parts.push(`## ${title}\n\n${table}`);
  for (const dtype of ['float32', 'float64']) {
    for (const op of OPS) {
      const some = (kind) => of(kind).filter((row) => row.op === op && row.dtype === dtype);
      if (some('time').length > 0) add(`${op}, ${dtype}`, timeTable(some('time')));
      if (some('time').length > 0) add(`${op}, ${dtype}: ratios`, ratioTable(some('time')));
      if (some('time').length > 0) add(`${op}, ${dtype}: two threads`, threadTable(some('time')));
      if (some('ulp').length > 0) add(`${op}, ${dtype}: errors`, ulpTable(some('ulp')));
    }
  }
  add('Edges, float32', edgeTable(of('edge')));
  add('First call in a fresh process, ms', coldTable(of('cold')));
  add('Single calls in ns, and starts', callTable([...of('call'), ...of('start')]));
  add('Calls of the pool, µs', poolTable(of('pool')));
  add('Sizes', sizeTable(of('size')));
  return parts.join('\n\n');
}

function edgeTable(rows) {
  if (rows.length === 0) return null;
  const labelled = rows.map((row) => ({ ...row, edge: `${row.op} of ${row.input}` }));
  return grid(labelled, 'edge', { corner: 'gives', cell: ({ result }) => result });
}

function coldTable(rows) {
  if (rows.length === 0) return null;
  if (rows[0].reason) return rows[0].reason;
  const body = rows.map(({ peer, phase, minMs, medianMs }) => [peer, phase, figure(minMs), figure(medianMs)]);
  return markdown(['', 'phase', 'minimum', 'median'], body);
}

/** One line for each case: the minimum of each side, and how many times Bridle's it is. */
export function callTable(rows) {
  if (rows.length === 0) return null;
  const cell = ({ peer, min, ratio }) => (peer === 'bridle' ? figure(min) : `${figure(min)} (${figure(ratio)}×)`);
  return grid(rows, 'peer', { corner: 'minimum (times Bridle’s)', line: (row) => row.case, cell });
}

function poolTable(rows) {
  if (rows.length === 0) return null;
  if (rows[0].reason) return rows[0].reason;
  const body = rows.map(({ elements: n, state, minUs, medianUs }) => [n, state, figure(minUs), figure(medianUs)]);
  return markdown(['elements', 'state', 'minimum', 'median'], body);
}

function sizeTable(rows) {
  if (rows.length === 0) return null;
  if (rows[0].reason) return rows[0].reason;
  return markdown(
    ['', 'bytes, gzip'],
    rows.map(({ name, bytes }) => [name, bytes.toLocaleString('en-US')]),
  );
}
