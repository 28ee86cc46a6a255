// The classifier of this page: loaded and trained once, when the stop is first shown, however often it is shown again.
// In a worker; where a page forbids one (a foreign page may), in the page itself, in slices. The custom elements train in
// the page always: a worker's copy of the library would be a tenth of their script.

import { slices } from '../training/slices.ts';
import { type HeldOut, judge, type Report, type Trained, training } from './model.ts';
import { type Digits, readPacked } from './pictures.ts';

export type Classifier = { digits: Digits; trained: Trained; heldOut: HeldOut };

const listeners = new Set<(report: Report) => void>();
const tell = (report: Report) => {
  for (const listener of listeners) listener(report);
};
let classifier: Promise<Classifier> | null = null;

/** The classifier, when it is trained. Until then `listen` is told how far it is. */
export async function trainedClassifier(listen: (report: Report) => void): Promise<Classifier> {
  listeners.add(listen);
  classifier ??= load();
  try {
    return await classifier;
  } catch (error) {
    classifier = null; // the next visit tries again
    throw error;
  } finally {
    listeners.delete(listen);
  }
}

async function load(): Promise<Classifier> {
  const { packed } = await import('../../../../../examples/digits/digits.csv');
  const digits = readPacked(packed);
  if (import.meta.env.MODE === 'elements') return judged(digits, await inPage(digits));
  const { inWorker } = await import('./in-worker.ts');
  return judged(digits, await inWorker(digits, tell).catch(() => inPage(digits)));
}

const judged = (digits: Digits, trained: Trained): Classifier => ({ digits, trained, heldOut: judge(digits, trained) });

function inPage(digits: Digits): Promise<Trained> {
  return new Promise((resolve) => {
    slices(resolve).run(function* () {
      const steps = training(digits);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        tell(step.value);
        yield;
      }
      return step.value;
    });
  });
}
