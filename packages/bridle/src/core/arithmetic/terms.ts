/** The terms gᵢ·e^(xᵢ/T), i < n, of one row's sum. `values` may be changed; T ≥ 0. */
export type Terms = {
  n: number;
  values: Float64Array;
  /** Degeneracies gᵢ > 0, or null where each is 1. */
  weights: Float64Array | null;
  temperature: number;
};
