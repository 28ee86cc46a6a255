// What a kernel computes, for this thread and for those that share its work.

import type { InverseTemperature } from './inverse-temperature.ts';
import type { Kernels, Operation } from './kernels.ts';

export type Task = { op: Operation; inverse: InverseTemperature; kernels: Kernels };

/**
 * Rows in the kernels' memory. Entry j of row i is at the address x + i·row + j·step, its result at y + i·yRow + j·yStep;
 * `first` is the number of row 0 in the call. 'rows' takes rows whose entries lie end to end one by one, 'lanes' eight
 * at a time.
 */
export type RowBlock = {
  kernel: 'rows' | 'lanes';
  first: number;
  rows: number;
  n: number;
  x: number;
  row: number;
  step: number;
  y: number;
  yRow: number;
  yStep: number;
};
