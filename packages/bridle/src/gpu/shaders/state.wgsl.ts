// The algebra of partial states, as in core/arithmetic/shift.ts: the largest score by its key, how many entries share
// it, and the sum of e^((x − max)/T) over the others. `ties − 1 + others` is `rest`. Any two states merge into one, so
// lanes, workgroups and chunks of a row all reduce alike. +∞ and NaN have keys above those of all finite scores, so
// they win.

export const state = /* wgsl */ `
struct State {
  top: u32,
  ties: u32,
  others: vec2f,   // as 2^60 times its value
}

const EMPTY = State(OUTSIDE, 0u, vec2f());

// (x - max)/2, exactly; halved, because x - max may overflow.
fn difference(key: u32, top: u32) -> vec2f {
  return twoSum(0.5f * valueOf(key), -0.5f * valueOf(top));
}

// Where softmax is a limit, only the largest entries have mass.
fn isLimit(top: u32) -> bool {
  return top >= INFINITE_KEY || params.cold != 0u;
}

// Rows with a NaN, and rows of -∞ only.
fn hasNoSoftmax(top: u32) -> bool {
  return top == NAN_KEY || top == VOID_KEY;
}

// 2^60 · e^((x - max)/T) as hi + lo
fn term(key: u32, top: u32) -> vec2f {
  if (key == top) { return vec2f(LIFT, 0.0f); }
  if (key <= VOID_KEY || isLimit(top)) { return vec2f(); }
  return exponential(difference(key, top));
}

// Σ e^((x - max)/T), which is at least 1.
fn totalOf(s: State) -> vec2f {
  let sum = twoSum(f32(s.ties), s.others.x * LOWER);
  return fastTwoSum(sum.x, sum.y + s.others.y * LOWER);
}

fn logOf(s: State) -> vec2f {
  return logOfTotal(s.ties, s.others * LOWER);
}

fn merge(a: State, b: State) -> State {
  if (a.top == b.top) { return State(a.top, a.ties + b.ties, addPairs(a.others, b.others)); }
  if (a.top < b.top) { return absorb(b, a); }
  return absorb(a, b);
}

fn absorb(more: State, less: State) -> State {
  let factor = term(less.top, more.top);
  let total = totalOf(less);
  let added = twoProduct(factor.x, total.x);
  let minor = factor.x * total.y + factor.y * total.x;
  return State(more.top, more.ties, addPairs(more.others, vec2f(added.x, added.y + minor)));
}
`;
