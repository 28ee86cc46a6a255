// One flat array of numbers without options: by the reference if it is short, by the float64 kernels if it is not, without
// the description that a call has in general (dispatch.ts).

import { FEW_NUMBERS, plainRow } from '../core/arrays/plain-row.ts';
import type { RowFunction } from '../core/arrays/rows.ts';
import { sharedWorkspace } from '../runtime/workspace.ts';
import { kernelsIn } from './bind-kernels.ts';
import { OPERATIONS, type Operation } from './kernels.ts';

/** Of more entries the general way takes little of the time. */
const MOST = 4096;

/** What becomes of the row; undefined where the general way must take the call. */
export function plainNumbers(op: Operation, x: readonly unknown[], f: RowFunction): unknown {
  const n = x.length;
  if (n <= FEW_NUMBERS) return plainRow(x, f);
  const space = n <= MOST ? sharedWorkspace() : null;
  const kernels = space && kernelsIn(space, 8);
  if (!kernels) return undefined;
  const { doubles, window, scratch } = space;
  const at = window / 8;
  for (let i = 0; i < n; i += 1) {
    const value = x[i];
    if (typeof value !== 'number') return undefined;
    doubles[at + i] = value;
  }
  if (kernels.rows(OPERATIONS[op], window, window, scratch, 1, n, 1, 0, false) < 1) return undefined;
  if (op === 'logSumExp') return doubles[at];
  const out = new Array<number>(n);
  for (let i = 0; i < n; i += 1) out[i] = doubles[at + i];
  return out;
}
