// The names of columns for a person: the parts of a list, v[0], v[1] … v[767], as one entry.

/** More parts than this are one entry. */
const FEW = 3;

/** `x, v[0] … v[767], y`: each name passed through `shown`. */
export function withRuns(names: readonly string[], shown: (name: string) => string): string[] {
  const entries: string[] = [];
  for (let first = 0; first < names.length; ) {
    const [, list, place] = /^(.*)\[(\d+)\]$/s.exec(names[first]) ?? [];
    let end = first + 1;
    while (list !== undefined && names[end] === `${list}[${Number(place) + end - first}]`) end += 1;
    if (end - first > FEW) entries.push(`${shown(names[first])} … ${shown(names[end - 1])}`);
    else entries.push(...names.slice(first, end).map(shown));
    first = end;
  }
  return entries;
}
