// Ctrl-C and SIGTERM: the first signal asks the work to stop and clean up, the second ends the process at once.

import { Interrupted } from './errors.ts';

/** Runs the work with an abort signal that Ctrl-C raises; the work then rejects with Interrupted. */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  let received: Interrupted | undefined;
  const onSignal = (name: NodeJS.Signals) => {
    if (received) process.exit(received.exitCode);
    received = new Interrupted(name);
    controller.abort(received);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw received ?? error;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
