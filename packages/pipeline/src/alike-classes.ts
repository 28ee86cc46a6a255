// Classes whose names differ only in case, blanks or typographic form: usually one class that was written in several ways.
// They are trained as they stand, and named, so that a person can decide.

/** The groups of two or more such names, in the order of the classes. */
export function alikeClasses(classes: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of classes) {
    const key = name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].filter((names) => names.length > 1);
}
