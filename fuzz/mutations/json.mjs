// Mutations of JSON by its structure. The result is nearly always well formed, with repeated keys, other types, deep values
// and numbers that no float64 holds. In a tree, an object is a list of pairs and a number is its text.

const STRINGS = [
  '',
  ' ',
  'NA',
  'null',
  '\u0000',
  '\ud800',
  '\uFEFF',
  '__proto__',
  'constructor',
  'a\nb',
  '"',
  '\\',
  '한글',
  'x'.repeat(3000),
];
const NUMBERS = ['0', '-0', '1e400', '-1e400', '1E5', '1.0', '9007199254740993', '1'.repeat(400), '1e-400', '0.1e1'];
const BAD_NUMBERS = ['NaN', 'Infinity', '-Infinity', '01', '+1', '.5', '1.', '0x1', '1e', '-'];

/** The bytes of a JSON document or of lines of documents, changed within their structure; null if they are neither. */
export function mutateJson(random, bytes) {
  const documents = documentsOf(bytes.toString('utf8'));
  if (!documents) return null;
  const tree = { list: documents.map(treeOf) };
  for (let n = random.few(5); n > 0; n -= 1) change(random, tree);
  const space = random.chance(0.2)
    ? random.pick([' ', '\n', '\t', '\r\n', ' \n', random.chance(0.1) ? '\u00a0' : ' '])
    : '';
  const between = random.chance(0.95) ? '\n' : random.pick(['', ',', ' ', '\r\n', '\n\n', ',\n']);
  return Buffer.from(tree.list.map((node) => textOf(node, space)).join(between) + random.pick(['\n', '', '\n\n']));
}

function documentsOf(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    try {
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    } catch {
      return null;
    }
  }
}

function treeOf(value) {
  if (Array.isArray(value)) return { list: value.map(treeOf) };
  if (typeof value === 'object' && value !== null)
    return { pairs: Object.entries(value).map(([key, item]) => [key, treeOf(item)]) };
  return { text: JSON.stringify(value) };
}

/** Changes one node or key somewhere in the tree. */
function change(random, tree) {
  const nodes = nodesOf(tree);
  const node = random.pick(nodes);
  if (node.list) changeList(random, node.list, nodes);
  else if (node.pairs) changePairs(random, node.pairs, nodes);
  else Object.assign(node, leaf(random));
}

function changeList(random, list, nodes) {
  const i = random.below(list.length + 1);
  const action = random.below(5);
  if (action === 0) list.splice(i, 1);
  else if (action === 1) list.splice(i, 0, list[random.below(list.length)] ?? leaf(random));
  else if (action === 2) list.splice(i, 0, wrapped(random, random.pick(nodes)));
  else if (action === 3) list.splice(i, 0, leaf(random));
  else list.reverse();
}

function changePairs(random, pairs, nodes) {
  const i = random.below(pairs.length + 1);
  const some = pairs[random.below(pairs.length)] ?? ['a', leaf(random)];
  const action = random.below(8);
  if (action === 0) pairs.splice(i, 1);
  else if (action === 1) pairs.splice(i, 0, [some[0], leaf(random)]);
  else if (action === 2) pairs.splice(i, 0, [random.pick(STRINGS), leaf(random)]);
  else if (action === 3) pairs.splice(i, 0, [some[0].toUpperCase(), some[1]]);
  else if (action === 4) pairs.splice(i, 0, [`${some[0]} `, leaf(random)]);
  else if (action === 5) some[1] = wrapped(random, random.pick(nodes));
  else if (action === 6) some[1] = leaf(random);
  else pairs.reverse();
}

/** A copy of the node in a list or an object, now and then many levels down. */
function wrapped(random, node) {
  let out = node.list || node.pairs ? { text: textOf(node, '').slice(0, 10_000) } : { ...node };
  for (let depth = random.chance(0.05) ? 150 : random.few(3); depth > 0; depth -= 1)
    out = random.chance(0.5) ? { list: [out] } : { pairs: [['a', out]] };
  return out;
}

function leaf(random) {
  const kind = random.below(20);
  if (kind < 8) return { text: random.pick(NUMBERS) };
  if (kind < 14) return { text: JSON.stringify(random.pick(STRINGS)) };
  if (kind < 18) return { text: random.pick(['true', 'false', 'null', '[]', '{}', '""', '"\\u0000"', '"\\ud800"']) };
  if (kind < 19) return { text: random.pick(BAD_NUMBERS) };
  return { text: random.pick(["'a'", 'undefined', '"\\x"', '"a\tb"', '', ',', '/**/1', 'TRUE']) };
}

function nodesOf(tree) {
  const nodes = [];
  const walk = (node) => {
    nodes.push(node);
    for (const child of node.list ?? node.pairs?.map(([, value]) => value) ?? []) walk(child);
  };
  walk(tree);
  return nodes;
}

function textOf(node, space) {
  if (node.list) return `[${space}${node.list.map((item) => textOf(item, space)).join(`,${space}`)}]`;
  if (node.pairs)
    return `{${node.pairs.map(([key, value]) => `${JSON.stringify(key)}:${space}${textOf(value, space)}`).join(`,${space}`)}${space}}`;
  return node.text;
}
