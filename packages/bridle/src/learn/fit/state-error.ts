// The error of a state that a training cannot continue from, because it is of other data or options, or is no state.

export class StateError extends RangeError {
  override readonly name = 'StateError';
}
