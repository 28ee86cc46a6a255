// Trains off the page's thread: takes the digits, sends reports and at the end the weights.

import { type Report, type Trained, training } from './model.ts';
import type { Digits } from './pictures.ts';

export type Message = { kind: 'report'; report: Report } | { kind: 'trained'; trained: Trained };

self.onmessage = ({ data }: MessageEvent<Digits>) => {
  const send = (message: Message) => self.postMessage(message);
  const steps = training(data);
  let step = steps.next();
  for (; !step.done; step = steps.next()) send({ kind: 'report', report: step.value });
  send({ kind: 'trained', trained: step.value });
};
