// Sparse features as lists of their entries, once by row and once by feature, and the two products of training with them:
// W = Xᵀ·V and Z = X·W. Vectors are (rows, width), W is (features, width), classes contiguous and padded to a width that
// the kernels take. Both products sum a list's entries in their order, the even and the odd ones apart, so the kernels,
// the plain loops and any number of threads give the same bits (but for a fused multiply-add at arithmetic 'auto').

import * as built from '../../kernels/built/lists.ts';
import * as Job from '../../kernels/constants/lists-job.ts';
import { arithmetic } from '../../runtime/arithmetic.ts';
import { kernelIn, moduleAt } from '../../runtime/modules.ts';
import { createMemory, PAGE } from '../../runtime/webassembly.ts';
import { type Crew, hasWorkers, openCrew } from './crew.ts';
import { type Exports, paddedForLists } from './layout.ts';
import { CONTROL_BYTES } from './parts.js';

/** Rows in compressed form: row i has the entries offsets[i] … offsets[i + 1] − 1. */
export type Entries = { columns: number; offsets: Int32Array; indices: Int32Array; values: Float64Array };

export type ListProducts = {
  width: number;
  /** Xᵀ·V of the rows that train, V being (trained, width): the result is (columns, width) and stays until the next one. */
  toColumns: (v: Float64Array) => Float64Array;
  /** X·W of the rows from … to − 1, W being the last result of `toColumns`, into z, (to − from, width). */
  toRows: (from: number, to: number, z: Float64Array) => void;
  close: () => void;
};

type Lists = { offsets: Int32Array; places: Int32Array; values: Float64Array };

const LARGEST_PAGES = 65536;

/** Opens the products; the first `trained` rows are those of Xᵀ·V. */
export function openLists(x: Entries, trained: number, classes: number, threads: number): ListProducts {
  const width = paddedForLists(classes);
  const byRow = { offsets: x.offsets, places: x.indices.map((j) => j * 8 * width), values: x.values };
  const byColumn = transposed(x, trained, width);
  return inKernels(byRow, byColumn, trained, width, threads) ?? inPlainLoops(byRow, byColumn, width);
}

/** The entries of the first rows by column, in the order of the rows. */
function transposed({ columns, offsets, indices, values }: Entries, rows: number, width: number): Lists {
  const starts = new Int32Array(columns + 1);
  for (let e = 0; e < offsets[rows]; e += 1) starts[indices[e] + 1] += 1;
  for (let j = 0; j < columns; j += 1) starts[j + 1] += starts[j];
  const next = starts.slice();
  const places = new Int32Array(offsets[rows]);
  const out = new Float64Array(offsets[rows]);
  for (let i = 0; i < rows; i += 1) {
    for (let e = offsets[i]; e < offsets[i + 1]; e += 1) {
      const to = next[indices[e]]++;
      places[to] = i * 8 * width;
      out[to] = values[e];
    }
  }
  return { offsets: starts, places, values: out };
}

/** Null where there are no kernels, or the lists do not fit into the 4 GiB of WebAssembly. */
function inKernels(
  byRow: Lists,
  byColumn: Lists,
  trained: number,
  width: number,
  threads: number,
): ListProducts | null {
  const [rows, columns] = [byRow.offsets.length - 1, byColumn.offsets.length - 1];
  const crewed = hasWorkers() ? Math.min(threads, Job.PARTS) : 1;
  let end = PAGE; // the first page holds the kernels' constants
  const take = (bytes: number) => {
    const start = end;
    end += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const placesOf = ({ offsets, places, values }: Lists) => ({
    offsets: take(4 * offsets.length),
    places: take(4 * places.length),
    values: take(8 * values.length),
  });
  const at = {
    control: take(CONTROL_BYTES),
    job: take(4 * Job.FIELDS),
    rows: placesOf(byRow),
    columns: placesOf(byColumn),
    v: take(8 * width * trained),
    z: take(8 * width * rows),
    w: take(8 * width * columns),
  };
  const pages = Math.ceil(end / PAGE);
  const memory = pages <= LARGEST_PAGES ? createMemory(pages, pages, crewed > 1) : null;
  const exports = memory && kernelIn<Exports>(built, memory);
  if (!memory || !exports) return null;
  const ints = new Int32Array(memory.buffer);
  const floats = new Float64Array(memory.buffer);
  for (const [lists, to] of [
    [byRow, at.rows],
    [byColumn, at.columns],
  ] as const) {
    ints.set(lists.offsets, to.offsets / 4);
    ints.set(lists.places, to.places / 4);
    floats.set(lists.values, to.values / 8);
  }
  const module = crewed > 1 && moduleAt(arithmetic(), built, true);
  const work = { memory, module: module || {}, control: at.control, job: at.job };
  const crew: Crew | null = module ? openCrew(work, crewed, (task, part) => exports[task](at.job, part, 0)) : null;
  const job = at.job / 4;
  const run = (lists: typeof at.rows, offsets: Int32Array, from: number, to: number, source: number, out: number) => {
    ints[job + Job.OFFSETS] = lists.offsets;
    ints[job + Job.PLACES] = lists.places;
    ints[job + Job.VALUES] = lists.values;
    ints[job + Job.FROM] = source;
    // The kernel counts its results from list 0.
    ints[job + Job.TO] = out - 8 * width * from;
    ints[job + Job.WIDTH] = 8 * width;
    ints.set(partsOf(offsets, from, to), job + Job.ENDS);
    if (crew) crew.run('combine', Job.PARTS);
    else for (let part = 0; part < Job.PARTS; part += 1) exports.combine(at.job, part, 0);
  };
  const w = floats.subarray(at.w / 8, at.w / 8 + width * columns);
  return {
    width,
    toColumns: (v) => {
      floats.set(v, at.v / 8);
      run(at.columns, byColumn.offsets, 0, columns, at.v, at.w);
      return w;
    },
    toRows: (from, to, z) => {
      run(at.rows, byRow.offsets, from, to, at.w, at.z);
      z.set(floats.subarray(at.z / 8, at.z / 8 + width * (to - from)));
    },
    close: () => crew?.close(),
  };
}

/** The first list of each part, of about as many entries each, and the end. */
function partsOf(offsets: Int32Array, from: number, to: number): Int32Array {
  const ends = new Int32Array(Job.PARTS + 1).fill(to);
  ends[0] = from;
  const [first, all] = [offsets[from], offsets[to] - offsets[from]];
  let list = from;
  for (let part = 1; part < Job.PARTS; part += 1) {
    while (list < to && offsets[list] - first < (part / Job.PARTS) * all) list += 1;
    ends[part] = list;
  }
  return ends;
}

function inPlainLoops(byRow: Lists, byColumn: Lists, width: number): ListProducts {
  const w = new Float64Array(width * (byColumn.offsets.length - 1));
  return {
    width,
    toColumns: (v) => {
      combine(byColumn, 0, byColumn.offsets.length - 1, v, w, width);
      return w;
    },
    toRows: (from, to, z) => combine(byRow, from, to, w, z, width),
    close: () => {},
  };
}

function combine(
  { offsets, places, values }: Lists,
  from: number,
  to: number,
  source: Float64Array,
  out: Float64Array,
  width: number,
): void {
  const [even, odd] = [new Float64Array(width), new Float64Array(width)];
  for (let a = from; a < to; a += 1) {
    even.fill(0);
    odd.fill(0);
    for (let e = offsets[a]; e < offsets[a + 1]; e += 1) {
      const sums = (e - offsets[a]) % 2 === 0 ? even : odd;
      const start = places[e] / 8;
      for (let k = 0; k < width; k += 1) sums[k] += values[e] * source[start + k];
    }
    for (let k = 0; k < width; k += 1) out[(a - from) * width + k] = even[k] + odd[k];
  }
}
