// The classifier of this page: trained once and judged on the pictures that it has not seen.

import { computed } from './background.ts';
import { type HeldOut, judge, type Report, type Trained } from './model.ts';

export type Classifier = { trained: Trained; heldOut: HeldOut };

let judged: Promise<Classifier> | null = null;

/** The classifier, when it is trained. Until then `listen` is told how far it is. */
export async function trainedClassifier(listen: (report: Report) => void): Promise<Classifier> {
  const { digits, result } = await computed('train', listen);
  judged ??= Promise.resolve({ trained: result, heldOut: judge(digits, result) });
  return judged;
}
