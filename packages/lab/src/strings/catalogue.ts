// The type of a translation: the same keys, any words; functions with the same arguments.

export type Catalogue<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Catalogue<T[K]> };
