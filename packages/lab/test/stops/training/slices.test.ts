import { describe, expect, test, vi } from 'vitest';
import { slices } from '../../../src/stops/training/slices.ts';

function* counting(n: number): Generator<void, number> {
  for (let i = 0; i < n; i += 1) yield;
  return n;
}

/** Takes a millisecond of the clock for every step. */
function* slow(n: number, clock: { now: number }): Generator<void, number> {
  for (let i = 0; i < n; i += 1) {
    clock.now += 1;
    yield;
  }
  return n;
}

describe('slices', () => {
  test('run to the end and hand over the result, never at once', async () => {
    const results: number[] = [];
    const { run } = slices<number>((n) => results.push(n));
    run(() => counting(3));
    expect(results).toEqual([]);
    await vi.waitFor(() => expect(results).toEqual([3]));
  });

  test('of what is wished meanwhile only the latest is run, after the one that runs', async () => {
    const results: number[] = [];
    const { run } = slices<number>((n) => results.push(n));
    for (const n of [1, 2, 3, 4]) run(() => counting(n));
    await vi.waitFor(() => expect(results).toEqual([1, 4]));
    run(() => counting(5));
    await vi.waitFor(() => expect(results).toEqual([1, 4, 5]));
  });

  test('give way after a few milliseconds', () => {
    const clock = { now: 0 };
    const messages: (() => void)[] = [];
    class Channel {
      port1: { onmessage: () => void } = { onmessage: () => {} };
      port2 = { postMessage: () => messages.push(this.port1.onmessage) };
    }
    vi.stubGlobal('MessageChannel', Channel);
    vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
    const results: number[] = [];
    slices<number>((n) => results.push(n)).run(() => slow(100, clock));
    const pauses: number[] = [];
    for (let message = messages.shift(); message; message = messages.shift()) {
      message();
      pauses.push(clock.now);
    }
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect(results).toEqual([100]);
    for (let i = 0; i < pauses.length; i += 1) expect(pauses[i] - (pauses[i - 1] ?? 0)).toBeLessThanOrEqual(10);
  });

  test('that are stopped hand over nothing more', async () => {
    const results: number[] = [];
    const { run, stop } = slices<number>((n) => results.push(n));
    run(() => counting(3));
    stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(results).toEqual([]);
    run(() => counting(2));
    await vi.waitFor(() => expect(results).toEqual([2]));
  });
});
