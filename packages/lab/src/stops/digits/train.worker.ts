// Computes off the page's thread: takes the digits and what to do with them, sends reports and at the end the result.

import { type Job, jobs, type Result } from './jobs.ts';
import type { Report } from './model.ts';
import type { Digits } from './pictures.ts';

export type Order = { job: Job; digits: Digits };
export type Message = { kind: 'report'; report: Report } | { kind: 'result'; result: Result<Job> };

self.onmessage = ({ data: { job, digits } }: MessageEvent<Order>) => {
  const send = (message: Message) => self.postMessage(message);
  const steps = jobs[job](digits);
  let step = steps.next();
  for (; !step.done; step = steps.next()) send({ kind: 'report', report: step.value });
  send({ kind: 'result', result: step.value });
};
