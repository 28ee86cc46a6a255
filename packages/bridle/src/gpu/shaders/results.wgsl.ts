// From the state of a row to its results, by the table of edges of the core. Each result is given by its bits.

export type Operation = 'softmax' | 'logSoftmax' | 'logSumExp' | 'crossEntropy' | 'gradient';

/** What an operation gives: `resultOf` each entry, `reduce` for the row as a whole, or both. */
type Results = { mapped?: string; reduced?: string };

export const shared = /* wgsl */ `
// Whether the rest is so small that it is its own logarithm; it may then be a subnormal number.
fn isTiny(s: State) -> bool {
  return s.ties == 1u && s.others.x < 1.0f;
}

// -ln p of an entry: ln Σ - (x - max)/T, two terms >= 0, so that nothing cancels.
fn costOf(key: u32, s: State, log: vec2f) -> u32 {
  if (key == s.top && isTiny(s)) { return lowered(s.others.x); }
  if (key == s.top) { return bitcast<u32>(log.x); }
  if (key <= VOID_KEY || isLimit(s.top)) { return INFINITE_BITS; }
  let d = difference(key, s.top);
  if (d.x < params.lowest) { return INFINITE_BITS; }
  let quotient = opaque(d.x * params.inverse);
  let minor = d.y * params.inverse + d.x * params.inverseLow;
  let sum = twoSum(log.x, -quotient);
  return bitcast<u32>(sum.x + (sum.y + (log.y - minor)));
}

fn isIgnored(label: u32) -> bool {
  return params.ignoring != 0u && label == params.ignored;
}
`;

const softmax = /* wgsl */ `
fn scaleOf(s: State) -> vec2f {
  return divide(vec2f(1.0f, 0.0f), totalOf(s));
}

fn resultOf(key: u32, i: u32, label: u32, s: State, scale: vec2f) -> u32 {
  if (key == OUTSIDE) { return 0u; }
  if (hasNoSoftmax(s.top)) { return NAN_BITS; }
  return lowered(multiply(term(key, s.top), scale));
}
`;

const logSoftmax = /* wgsl */ `
fn scaleOf(s: State) -> vec2f {
  return logOf(s);
}

fn resultOf(key: u32, i: u32, label: u32, s: State, scale: vec2f) -> u32 {
  if (key == OUTSIDE) { return INFINITE_BITS | SIGN; }
  if (hasNoSoftmax(s.top)) { return NAN_BITS; }
  let cost = costOf(key, s, scale);
  return select(cost | SIGN, 0u, cost == 0u);
}
`;

const logSumExp = /* wgsl */ `
fn logSumExpOf(s: State) -> u32 {
  if (s.top == NAN_KEY) { return NAN_BITS; }
  if (s.top <= VOID_KEY) { return INFINITE_BITS ^ SIGN ^ params.flip; }
  let log = logOf(s);
  if (s.top == INFINITE_KEY || (params.hot != 0u && log.x > 0.0f)) { return INFINITE_BITS ^ params.flip; }
  if (s.top == SIGN && isTiny(s)) {  // the key of 0
    return lowered(multiply(s.others, vec2f(params.temperature, params.temperatureLow))) ^ params.flip;
  }
  if (params.cold != 0u || log.x == 0.0f) { return bitsOf(s.top) ^ params.flip; }
  let product = twoProduct(0.5f * params.temperature, log.x);
  let minor = 0.5f * (params.temperature * log.y + params.temperatureLow * log.x);
  let sum = twoSum(0.5f * valueOf(s.top), product.x);
  let half = sum.x + (sum.y + (product.y + minor));
  if (abs(half) > HALF_OF_LARGEST) { return INFINITE_BITS ^ params.flip; }
  return bitcast<u32>(2.0f * half) ^ params.flip;
}

fn reduce(row: u32, base: u32, label: u32, s: State) {
  writeBits(params.outFirst + row, logSumExpOf(s));
}
`;

const loss = /* wgsl */ `
// 0 for a row that is left out, NaN for a class that there is not.
fn lossOf(base: u32, label: u32, s: State) -> u32 {
  if (isIgnored(label)) { return 0u; }
  if (label >= params.length || hasNoSoftmax(s.top)) { return NAN_BITS; }
  let key = readKey(base, label);
  if (key == OUTSIDE) { return INFINITE_BITS; }
  return costOf(key, s, logOf(s));
}

fn reduce(row: u32, base: u32, label: u32, s: State) {
  losses[params.lossesFirst + row] = lossOf(base, label, s);
}
`;

const gradient = /* wgsl */ `
fn scaleOf(s: State) -> vec2f {
  return divide(vec2f(params.weight, params.weightLow), totalOf(s));
}

// p - q, times the weight. At the target it is -(Σ - e)/Σ, whose numerator is \`rest\` where the target is the largest,
// so that a confident p does not cancel to 0.
fn resultOf(key: u32, i: u32, label: u32, s: State, scale: vec2f) -> u32 {
  if (key == OUTSIDE || isIgnored(label)) { return 0u; }
  if (hasNoSoftmax(s.top) || label >= params.length) { return NAN_BITS; }
  var p = term(key, s.top);
  if (i == label) {
    let isTop = key == s.top;
    let sum = twoSum(f32(select(s.ties, s.ties - 1u, isTop)) * LIFT, s.others.x);
    let rest = twoSum(sum.x, select(-p.x, 0.0f, isTop));
    p = -fastTwoSum(rest.x, rest.y + (sum.y + s.others.y - select(p.y, 0.0f, isTop)));
  }
  let result = lowered(multiply(p, scale));
  if ((result << 1u) == 0u) { return 0u; }
  return select(result, (result & SIGN) | INFINITE_BITS, params.cold != 0u);
}
`;

export const results: Record<Operation, Results> = {
  softmax: { mapped: softmax },
  logSoftmax: { mapped: logSoftmax },
  logSumExp: { reduced: logSumExp },
  crossEntropy: { reduced: loss },
  gradient: { reduced: loss, mapped: gradient },
};
