// One update for each frame: the first of several values that come between two frames is taken at once, so that nothing
// waits, and of the others the last one, when the frame is drawn. Mice and pens may report more often than the screen shows.

/** A function that hands values on to `take`, two of them at most between one frame and the next. */
export function onceAFrame<T>(take: (value: T) => void): (value: T) => void {
  let frame: number | null = null;
  let waiting: { value: T } | null = null;
  const next = () => {
    frame = null;
    const now = waiting;
    waiting = null;
    if (now) give(now.value);
  };
  const give = (value: T) => {
    if (frame !== null) {
      waiting = { value };
      return;
    }
    take(value);
    frame = requestAnimationFrame(next);
  };
  return give;
}
