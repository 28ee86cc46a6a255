import { describe, expect, test } from 'vitest';
import { Interrupted } from '../src/errors.ts';
import { interruptible } from '../src/interrupt.ts';

const listeners = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');

describe('interruptible', () => {
  test('gives the result of work that nobody interrupts, and leaves no listener', async () => {
    const before = listeners();
    expect(await interruptible(async () => 7)).toBe(7);
    expect(listeners()).toBe(before);
  });

  test('passes on the error of work that fails by itself', async () => {
    const fault = new Error('fault');
    await expect(interruptible(() => Promise.reject(fault))).rejects.toBe(fault);
  });

  test('ends work that was interrupted as Interrupted, whatever it throws then, with the code of the signal', async () => {
    const before = listeners();
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const work = interruptible(async (abort) => {
        process.emit(signal, signal);
        abort.throwIfAborted();
      });
      await expect(work).rejects.toMatchObject({ name: 'Interrupted', exitCode });
      await expect(work).rejects.toBeInstanceOf(Interrupted);
    }
    expect(listeners()).toBe(before);
  });
});
