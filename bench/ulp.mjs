// Errors in units in the last place of the result's own format, against float64 truth: |y − t| / ulp(t), where
// ulp(t) = 2^(max(⌊log₂|t|⌋, least exponent) − bits). A result that is NaN or infinite where the truth is not counts
// as broken instead.

const FORMATS = { float32: { bits: 23, least: -126 }, float64: { bits: 52, least: -1022 } };

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** ⌊log₂|t|⌋ of a normal float64, read from its exponent field; −1023 of zero and subnormals. */
function exponentOf(t) {
  double[0] = t;
  return ((words[1] >>> 20) & 0x7ff) - 1023;
}

/** One unit in the last place of t, were it rounded to the format. */
export function ulpOf(t, dtype) {
  const { bits, least } = FORMATS[dtype];
  return 2 ** (Math.max(exponentOf(t), least) - bits);
}

/**
 * The largest error of y against the truth; apart from it how many results are 0 where the truth is subnormal (some
 * kernels flush), and how many are broken.
 */
export function largestUlp(y, truth, dtype) {
  if (y.length !== truth.length) throw new RangeError(`ulp: expected ${truth.length} results, got ${y.length}`);
  const { bits, least } = FORMATS[dtype];
  const [normal, smallest] = [2 ** least, 2 ** (least - bits)];
  let ulp = 0;
  let flushed = 0;
  let broken = 0;
  for (let i = 0; i < truth.length; i += 1) {
    const size = Math.abs(truth[i]);
    if (!Number.isFinite(truth[i])) broken += Object.is(y[i], truth[i]) ? 0 : 1;
    else if (!Number.isFinite(y[i])) broken += 1;
    else if (y[i] === 0 && size < normal && size >= smallest) flushed += 1;
    else ulp = Math.max(ulp, Math.abs(y[i] - truth[i]) / ulpOf(truth[i], dtype));
  }
  return { ulp, flushed, broken };
}
