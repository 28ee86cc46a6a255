// What is computed from the digits off the page's thread, step by step, with reports on the way.

import { outOfFold } from '../calibration/out-of-fold.ts';
import { training } from './model.ts';

export const jobs = { train: training, folds: outOfFold };

export type Job = keyof typeof jobs;

type Returned<G> = G extends Generator<unknown, infer R> ? R : never;

export type Result<J extends Job> = Returned<ReturnType<(typeof jobs)[J]>>;
