// Arithmetic in pairs hi + lo of float32, the exponential and the logarithm, for every shader. WGSL lets a compiler
// reassociate sums, fuse products, assume that there is no NaN or infinity, and be 3 + 2|x| ulp off in exp; its fma
// need not be fused. So rounding errors pass through `opaque`, which no compiler can simplify, products are exact
// because their factors are cut to 12 bits, and non-finite values are recognised by their bits. Steps as in
// core/arithmetic/shift.ts.

/** 2^r = Σ (r·ln2)^k/k!, |r| ≤ 0.51: what is left out after k = 7 is below 2⁻²⁷. */
const powerSeries = [1];
for (let k = 1; k <= 7; k += 1) powerSeries[k] = (powerSeries[k - 1] * Math.LN2) / k;
const horner = powerSeries.slice(1).reduceRight((rest, c) => (rest ? `${c}f + r * (${rest})` : `${c}f`), '');

export const numbers = /* wgsl */ `
const LIFT = 0x1p60f;          // exponentials are held as 2^60 times their value, so that the tail stays normal
const LOWER = 0x1p-60f;
const NAN_BITS = 0x7fc00000u;
const INFINITE_BITS = 0x7f800000u;
const SIGN = 0x80000000u;
const HALF_OF_LARGEST = 0x1.fffffep126f;

fn opaque(v: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(v) ^ params.zero);
}

fn twoSum(a: f32, b: f32) -> vec2f {
  let sum = opaque(a + b);
  let bPart = opaque(sum - a);
  let aError = opaque(a - opaque(sum - bPart));
  return vec2f(sum, aError + (b - bPart));
}

fn fastTwoSum(a: f32, b: f32) -> vec2f {
  let sum = opaque(a + b);
  return vec2f(sum, b - opaque(sum - a));
}

fn top12(v: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(v) & 0xfffff000u);
}

fn twoProduct(a: f32, b: f32) -> vec2f {
  let product = opaque(a * b);
  let aHigh = top12(a);
  let aLow = a - aHigh;
  let bHigh = top12(b);
  let bLow = b - bHigh;
  let first = opaque(opaque(aHigh * bHigh) - product);
  let second = opaque(first + opaque(aLow * bHigh));
  let third = opaque(second + opaque(aHigh * bLow));
  return vec2f(product, third + aLow * bLow);
}

// For terms of one sign.
fn addPairs(a: vec2f, b: vec2f) -> vec2f {
  let sum = twoSum(a.x, b.x);
  return fastTwoSum(sum.x, sum.y + (a.y + b.y));
}

fn divide(a: vec2f, b: vec2f) -> vec2f {
  let first = a.x / b.x;
  let product = twoProduct(first, b.x);
  let remainder = opaque(opaque(a.x - product.x) - product.y) + (a.y - first * b.y);
  return fastTwoSum(first, remainder / b.x);
}

// a·b, rounded once: what is added to the exact leading product is so small that its own rounding does not show.
fn multiply(a: vec2f, b: vec2f) -> f32 {
  let aHigh = top12(a.x);
  let aLow = a.x - aHigh;
  let bHigh = top12(b.x);
  let bLow = b.x - bHigh;
  let minor = opaque(aHigh * bLow) + opaque(aLow * bHigh);
  return opaque(aHigh * bHigh) + (minor + (aLow * bLow + (a.x * b.y + a.y * b.x)));
}

// 2^60 · e^(2d/T) for d <= 0 as hi + lo, relative error below 2^-24; 0 below e^(-110).
fn exponential(d: vec2f) -> vec2f {
  if (d.x < params.negligible) { return vec2f(); }
  let n = round(d.x * params.rate);
  let high = top12(d.x);
  let low = d.x - high;
  let main = opaque(opaque(high * params.rate1) - n);
  let minor = opaque(high * params.rate2) + opaque(low * params.rate1);
  let r = main + (minor + (low * params.rate2 + d.x * params.rate3 + d.y * params.rate));
  let power = fastTwoSum(1.0f, r * (${horner}));
  return power * bitcast<f32>(u32(i32(n) + 187) << 23u);
}

// The bits of v/2^60, rounded to nearest even where they are a subnormal number, which a GPU may flush.
fn lowered(v: f32) -> u32 {
  let bits = bitcast<u32>(v);
  let size = bits & ~SIGN;
  let exponent = size >> 23u;
  if (exponent > 60u) { return bits - (60u << 23u); }
  if (exponent < 36u) { return 0u; }
  let shift = 61u - exponent;
  let whole = (size & 0x7fffffu) | 0x800000u;
  let rounded = (whole + (1u << (shift - 1u)) - 1u + ((whole >> shift) & 1u)) >> shift;
  return select(rounded | (bits & SIGN), 0u, rounded == 0u);
}

// ln(1 + z) less the f that leads it: f^2/2 and beyond, for f in [-0.3, 0.42] with its low word.
fn logTail(f: f32, low: f32) -> f32 {
  let s = f / (2.0f + f);
  let t = s * s;
  let series = t * (${2 / 3}f + t * (${2 / 5}f + t * (${2 / 7}f + t * ${2 / 9}f)));
  let square = 0.5f * f * f;
  return low / (1.0f + f) - (square - s * (square + series));
}

// ln(whole + rest) for a whole number >= 1 and rest >= 0, as hi + lo, relative error below 2^-24: log1p where whole is
// 1.
fn logOfTotal(whole: u32, rest: vec2f) -> vec2f {
  if (whole == 1u && rest.x < 0.4f) { return fastTwoSum(rest.x, logTail(rest.x, rest.y)); }
  let sum = twoSum(f32(whole), rest.x);
  let total = fastTwoSum(sum.x, sum.y + rest.y);
  let k = i32((bitcast<u32>(total.x) + 0x004afb0du) >> 23u) - 127; // the offset takes mantissas from √2 up to the next k
  let scale = bitcast<f32>(u32(127 - k) << 23u);
  let f = opaque(total.x * scale) - 1.0f;
  // ln2 in 15 bits, so that k times it is exact, and the rest.
  let lead = twoSum(f32(k) * 0.69314575195f, f);
  let small = logTail(f, total.y * scale) + f32(k) * 1.4286068e-6f;
  return fastTwoSum(lead.x, lead.y + small);
}
`;
