// Training data packed for the kernels in a memory of their own, which is released with the problem and never moves.

import * as built from '../../kernels/built/train.ts';
import * as Job from '../../kernels/constants/job.ts';
import { BAND } from '../../kernels/constants/tiles.ts';
import { arithmetic } from '../../runtime/arithmetic.ts';
import { kernelIn, moduleAt } from '../../runtime/modules.ts';
import { createMemory } from '../../runtime/webassembly.ts';
import { hasWorkers, openCrew } from './crew.ts';
import {
  type BlockPlan,
  CHUNKS,
  type DenseColumns,
  type Exports,
  type ListedColumns,
  placesOf,
  shapeOf,
  type Targets,
  type Tiles,
  type Vectors,
} from './layout.ts';
import { packColumns, packLists } from './pack.ts';

const LARGEST_PAGES = 65536;

/**
 * Packs X, with room for a preconditioner's blocks if there is a plan for them, and starts threads if more than one is
 * asked for and the host has them. Null where there are no kernels, or the data do not fit into the 4 GiB of
 * WebAssembly: callers then use the reference.
 */
export function openTiles(
  x: DenseColumns | ListedColumns,
  { labels, weights, classes }: Targets,
  plan: BlockPlan | null = null,
  threads = 1,
): Tiles | null {
  const shape = shapeOf(x, classes);
  const crewed = hasWorkers() ? Math.min(threads, CHUNKS) : 1;
  const { at, pages } = placesOf(shape, 'values' in x ? x.entries : 0, plan, crewed);
  const memory = pages <= LARGEST_PAGES ? createMemory(pages, pages, crewed > 1) : null;
  const exports = memory && kernelIn<Exports>(built, memory);
  if (!memory || !exports) return null;
  const floats = new Float64Array(memory.buffer);
  const ints = new Int32Array(memory.buffer);
  const { rows, stride } = shape;
  const vector = (name: keyof Vectors) => floats.subarray(at[name] / 8, at[name] / 8 + classes * stride);
  const vectors = {
    scores: vector('scores'),
    residuals: vector('residuals'),
    trial: vector('trial'),
    along: vector('along'),
  };
  const tiles: Tiles = { ...shape, exports, at, ints, floats, vectors, plan, crew: null };
  for (let i = 0; i < rows; i += 1) {
    floats[at.labels / 8 + i] = labels[i];
    floats[at.weights / 8 + i] = weights ? weights[i] : 1 / rows;
  }
  describe(tiles);
  if ('read' in x) packColumns(tiles, x);
  else packLists(tiles, x);
  const module = crewed > 1 && moduleAt(arithmetic(), built, true);
  if (module) {
    const work = { memory, module, control: at.control, job: at.job };
    tiles.crew = openCrew(work, crewed, (task, part) => exports[task](at.job, part, 0));
  }
  return tiles;
}

/** Computes parts 0 … count − 1 of a task, on all threads. */
export function perform({ crew, exports, at }: Tiles, task: string, count: number): void {
  if (crew) crew.run(task, count);
  else for (let part = 0; part < count; part += 1) exports[task](at.job, part, 0);
}

/** Writes the block of numbers that the kernels read; see kernels/constants/job.ts. */
function describe({ ints, at, plan, ...shape }: Tiles): void {
  const job = at.job / 4;
  const fields: [number, number][] = [
    [Job.X, at.x],
    [Job.LABELS, at.labels],
    [Job.WEIGHTS, at.weights],
    [Job.PARAMETERS, at.parameters],
    [Job.INTERCEPTS, at.intercepts],
    [Job.CLASSES, shape.classes],
    [Job.PADDED, shape.padded],
    [Job.FEATURES, shape.even],
    [Job.CELL, shape.bits / 8],
    [Job.STRIDE, 8 * shape.stride],
    [Job.SUMS, at.sums],
    [Job.SUM_BYTES, shape.sumBytes],
    [Job.GRADIENTS, at.gradients],
    [Job.GRADIENT_BYTES, shape.gradientBytes],
    [Job.SCRATCH, at.scratch],
    [Job.SCRATCH_BYTES, at.scratchBytes],
    [Job.ROW_LISTS, shape.isSparse ? at.rowLists : 0],
    [Job.ROW_PLACES, at.rowPlaces],
    [Job.ROW_VALUES, at.rowValues],
    [Job.COLUMN_LISTS, shape.isSparse ? at.columnLists : 0],
    [Job.COLUMN_PLACES, at.columnPlaces],
    [Job.COLUMN_VALUES, at.columnValues],
    [Job.BLOCKS, at.blocks],
    [Job.ORDER, plan?.order ?? 0],
    [Job.BLOCK_BYTES, 8 * (plan?.order ?? 0) ** 2],
    [Job.SOLUTIONS, at.solutions],
    [Job.BANDS, shape.tiles / BAND],
    [Job.SAMPLE_OF, at.sampleOf],
    [Job.SAMPLE_WEIGHTS, at.sampleWeights],
    [Job.PLACES, at.places],
  ];
  for (const [field, value] of fields) ints[job + field] = value;
  ints.set(shape.chunks, job + Job.CHUNK_ENDS);
}
