// Runs the steps of a generator to their end and lets other work run in between: timers, a page's events, an abort.

/** A signal that ends the work, and a listener for its steps. */
export type Turns<Step> = {
  /** Ends the work with its reason, at the next step. */
  signal?: { throwIfAborted: () => void } | undefined;
  /** Receives what each step yields. */
  onProgress?: ((step: Step) => void) | undefined;
};

/** What Node and pages have, of which TypeScript's library for neither tells. */
const { performance: clock, MessageChannel: Channel } = globalThis as unknown as {
  performance: { now: () => number };
  MessageChannel: new () => { port1: Port; port2: Port };
};

type Port = {
  addEventListener: (type: 'message', listener: () => void) => void;
  start: () => void;
  postMessage: (message: null) => void;
  close: () => void;
};

/** Milliseconds of work at a time. */
const TURN = 12;

export async function inTurns<Step, Result>(
  steps: Generator<Step, Result>,
  { signal, onProgress }: Turns<Step>,
): Promise<Result> {
  try {
    let since = clock.now();
    for (;;) {
      signal?.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      onProgress?.(step.value);
      if (clock.now() - since < TURN) continue;
      await nextTurn();
      since = clock.now();
    }
  } finally {
    steps.return(undefined as Result); // closes what the steps hold, where they were not ended
  }
}

/** By a message, because nested timers of a page wait at least 4 ms. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new Channel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
