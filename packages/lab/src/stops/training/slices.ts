// A long computation in slices of a few milliseconds, so that a slider stays under the finger that drags it. While one
// runs, the latest wish waits; each is run to its end, so that a long drag shows results on its way.

const SLICE = 8;

type Slices<T> = {
  run: (make: () => Generator<void, T>) => void;
  stop: () => void;
  /** Stops for good, and lets go of what it would come back with. */
  close: () => void;
};

export function slices<T>(done: (result: T) => void): Slices<T> {
  let running: Generator<void, T> | null = null;
  let waiting: (() => Generator<void, T>) | null = null;
  // A message comes back as soon as whatever waits has been done; a timer would sleep four milliseconds each time.
  const { port1, port2 } = new MessageChannel();
  const next = () => port2.postMessage(null);

  const go = (): void => {
    if (!running) return;
    const end = performance.now() + SLICE;
    let step = running.next();
    while (!step.done && performance.now() < end) step = running.next();
    if (step.done) {
      done(step.value);
      running = waiting?.() ?? null;
      waiting = null;
    }
    if (running) next();
  };

  port1.onmessage = go;
  const stop = () => {
    running = null;
    waiting = null;
  };
  return {
    run: (make) => {
      if (running) {
        waiting = make;
        return;
      }
      running = make();
      next();
    },
    stop,
    close: () => {
      stop();
      port1.onmessage = null;
      port1.close();
    },
  };
}
