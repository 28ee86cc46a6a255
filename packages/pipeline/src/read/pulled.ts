// What a function hands over value by value, as an async generator. The function is one value ahead, so that its work and
// the consumer's overlap; where the consumer stops, the next value is refused, and the function ends with its clean-up.

/** Ends a function whose values nobody takes any more. */
class Stopped extends Error {
  override name = 'Stopped';
}

export async function* pulled<T>(run: (give: (value: T) => Promise<void>) => Promise<void>): AsyncGenerator<T> {
  let offered: { value: T; taken: () => void; refused: (reason: Error) => void } | null = null;
  let outcome: { error: unknown } | 'done' | null = null;
  let stopped = false;
  let wake = () => {};
  const give = (value: T) =>
    new Promise<void>((taken, refused) => {
      if (stopped) return refused(new Stopped());
      offered = { value, taken, refused };
      wake();
    });
  const end = (how: typeof outcome) => {
    outcome = how;
    wake();
  };
  const running = run(give).then(
    () => end('done'),
    (error: unknown) => end({ error }),
  );
  const next = (): { value: T } | null => {
    if (offered === null) return null;
    const { value, taken } = offered;
    offered = null;
    taken();
    return { value };
  };
  const ended = () => outcome;
  try {
    for (;;) {
      const found = next();
      if (found) yield found.value;
      else {
        const how = ended();
        if (how === 'done') return;
        if (how !== null) throw how.error;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stopped = true;
    (offered as { refused: (reason: Error) => void } | null)?.refused(new Stopped());
    await running;
  }
}
