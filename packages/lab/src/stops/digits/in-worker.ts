// Computes in a worker, which carries its own copy of the library. A file of its own, so that the script of the custom
// elements can do without it.

import type { Job, Result } from './jobs.ts';
import type { Report } from './model.ts';
import type { Digits } from './pictures.ts';
import type { Message, Order } from './train.worker.ts';
import Worker from './train.worker.ts?worker&inline';

export function inWorker<J extends Job>(job: J, digits: Digits, tell: (report: Report) => void): Promise<Result<J>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker();
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'report') tell(data.report);
      else {
        worker.terminate();
        resolve(data.result as Result<J>);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error(event.message));
    };
    worker.postMessage({ job, digits } satisfies Order);
  });
}
