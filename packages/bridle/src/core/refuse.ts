/** Throws a TypeError for an option that the function does not have: ignoring it would hide a mistake. */
export function refuse(name: string, options: object, ...keys: string[]): void {
  for (const key of keys) {
    const value = (options as Record<string, unknown>)[key];
    if (value !== undefined) throw new TypeError(`${name}: expected no ${key}, got ${String(value)}`);
  }
}
