// The shaders of everything along an axis. 2^laneBits invocations take a row of up to so many × `each` entries whole:
// keys into registers, the largest and the sums by a tree of fixed shape, results out; read once, written once.
// Longer rows go in chunks: 'part' reduces each chunk to a state, 'merge' a row's states to one, 'map' writes.

import {
  BINDINGS,
  type BindingName,
  type MaskBits,
  maskBinding,
  memory,
  type Storage,
  writing,
} from './memory.wgsl.ts';
import { numbers } from './numbers.wgsl.ts';
import { type Operation, results, shared } from './results.wgsl.ts';
import { state } from './state.wgsl.ts';

export const WORKGROUP = 256;

export type RowShader = {
  stage: 'whole' | 'part' | 'merge' | 'map';
  operation: Operation;
  storage: Storage;
  maskBits: MaskBits;
  /** Entries that an invocation holds, an even number. */
  each: number;
  /** Whether rows lie side by side: neighbouring invocations then take neighbouring rows, not neighbouring entries. */
  sideBySide: boolean;
};

export type Bindings = Map<BindingName, 'read' | 'write'>;

const reduces = ({ stage, operation }: RowShader): boolean =>
  results[operation].reduced !== undefined && (stage === 'whole' || stage === 'merge');
const maps = ({ stage, operation }: RowShader): boolean =>
  results[operation].mapped !== undefined && (stage === 'whole' || stage === 'map');

/** The buffers that a shader uses besides its uniforms. */
export function rowBindings(shader: RowShader): Bindings {
  const { stage, operation, maskBits } = shader;
  const used: Bindings = new Map([['x', 'read']]);
  if (maskBits > 0) used.set('mask', 'read');
  if (stage === 'part') used.set('partials', 'write');
  if (stage === 'merge') used.set('partials', 'read').set('states', 'write');
  if (stage === 'map') used.set('states', 'read');
  if (maps(shader) || (reduces(shader) && operation === 'logSumExp')) used.set('out', 'write');
  if (operation !== 'crossEntropy' && operation !== 'gradient') return used;
  if (reduces(shader) || maps(shader)) used.set('targets', 'read');
  if (reduces(shader)) used.set('losses', 'write');
  return used;
}

export function rowShader(shader: RowShader): string {
  const { stage, operation, storage, maskBits } = shader;
  const used = rowBindings(shader);
  const bound = (name: BindingName, type: string) => {
    const access = used.get(name) === 'write' ? 'read_write' : 'read';
    return used.has(name)
      ? `@group(0) @binding(${BINDINGS[name]}) var<storage, ${access}> ${name}: array<${type}>;\n`
      : '';
  };
  const { mapped = '', reduced = '' } = results[operation];
  return [
    numbers,
    memory(storage, maskBits),
    maskBits > 0 ? maskBinding : '',
    used.has('out') ? writing(storage) : '',
    state,
    bound('partials', 'State'),
    bound('states', 'State'),
    bound('targets', 'u32'),
    bound('losses', 'u32'),
    shared,
    maps(shader) ? mapped : '',
    reduces(shader) ? reduced : '',
    stage === 'merge' ? mergeMain(shader) : main(shader),
  ].join('');
}

const label = (shader: RowShader): string =>
  rowBindings(shader).has('targets') ? 'targets[params.targetsFirst + row]' : '0u';

/** The largest key and the state of a row from those of its lanes, by halving; `slot` is a row's first lane. */
const tree = /* wgsl */ `
var<workgroup> tops: array<u32, ${WORKGROUP}>;
var<workgroup> ties: array<u32, ${WORKGROUP}>;
var<workgroup> others: array<vec2f, ${WORKGROUP}>;

fn largest(local: u32, lane: u32, top: u32) -> u32 {
  tops[local] = top;
  for (var half = lanes() / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { tops[local] = max(tops[local], tops[local + half * stride()]); }
  }
  workgroupBarrier();
  return tops[local - lane * stride()];
}

fn total(local: u32, lane: u32, s: State) -> State {
  ties[local] = s.ties;
  others[local] = s.others;
  for (var half = lanes() / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      ties[local] += ties[local + half * stride()];
      others[local] = addPairs(others[local], others[local + half * stride()]);
    }
  }
  workgroupBarrier();
  return State(s.top, ties[local - lane * stride()], others[local - lane * stride()]);
}
`;

function main(shader: RowShader): string {
  const { stage, storage, each, sideBySide } = shader;
  // Half floats share words. Where they can, lanes take both halves of one, by the place in \`out\`.
  const pairs = storage === 'float16' && !sideBySide;
  const reading = stage !== 'map';
  return /* wgsl */ `
const EACH = ${each}u;

fn lanes() -> u32 {
  return 1u << params.laneBits;
}

// Rows that a workgroup takes.
fn rows() -> u32 {
  return ${WORKGROUP}u >> params.laneBits;
}

// From a lane of a row to its next.
fn stride() -> u32 {
  return ${sideBySide ? 'rows()' : '1u'};
}
${reading ? tree : ''}
fn placeOf(start: u32, lane: u32, k: u32) -> u32 {
  return start + ${pairs ? '((k >> 1u) * lanes() + lane) * 2u + (k & 1u)' : 'k * lanes() + lane'};
}

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let group = id.y * groups.x + id.x;
  let chunk = group % params.chunks;
  let lane = ${sideBySide ? 'local / rows()' : 'local % lanes()'};
  let row = (group / params.chunks) * rows() + ${sideBySide ? 'local % rows()' : 'local / lanes()'};
  let isRow = row < params.rows;
  let base = baseOf(row);
  let start = chunk * lanes() * EACH${pairs && maps(shader) ? ' - ((params.outFirst + base) & 1u)' : ''};
  var keys: array<u32, EACH>;
  var top = OUTSIDE;
  for (var k = 0u; k < EACH; k += 1u) {
    let i = placeOf(start, lane, k);
    keys[k] = OUTSIDE;
    if (isRow && i < params.length) { keys[k] = readKey(base, i); }
    top = max(top, keys[k]);
  }
${reading ? summing : '  var s = EMPTY;\n  if (isRow) { s = states[row]; }\n'}${
  stage === 'part' ? '  if (isRow && lane == 0u) { partials[row * params.chunks + chunk] = s; }\n' : ''
}${reduces(shader) ? `  if (isRow && lane == 0u) { reduce(row, base, ${label(shader)}, s); }\n` : ''}${
  maps(shader) ? (pairs ? mapPairs : mapEach).replace('LABEL', label(shader)) : ''
}}
`;
}

const summing = /* wgsl */ `  var s = State(largest(local, lane, top), 0u, vec2f());
  for (var k = 0u; k < EACH; k += 1u) {
    if (keys[k] == s.top) {
      s.ties += u32(keys[k] != OUTSIDE);
    } else {
      s.others = addPairs(s.others, term(keys[k], s.top));
    }
  }
  s = total(local, lane, s);
`;

const mapEach = /* wgsl */ `  if (!isRow) { return; }
  let label = LABEL;
  let scale = scaleOf(s);
  for (var k = 0u; k < EACH; k += 1u) {
    let i = placeOf(start, lane, k);
    if (i < params.length) {
      writeBits(params.outFirst + base + i * params.inner, resultOf(keys[k], i, label, s, scale));
    }
  }
`;

const mapPairs = /* wgsl */ `  if (!isRow) { return; }
  let label = LABEL;
  let scale = scaleOf(s);
  for (var k = 0u; k < EACH; k += 2u) {
    let i = placeOf(start, lane, k);
    let j = i + 1u;
    let place = params.outFirst + base + i;
    let first = resultOf(keys[k], i, label, s, scale);
    let second = resultOf(keys[k + 1u], j, label, s, scale);
    if (i < params.length && j < params.length) {
      writePair(place, first, second);
    } else if (i < params.length) {
      writeBits(place, first);
    } else if (j < params.length) {
      writeBits(place + 1u, second);
    }
  }
`;

/** A workgroup for each row: each lane merges every so many states, then the lanes merge by halving. */
function mergeMain(shader: RowShader): string {
  return /* wgsl */ `
var<workgroup> merged: array<State, ${WORKGROUP}>;

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = id.y * groups.x + id.x;
  let isRow = row < params.rows;
  var s = EMPTY;
  if (isRow) {
    for (var chunk = lane; chunk < params.chunks; chunk += ${WORKGROUP}u) {
      s = merge(s, partials[row * params.chunks + chunk]);
    }
  }
  merged[lane] = s;
  for (var half = ${WORKGROUP / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { merged[lane] = merge(merged[lane], merged[lane + half]); }
  }
  if (isRow && lane == 0u) {
    states[row] = merged[0];
${reduces(shader) ? `    reduce(row, baseOf(row), ${label(shader)}, merged[0]);\n` : ''}  }
}
`;
}
