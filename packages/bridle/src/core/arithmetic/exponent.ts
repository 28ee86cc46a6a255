// The binary exponent of a number, read from its bits: a logarithm would round.

const word = new DataView(new ArrayBuffer(8));

/** ⌊log₂|x|⌋ of a finite x whose |x| ≥ 2⁻¹⁰²²; −1023 for smaller ones. */
export function exponentOf(x: number): number {
  word.setFloat64(0, x);
  return ((word.getUint32(0) >>> 20) & 2047) - 1023;
}
