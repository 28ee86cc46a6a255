import { afterEach, expect, test, vi } from 'vitest';
import { onceAFrame } from '../../src/ui/once-a-frame.ts';

afterEach(() => vi.unstubAllGlobals());

test('the first value is taken at once, of those until the next frame the last one, and none twice', () => {
  let frame: (() => void) | null = null;
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => {
    frame = next;
    return 1;
  });
  const draw = () => {
    const now = frame;
    frame = null;
    now?.();
  };
  const taken: number[] = [];
  const give = onceAFrame((x: number) => taken.push(x));
  for (const x of [1, 2, 3, 4]) give(x);
  expect(taken).toEqual([1]);
  draw();
  expect(taken).toEqual([1, 4]);
  give(5);
  expect(taken).toEqual([1, 4]);
  draw();
  draw();
  expect(taken).toEqual([1, 4, 5]);
  // Nothing came: no frame is asked for, and the next value is taken at once again.
  expect(frame).toBeNull();
  give(6);
  expect(taken).toEqual([1, 4, 5, 6]);
});
