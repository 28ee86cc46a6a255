import { describe, expect, test } from 'vitest';
import { pulled } from '../../src/read/pulled.ts';

describe('pulled', () => {
  test('gives the values in order, at most one ahead of the consumer', async () => {
    const given: number[] = [];
    const values = pulled<number>(async (give) => {
      for (let i = 0; i < 5; i += 1) {
        given.push(i);
        await give(i);
      }
    });
    const seen: number[] = [];
    for await (const value of values) {
      seen.push(value);
      await new Promise((resolve) => setImmediate(resolve));
      expect(given.length).toBeLessThanOrEqual(value + 2);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  test('throws the error of the function after the values before it', async () => {
    const values = pulled<string>(async (give) => {
      await give('a');
      throw new Error('broken');
    });
    expect(await values.next()).toEqual({ value: 'a', done: false });
    await expect(values.next()).rejects.toThrow('broken');
  });

  test('lets the function clean up before it ends, where the consumer stops', async () => {
    let ended = '';
    for await (const _ of pulled<number>(async (give) => {
      try {
        for (let i = 0; ; i += 1) await give(i);
      } finally {
        await new Promise((resolve) => setImmediate(resolve));
        ended = 'clean';
      }
    })) {
      break;
    }
    expect(ended).toBe('clean');
  });
});
