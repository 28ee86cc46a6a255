// The module of training on sparse features, kept as lists of their entries: out[a] = Σ value·from[place] over list a, with
// classes in lanes. Lists by feature give Xᵀ·V, lists by row X·W. A part writes its own rows of the results alone, so the
// sums do not depend on the threads.

import * as Job from '../constants/lists-job';
import { gather } from './sparse';

// @ts-ignore: decorator
@inline
function at(job: usize, field: i32): usize {
  return <usize>load<u32>(job + 4 * <usize>field);
}

/** One part of the lists. */
export function combine(job: usize, part: i32, thread: i32): void {
  const first = at(job, Job.ENDS + part);
  const count = at(job, Job.ENDS + part + 1) - first;
  const width = at(job, Job.WIDTH);
  const out = at(job, Job.TO) + first * width;
  memory.fill(out, 0, count * width);
  gather<f64>(
    at(job, Job.OFFSETS) + 4 * first, <i32>count, at(job, Job.PLACES), at(job, Job.VALUES), at(job, Job.FROM), out,
    <i32>width,
  );
}
