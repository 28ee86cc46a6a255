import { softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dot, pictureOfStrokes, type Stroke } from '../../../src/stops/digits/drawing.ts';
import { largest, logitsOf, type Trained, training } from '../../../src/stops/digits/model.ts';
import { drawn, shapes } from './handwriting.ts';
import { digits } from './table.ts';

function trained(): Trained {
  const steps = training(digits);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A seeded generator of numbers from 0 to 1, for hands. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const moved = (strokes: readonly Stroke[], size: number, x: number, y: number): Stroke[] =>
  strokes.map((stroke) => stroke.map(([u, v]): Dot => [x + size * u, y + size * v]));

describe('the picture of strokes', () => {
  test('of nothing is none', () => {
    expect(pictureOfStrokes([])).toBeNull();
    expect(pictureOfStrokes([[]])).toBeNull();
  });

  test('counts dots in blocks of 4 × 4: whole numbers from 0 to 16', () => {
    for (const strokes of shapes) {
      const picture = pictureOfStrokes(strokes)!;
      expect(picture).toHaveLength(64);
      expect(picture.every((v) => Number.isInteger(v) && v >= 0 && v <= 16)).toBe(true);
    }
  });

  test('is black where the pen covers a block', () => {
    const thick = [0, 0.03, 0.06, 0.1].map(
      (x): Stroke => [
        [x, 0],
        [x, 1],
      ],
    );
    expect(pictureOfStrokes(thick)!.filter((v) => v === 16).length).toBeGreaterThanOrEqual(12);
  });

  test('has as much ink as the set’s own pictures', () => {
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
    const own = mean(shapes.flatMap((strokes) => pictureOfStrokes(strokes)!));
    expect(Math.abs(own - mean(digits.pixels))).toBeLessThan(0.5);
  });

  test('does not depend on where or how large it was drawn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 64 }),
        fc.integer({ min: 0, max: 64 }),
        (digit, power, x, y) => {
          // Powers of two and quarters are exact, so the pictures must be the same to the dot but for sums' last bits.
          const there = pictureOfStrokes(moved(shapes[digit], 2 ** -power, x / 256, y / 256))!;
          const here = pictureOfStrokes(shapes[digit])!;
          const away = there.reduce((sum, v, i) => sum + Math.abs(v - here[i]), 0);
          expect(away).toBeLessThanOrEqual(4);
        },
      ),
    );
  });

  test('fills the height and stands in the middle', () => {
    const picture = pictureOfStrokes([
      [
        [0.4, 0.1],
        [0.4, 0.3],
      ],
    ])!;
    for (let row = 0; row < 8; row += 1) {
      const line = picture.slice(row * 8, row * 8 + 8);
      expect(line.slice(0, 3).concat(line.slice(5))).toEqual([0, 0, 0, 0, 0, 0]);
      expect(line[3]).toBe(line[4]);
      expect(line[3]).toBeGreaterThan(0);
    }
  });

  test('makes what is wide narrower: a circle is an oval', () => {
    const circle = Array.from({ length: 49 }, (_, i): Dot => {
      const angle = (i / 24) * Math.PI;
      return [0.5 + 0.3 * Math.cos(angle), 0.5 + 0.3 * Math.sin(angle)];
    });
    const picture = pictureOfStrokes([circle])!;
    for (let row = 0; row < 8; row += 1) expect([picture[row * 8], picture[row * 8 + 7]]).toEqual([0, 0]);
    expect(picture[1 * 8 + 3]).toBeGreaterThan(0);
    expect(largest(softmax(logitsOf(trained(), picture)))).toBe(0);
  });

  test('takes the slant away', () => {
    const slanted = pictureOfStrokes([
      [
        [0.5, 0.1],
        [0.2, 0.9],
      ],
    ])!;
    const straight = pictureOfStrokes([
      [
        [0.4, 0.1],
        [0.4, 0.9],
      ],
    ])!;
    expect(slanted).toEqual(straight);
  });

  test('of a dot is a dot in the middle, and of a line that lies down a line', () => {
    const dot = pictureOfStrokes([[[0.9, 0.9]]])!;
    expect([27, 28, 35, 36].every((i) => dot[i] > 0)).toBe(true);
    expect(dot.filter((v) => v > 0)).toHaveLength(4);
    const line = pictureOfStrokes([
      [
        [0.1, 0.5],
        [0.9, 0.5],
      ],
    ])!;
    expect(
      line
        .slice(0, 24)
        .concat(line.slice(40))
        .every((v) => v === 0),
    ).toBe(true);
  });
});

describe('a drawn digit', () => {
  const weights = trained();
  const hands = 40;

  test.each(shapes.map((_, digit) => digit))('%i is recognised from nearly every hand', (digit) => {
    const random = seeded(digit + 1);
    let right = 0;
    for (let i = 0; i < hands; i += 1) {
      const picture = pictureOfStrokes(drawn(digit, random))!;
      if (largest(softmax(logitsOf(weights, picture))) === digit) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(0.9 * hands);
  });

  test('as it was drawn, neither straightened nor scaled, is often mistaken: the hands are hard enough', () => {
    const random = seeded(5);
    let wrong = 0;
    for (let i = 0; i < 100; i += 1) {
      const digit = i % 10;
      const raw = new Array<number>(64).fill(0);
      for (const [x, y] of drawn(digit, random).flat()) {
        const at = Math.min(7, Math.floor(y * 8)) * 8 + Math.min(7, Math.floor(x * 8));
        raw[at] = 16;
      }
      if (largest(softmax(logitsOf(weights, raw))) !== digit) wrong += 1;
    }
    expect(wrong).toBeGreaterThan(50);
  });
});
