// JSON.parse keeps the last of two equal keys without a word. In a header that is an attack or a fault, so the keys are
// looked through once more.

/** The first key that some object of the JSON text has twice, or null; the text has been parsed before. */
export function repeatedKey(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [word] = match;
    if (word === '{') open.push(new Set());
    else if (word === '[') open.push(null);
    else if (word === '}' || word === ']') open.pop();
    else {
      const keys = open.at(-1);
      if (!keys || !isKey(text, token.lastIndex)) continue;
      const key = JSON.parse(word) as string;
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return null;
}

/** Whether a colon follows. */
function isKey(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}
