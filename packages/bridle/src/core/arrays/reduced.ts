import type { Like } from './tensor.ts';

/** A flat input gives a number; nested arrays and tensors lose their axis; segments give one number for each. */
export type Reduced<X, O> = O extends { segments: ArrayLike<number> }
  ? Like<X>
  : X extends { readonly dims: readonly number[] }
    ? Like<X>
    : X extends readonly (readonly number[])[]
      ? number[]
      : X extends readonly (infer Row extends readonly unknown[])[]
        ? Reduced<Row, O>[]
        : number;
