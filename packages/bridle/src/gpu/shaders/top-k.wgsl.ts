// The k largest of each row by radix selection: a workgroup counts the leading 8 bits of the keys, finds in which bin
// the k-th largest lies, and goes on inside it; where keys tie, the places decide by the same rounds, so exactly k are
// taken. As soon as a bin is taken whole nothing is left to decide. Then the few that are taken are sorted. Rows longer
// than a chunk leave the best of each chunk to a second pass. Counting is in whole numbers: the order of the atomic
// operations does not matter.

import { BINDINGS, type MaskBits, maskBinding, memory, type Storage, writing } from './memory.wgsl.ts';
import { numbers } from './numbers.wgsl.ts';
import { type Bindings, WORKGROUP } from './rows.wgsl.ts';

/** More than so many cannot be sorted in a workgroup's memory. */
export const LARGEST_K = 1024;
/** Entries of a row that a workgroup looks through. */
export const CHUNK = 2 ** 16;

export type TopKShader = { stage: 'whole' | 'part' | 'merge'; storage: Storage; maskBits: MaskBits };

export function topKBindings({ stage, maskBits }: TopKShader): Bindings {
  const used: Bindings = new Map([['x', 'read']]);
  if (maskBits > 0) used.set('mask', 'read');
  if (stage !== 'whole') used.set('partials', stage === 'part' ? 'write' : 'read');
  return stage === 'part' ? used : used.set('out', 'write').set('indices', 'write');
}

export function topKShader({ stage, storage, maskBits }: TopKShader): string {
  const access = stage === 'part' ? 'read_write' : 'read';
  const partials = `@group(0) @binding(${BINDINGS.partials}) var<storage, ${access}> partials: array<vec2u>;\n`;
  const indices = `@group(0) @binding(${BINDINGS.indices}) var<storage, read_write> indices: array<u32>;\n`;
  return [
    numbers,
    memory(storage, maskBits),
    maskBits > 0 ? maskBinding : '',
    stage === 'whole' ? '' : partials,
    stage === 'part' ? '' : writing(storage) + indices,
    stage === 'merge' ? fromPartials : fromRow,
    stage === 'part' ? toPartials : toResults,
    selection,
  ].join('');
}

/** A candidate is a key and 2²⁴ − 1 − its place in the row, so that of equal keys the lower place is larger. */
const fromRow = /* wgsl */ `
fn chunksOfRow() -> u32 {
  return params.chunks;
}

fn candidates(chunk: u32) -> u32 {
  return min(params.length - chunk * ${CHUNK}u, ${CHUNK}u);
}

fn candidate(row: u32, chunk: u32, j: u32) -> vec2u {
  let i = chunk * ${CHUNK}u + j;
  let key = readKey(baseOf(row), i);
  return vec2u(select(key, OUTSIDE, key == NAN_KEY), 0xffffffu - i);
}
`;

const fromPartials = /* wgsl */ `
fn chunksOfRow() -> u32 {
  return 1u;
}

fn candidates(chunk: u32) -> u32 {
  return params.chunks * params.count;
}

fn candidate(row: u32, chunk: u32, j: u32) -> vec2u {
  return partials[row * params.chunks * params.count + j];
}
`;

const toPartials = /* wgsl */ `
fn give(row: u32, chunk: u32, j: u32, best: vec2u) {
  partials[(row * params.chunks + chunk) * params.count + j] = best;
}
`;

const toResults = /* wgsl */ `
fn give(row: u32, chunk: u32, j: u32, best: vec2u) {
  let rank = (row / params.inner) * params.inner * params.count + row % params.inner + j * params.inner;
  let place = 0xffffffu - best.y;
  var bits = INFINITE_BITS | SIGN;
  if (best.x != OUTSIDE) { bits = readBits(params.xFirst + baseOf(row) + place * params.inner); }
  writeBits(params.outFirst + rank, bits);
  indices[params.indicesFirst + rank] = select(place, 0xffffffffu, best.x == OUTSIDE);
}
`;

const selection = /* wgsl */ `
var<workgroup> bins: array<atomic<u32>, ${WORKGROUP}>;
var<workgroup> least: vec2u;      // the least candidate that is taken, as far as its bits are decided
var<workgroup> missing: u32;      // how many are to be taken of those that agree with it so far
var<workgroup> isDecided: u32;
var<workgroup> taken: atomic<u32>;
var<workgroup> best: array<vec2u, ${LARGEST_K}>;

fn isLess(a: vec2u, b: vec2u) -> bool {
  return a.x < b.x || (a.x == b.x && a.y < b.y);
}

// Seven digits of 8 bits, four of the key and three of the place: the shift of each in its word, and the bits above it.
fn shiftOf(digit: u32) -> u32 {
  return select(48u - 8u * digit, 24u - 8u * digit, digit < 4u);
}

fn bitsAbove(digit: u32) -> vec2u {
  let above = ~((256u << shiftOf(digit)) - 1u);
  let none = digit == 0u || digit == 4u;  // a shift by 32 would be none at all
  let decided = select(above, 0u, none);
  return select(vec2u(0xffffffffu, decided), vec2u(decided, 0u), digit < 4u);
}

// From the fullest bin down: in which one the last that is taken lies.
fn decide(digit: u32) {
  var bin = ${WORKGROUP}u;
  var count = 0u;
  while (bin > 0u) {
    bin -= 1u;
    count = atomicLoad(&bins[bin]);
    if (count >= missing) { break; }
    missing -= count;
    count = 0u;
  }
  if (count == 0u) {  // only in the first round: fewer than k are there, and all are taken
    least = vec2u(1u, 0u);
    isDecided = 1u;
    return;
  }
  let part = bin << shiftOf(digit);
  least |= select(vec2u(0u, part), vec2u(part, 0u), digit < 4u);
  isDecided = u32(count == missing);
}

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let group = id.y * groups.x + id.x;
  let row = group / chunksOfRow();
  let chunk = group % chunksOfRow();
  let isRow = row < params.rows;
  let count = select(0u, candidates(chunk), isRow);
  if (lane == 0u) { missing = params.count; }
  for (var digit = 0u; digit < 7u; digit += 1u) {
    atomicStore(&bins[lane], 0u);
    let above = bitsAbove(digit);
    let prefix = workgroupUniformLoad(&least);
    for (var j = lane; j < count; j += ${WORKGROUP}u) {
      let one = candidate(row, chunk, j);
      if (one.x != OUTSIDE && all((one & above) == prefix)) {
        atomicAdd(&bins[(select(one.y, one.x, digit < 4u) >> shiftOf(digit)) & 255u], 1u);
      }
    }
    workgroupBarrier();
    if (lane == 0u) { decide(digit); }
    if (workgroupUniformLoad(&isDecided) != 0u) { break; }
  }
  for (var j = lane; j < params.sorted; j += ${WORKGROUP}u) { best[j] = vec2u(OUTSIDE, 0u); }
  let last = workgroupUniformLoad(&least);
  for (var j = lane; j < count; j += ${WORKGROUP}u) {
    let one = candidate(row, chunk, j);
    if (!isLess(one, last)) { best[atomicAdd(&taken, 1u)] = one; }
  }
  // Bitonic sort, the largest first.
  for (var size = 2u; size <= params.sorted; size *= 2u) {
    for (var step = size / 2u; step > 0u; step /= 2u) {
      workgroupBarrier();
      for (var j = lane; j < params.sorted; j += ${WORKGROUP}u) {
        let other = j ^ step;
        let falls = (j & size) == 0u;
        if (other > j && isLess(best[j], best[other]) == falls) {
          let swapped = best[j];
          best[j] = best[other];
          best[other] = swapped;
        }
      }
    }
  }
  workgroupBarrier();
  if (isRow) {
    for (var j = lane; j < params.count; j += ${WORKGROUP}u) { give(row, chunk, j, best[j]); }
  }
}
`;
