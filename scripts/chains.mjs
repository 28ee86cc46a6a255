// Expands the notation of packages/bridle/src/kernels for interleaved chains: a chain of operations is written once, and
// each of its statements becomes several, one for each chain, before the AssemblyScript compiler sees it.
//
//   const r$ = fma64(n$, ln2, d$);   const r0 = fma64(n0, ln2, d0); const r1 = fma64(n1, ln2, d1); … r2 … r3
//   v128.store(y, p$, 16 * $);       $ by itself is the number of the chain
//   x4: { … }                        a block, repeated as a whole: all of chain 0, then all of chain 1, …
//   x5: a$ = fma64(s, p, a$);        five chains instead of four
//   storeExps32(...each(d$), e);     one statement, with the list d0, d1, d2, d3
//
// A statement begins on a line of its own and has a $ or a label there; `...each(…)` stands on one line. Copies go on one
// line, so that the lines that the compiler names are those of the source.

const COUNT = 4;
const EACH = '...each(';
const LABEL = /^\s*x(\d):\s*/;

/** The source without the notation; an Error that names the line where the notation cannot be read. */
export function expandChains(source, file) {
  const lines = source.split('\n').map((line) => withLists(line));
  for (let i = 0; i < lines.length; i += 1) {
    const label = LABEL.exec(codeOf(lines[i]));
    if (!label && !codeOf(lines[i]).includes('$')) continue;
    const first = i;
    let text = codeOf(lines[i]).replace(LABEL, '').trim();
    while (!isWhole(text) && i + 1 < lines.length) {
      i += 1;
      text = `${text} ${codeOf(lines[i]).trim()}`.trim();
      lines[i] = '';
    }
    if (!isWhole(text)) throw new Error(`${file}:${first + 1}: expected a statement that ends with ; or a whole block`);
    lines[first] = copies(text, label ? Number(label[1]) : COUNT).join(' ');
  }
  return lines.join('\n');
}

/** A line in which each `...each(x$)` is the list x0, x1, x2, x3. */
function withLists(line) {
  const start = line.indexOf(EACH);
  if (start < 0) return line;
  const from = start + EACH.length;
  let end = from;
  for (let open = 1; open > 0 && end < line.length; end += 1) open += { '(': 1, ')': -1 }[line[end]] ?? 0;
  const list = copies(line.slice(from, end - 1), COUNT).join(', ');
  return line.slice(0, start) + list + withLists(line.slice(end));
}

function copies(text, count) {
  return Array.from({ length: count }, (_, chain) => text.replaceAll('$', String(chain)));
}

/** A line without its comment. */
function codeOf(line) {
  return /^\s*(\/\*|\*)/.test(line) ? '' : line.replace(/\/\/.*$/, '');
}

/** Whether a statement or block has its end, and every bracket its counterpart. */
function isWhole(text) {
  const [opened, closed] = [/[([{]/g, /[)\]}]/g].map((brackets) => text.match(brackets)?.length ?? 0);
  return opened === closed && text.endsWith(text.startsWith('{') ? '}' : ';');
}
