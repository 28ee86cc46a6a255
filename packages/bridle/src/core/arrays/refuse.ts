import { kindOf } from './tensor.ts';

/** TypeError where an option is given that has no meaning for the function: ignoring it would hide a mistake. */
export function refuse(name: string, options: object, ...keys: string[]): void {
  expectOptions(name, options);
  for (const key of keys) {
    const value = (options as Record<string, unknown>)[key];
    if (value === undefined) continue;
    throw new TypeError(
      `${name}: expected no ${key}, got ${typeof value === 'object' ? kindOf(value) : String(value)}`,
    );
  }
}

/** TypeError unless the options are an object. */
export function expectOptions(name: string, options: unknown): void {
  if (typeof options === 'object' && options !== null) return;
  throw new TypeError(`${name}: expected options to be an object, got ${kindOf(options)}`);
}

/** TypeError unless an option is a number. */
export function expectNumber(name: string, what: string, value: unknown): void {
  if (typeof value === 'number') return;
  throw new TypeError(`${name}: expected ${what} to be a number, got ${kindOf(value)}`);
}
