// What takes seconds is computed once, when a stop first needs it, however often it is shown again. In a worker; where a
// page forbids one (a foreign page may), in the page itself, in slices. The custom elements compute in the page always: a
// worker's copy of the library would be a tenth of their script.

import { slices } from '../training/slices.ts';
import { type Job, jobs, type Result } from './jobs.ts';
import type { Report } from './model.ts';
import { type Digits, readPacked } from './pictures.ts';

export type Computed<J extends Job> = { digits: Digits; result: Result<J> };

const listeners = { train: new Set<(report: Report) => void>(), folds: new Set<(report: Report) => void>() };
const begun: { [J in Job]?: Promise<Computed<J>> } = {};

/** The digits, and what a job makes of them. Until it is there `listen` is told how far it is. */
export async function computed<J extends Job>(job: J, listen: (report: Report) => void): Promise<Computed<J>> {
  listeners[job].add(listen);
  begun[job] ??= begin(job) as (typeof begun)[J];
  try {
    return await (begun[job] as Promise<Computed<J>>);
  } catch (error) {
    delete begun[job]; // the next visit tries again
    throw error;
  } finally {
    listeners[job].delete(listen);
  }
}

async function begin<J extends Job>(job: J): Promise<Computed<J>> {
  const { packed } = await import('../../../../../examples/digits/digits.csv');
  const digits = readPacked(packed);
  const tell = (report: Report) => {
    for (const listener of listeners[job]) listener(report);
  };
  if (import.meta.env.MODE === 'elements') return { digits, result: await inPage(job, digits, tell) };
  const { inWorker } = await import('./in-worker.ts');
  return { digits, result: await inWorker(job, digits, tell).catch(() => inPage(job, digits, tell)) };
}

function inPage<J extends Job>(job: J, digits: Digits, tell: (report: Report) => void): Promise<Result<J>> {
  return new Promise((resolve) => {
    slices<Result<J>>(resolve).run(function* () {
      const steps = jobs[job](digits);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        tell(step.value);
        yield;
      }
      return step.value as Result<J>;
    });
  });
}
