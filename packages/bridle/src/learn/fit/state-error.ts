// The error of a state that a training cannot continue from, because it is of other data or options, or is no state.

/**
 * A state that is not one of this training: other data, other options, or damaged.
 *
 * @example
 * ```ts
 * import { fit, StateError } from 'bridle/learn';
 * const numbers = { index: [0], values: [new Float64Array([0, 1])], centers: [0], scales: [1] };
 * const design = { rows: 2, columns: 1, blocks: [{ kind: 'numbers' as const, ...numbers }] };
 * let refused = false;
 * try {
 *   fit(design, new Int32Array([0, 1]), 2, { l2: 1, state: { solver: 'newton' } });
 * } catch (error) {
 *   refused = error instanceof StateError;
 * }
 * refused; // → true
 * ```
 */
export class StateError extends RangeError {
  override readonly name = 'StateError';
}
