// Trains off the page's thread: takes a table and its target, sends steps and at the end what came of it.

import { RecipeError } from 'bridle/learn';
import { type Step, type Trained, trainTable, type Wish } from './train.ts';

export type Message =
  | { kind: 'step'; step: Step }
  | { kind: 'trained'; trained: Trained }
  | { kind: 'refused'; code: string };

self.onmessage = ({ data }: MessageEvent<Wish>) => {
  const send = (message: Message) => self.postMessage(message);
  try {
    const steps = trainTable(data);
    let step = steps.next();
    for (; !step.done; step = steps.next()) send({ kind: 'step', step: step.value });
    send({ kind: 'trained', trained: step.value });
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    send({ kind: 'refused', code: error.code });
  }
};
