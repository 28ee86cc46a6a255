import type { Like, Nested } from './tensor.ts';

/**
 * The type of a reduction's result. A flat input gives a number; nested arrays and tensors lose their axis; segments give
 * one number for each. With `keepDims` the result is of the input's kind; nested arrays along several axes give a number
 * or nested arrays, which the type does not tell apart.
 */
export type Reduced<X, O> = O extends { segments: ArrayLike<number> } | { keepDims: true }
  ? Like<X>
  : X extends { readonly dims: readonly number[] }
    ? Like<X>
    : X extends readonly (readonly unknown[])[]
      ? O extends { axis: readonly number[] }
        ? number | Nested
        : WithoutAxis<X>
      : number;

type WithoutAxis<X> = X extends readonly (readonly number[])[]
  ? number[]
  : X extends readonly (infer Row extends readonly unknown[])[]
    ? WithoutAxis<Row>[]
    : number;
