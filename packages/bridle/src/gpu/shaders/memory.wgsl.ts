// What every shader reads and writes: scores as the bits of float32 or of float16, which are unpacked by hand (so a
// device needs no 'shader-f16', and NaN and the infinities stay what they are), the mask, and the keys: whole numbers
// in the order of the scores, in which no entry is 0, −∞ is 0x007fffff, +∞ 0xff800000 and NaN the largest.

export type Storage = 'float32' | 'float16';
/** Bits of a mask's entry, 0 where there is no mask. */
export type MaskBits = 0 | 8 | 32;

/** The uniforms, each of 4 bytes, in this order. `zero` is 0, which no compiler knows. */
export const PARAMS = {
  zero: 'u32',
  rows: 'u32',
  length: 'u32',
  inner: 'u32',
  chunks: 'u32',
  laneBits: 'u32',
  xFirst: 'u32',
  outFirst: 'u32',
  maskFirst: 'u32',
  targetsFirst: 'u32',
  lossesFirst: 'u32',
  indicesFirst: 'u32',
  maskWhole: 'u32',
  flip: 'u32',
  cold: 'u32',
  hot: 'u32',
  ignoring: 'u32',
  ignored: 'u32',
  count: 'u32',
  sorted: 'u32',
  rate: 'f32',
  rate1: 'f32',
  rate2: 'f32',
  rate3: 'f32',
  negligible: 'f32',
  inverse: 'f32',
  inverseLow: 'f32',
  lowest: 'f32',
  temperature: 'f32',
  temperatureLow: 'f32',
  weight: 'f32',
  weightLow: 'f32',
} as const;
export type ParamName = keyof typeof PARAMS;

/** The numbers of the bindings. */
export const BINDINGS = {
  params: 0,
  x: 1,
  out: 2,
  mask: 3,
  partials: 4,
  states: 5,
  targets: 6,
  losses: 7,
  indices: 8,
} as const;
export type BindingName = keyof typeof BINDINGS;

export function memory(storage: Storage, maskBits: MaskBits): string {
  return /* wgsl */ `
struct Params {
${Object.entries(PARAMS)
  .map(([name, type]) => `  ${name}: ${type},`)
  .join('\n')}
}
@group(0) @binding(${BINDINGS.params}) var<uniform> params: Params;
@group(0) @binding(${BINDINGS.x}) var<storage, read> x: array<u32>;

const OUTSIDE = 0u;            // the key of what is masked or beyond the row
const VOID_KEY = 0x007fffffu;
const INFINITE_KEY = 0xff800000u;
const NAN_KEY = 0xffffffffu;

fn keyOf(bits: u32) -> u32 {
  if ((bits & ~SIGN) > INFINITE_BITS) { return NAN_KEY; }
  let turned = bits ^ params.flip;
  if ((turned << 1u) == 0u) { return SIGN; }  // -0 is 0
  return select(turned | SIGN, ~turned, turned >= SIGN);
}

fn bitsOf(key: u32) -> u32 {
  return select(~key, key ^ SIGN, key >= SIGN);
}

fn valueOf(key: u32) -> f32 {
  return bitcast<f32>(bitsOf(key));
}
${storage === 'float16' ? halves : words}
// Where a row begins: rows along the last axis lie one after the other, others side by side, \`inner\` of them.
fn baseOf(row: u32) -> u32 {
  return (row / params.inner) * params.inner * params.length + row % params.inner;
}

fn readKey(base: u32, i: u32) -> u32 {
  let place = base + i * params.inner;
${
  maskBits === 0
    ? ''
    : /* wgsl */ `  let at = params.maskFirst + select(i, place, params.maskWhole != 0u);
  if (${maskBits === 8 ? '((mask[at >> 2u] >> ((at & 3u) * 8u)) & 0xffu)' : 'mask[at]'} == 0u) { return OUTSIDE; }
`
}  return keyOf(readBits(params.xFirst + place));
}
`;
}

/** The binding of a mask. */
export const maskBinding = `@group(0) @binding(${BINDINGS.mask}) var<storage, read> mask: array<u32>;\n`;

const words = /* wgsl */ `
fn readBits(place: u32) -> u32 {
  return x[place];
}
`;

const halves = /* wgsl */ `
// The bits of float32 of the half float at a place; its subnormal ones are normal in float32.
fn readBits(place: u32) -> u32 {
  let half = (x[place >> 1u] >> ((place & 1u) * 16u)) & 0xffffu;
  let sign = (half & 0x8000u) << 16u;
  let size = half & 0x7fffu;
  if (size >= 0x7c00u) { return sign | INFINITE_BITS | ((size & 0x3ffu) << 13u); }
  if (size >= 0x0400u) { return sign | ((size << 13u) + 0x38000000u); }
  return sign | bitcast<u32>(f32(size) * 0x1p-24f);
}
`;

/** Writes results, given by their bits as float32, into \`out\`. */
export function writing(storage: Storage): string {
  return storage === 'float32'
    ? /* wgsl */ `
@group(0) @binding(${BINDINGS.out}) var<storage, read_write> out: array<u32>;

fn writeBits(place: u32, bits: u32) {
  out[place] = bits;
}
`
    : /* wgsl */ `
@group(0) @binding(${BINDINGS.out}) var<storage, read_write> out: array<atomic<u32>>;

// The half float nearest to a float32 by its bits, ties to even.
fn halfOf(bits: u32) -> u32 {
  let sign = (bits >> 16u) & 0x8000u;
  let size = bits & ~SIGN;
  if (size > INFINITE_BITS) { return sign | 0x7e00u; }
  if (size >= 0x477ff000u) { return sign | 0x7c00u; }  // 65,520 and beyond
  if (size >= 0x38800000u) { return sign | ((size - 0x38000000u + 0xfffu + ((size >> 13u) & 1u)) >> 13u); }
  if (size < 0x33000000u) { return sign; }
  let shift = 126u - (size >> 23u);
  let whole = (size & 0x7fffffu) | 0x800000u;
  return sign | ((whole + (1u << (shift - 1u)) - 1u + ((whole >> shift) & 1u)) >> shift);
}

// Half a word: the other half is another invocation's, so both steps are atomic, and their order does not matter.
fn writeBits(place: u32, bits: u32) {
  let shift = (place & 1u) * 16u;
  atomicAnd(&out[place >> 1u], 0xffff0000u >> shift);
  atomicOr(&out[place >> 1u], halfOf(bits) << shift);
}

// Two neighbours from an even place on: the whole word is ours.
fn writePair(place: u32, first: u32, second: u32) {
  atomicStore(&out[place >> 1u], halfOf(first) | (halfOf(second) << 16u));
}
`;
}
