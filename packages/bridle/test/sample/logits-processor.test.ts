import { draw, logitsProcessor, philox } from 'bridle/sample';
import { describe, expect, test } from 'vitest';

const N = Number.NEGATIVE_INFINITY;
const logits = (...rows: number[][]) => ({ data: Float32Array.from(rows.flat()), dims: [rows.length, rows[0].length] });

describe('logitsProcessor', () => {
  test('leaves what is kept over the temperature, and −∞ elsewhere, in place', () => {
    const given = logits([1, 2, -3], [0, 4, 4]);
    const processor = logitsProcessor([{ temperature: 0.5 }, { topK: 2 }]);
    expect(processor([[1n], [2n]], given)).toBe(given);
    expect(Array.from(given.data)).toEqual([2, 4, N, N, 8, 8]);
  });

  test('applies the penalty to the tokens of each sequence', () => {
    const given = logits([4, 4, -4], [4, 4, -4]);
    logitsProcessor([{ repetitionPenalty: 2 }])([[0n, 0n], [2n]], given);
    expect(Array.from(given.data)).toEqual([2, 4, -4, 4, 4, -8]);
  });

  test('with a seed leaves the token drawn alone, as `draw` draws it, whatever was generated before', () => {
    const row = Array.from({ length: 50 }, (_, i) => Math.sin(i));
    const past = [7n, 8n, 9n];
    const processor = logitsProcessor([{ topP: 0.9 }], { seed: 4 });
    processor([[1n]], logits(row)); // a token that another call asks for
    const given = processor([past], logits(row));
    const token = draw(Float32Array.from(row), [{ topP: 0.9 }], { rng: philox(4).stream(3 * 65536) });
    expect(given.data.indexOf(0)).toBe(token);
    expect(given.data.filter((x) => x > N)).toHaveLength(1);
  });

  test('leaves a row from which nothing can be drawn, and refuses logits that are not float32', () => {
    expect(logitsProcessor([{ topK: 1 }])([[]], logits([N, N])).data).toEqual(Float32Array.of(N, N));
    expect(() => logitsProcessor([])([[]], { data: new Uint16Array(2), dims: [1, 2] })).toThrow(TypeError);
    expect(() => logitsProcessor([], { seed: 1, rng: Math.random })).toThrow(TypeError);
  });
});
