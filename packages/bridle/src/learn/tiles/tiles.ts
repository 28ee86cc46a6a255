// X packed for the training kernels, with labels and weights, in a memory of its own, which is released with the
// problem and never moves.

import * as built from '../../kernels/built/train.ts';
import { COLUMN } from '../../kernels/constants/tiles.ts';
import { kernelIn } from '../../runtime/modules.ts';
import { createMemory } from '../../runtime/webassembly.ts';
import {
  BAND,
  type Columns,
  type DenseRows,
  type Exports,
  type Kernels,
  placesOf,
  type SparseRows,
  shapeOf,
  type Targets,
  type Tiles,
} from './layout.ts';
import { packColumns, packDense, packLists } from './pack.ts';

const LARGEST_PAGES = 65536;

/**
 * Packs X. Dense float32 gives float32 tiles, everything else float64. Null where there are no kernels, or the tiles do
 * not fit into the 4 GiB of WebAssembly: callers then use the reference.
 */
export function openTiles(x: DenseRows | SparseRows | Columns, { labels, weights, classes }: Targets): Tiles | null {
  const shape = shapeOf(x, classes);
  const { at, sparse, pages } = placesOf(shape, 'values' in x ? x.values.length : null);
  const memory = pages <= LARGEST_PAGES ? createMemory(pages, pages) : null;
  const exports = memory && kernelIn<Exports>(built, memory);
  if (!memory || !exports) return null;
  const floats = new Float64Array(memory.buffer);
  const numbers = shape.bits === 32 ? new Float32Array(memory.buffer) : floats;
  const tiles = { ...shape, kernels: kernelsOf(exports, shape.bits), exports, sparse, at, numbers, floats };
  const size = shape.bits / 8;
  for (let i = 0; i < shape.rows; i += 1) {
    const place = (Math.floor(i / shape.tileRows) * COLUMN) / size + (i % shape.tileRows);
    numbers[at.labels / size + place] = labels[i];
    numbers[at.weights / size + place] = weights ? weights[i] : 1 / shape.rows;
  }
  if ('data' in x) packDense(tiles, x);
  else if ('read' in x) packColumns(tiles, x);
  else if (sparse) packLists(memory, sparse, x, BAND * shape.tileRows);
  return tiles;
}

/** Looked up once: for a tile of few features, looking up five exports by name takes as long as the tile. */
function kernelsOf(exports: Exports, bits: number): Kernels {
  return {
    start: exports[`start${bits}`],
    forward: exports[`forward${bits}`],
    backward: exports[`backward${bits}`],
    sums: exports[`sums${bits}`],
    loss: exports[`loss${bits}`],
    curve: exports[`curve${bits}`],
  };
}
