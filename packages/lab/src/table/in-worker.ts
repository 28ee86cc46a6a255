// One training in a worker, which can be stopped.

import type { Message } from './table.worker.ts';
import Worker from './table.worker.ts?worker&inline';
import type { Wish } from './train.ts';

/** Sends every message to `tell`, the last one of kind 'trained' or 'refused', or 'failed'. Returns how to stop it. */
export function trainInWorker(wish: Wish, tell: (message: Message | { kind: 'failed' }) => void): () => void {
  const worker = new Worker();
  worker.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'step') worker.terminate();
    tell(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    tell({ kind: 'failed' });
  };
  worker.postMessage(wish);
  return () => worker.terminate();
}
