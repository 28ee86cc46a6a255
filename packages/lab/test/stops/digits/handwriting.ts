// Digits drawn by a program, as strokes: the usual shapes, slanted, squeezed, moved, made small and shaken by a seed.

import type { Dot, Stroke } from '../../../src/stops/digits/drawing.ts';

/** Part of an ellipse; angles in quarter turns, 0 to the right, growing downwards. */
function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Dot[] {
  return Array.from({ length: 17 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 16) * Math.PI) / 2;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

/** Each digit in a box of width 0.6 and height 1, y down. */
export const shapes: readonly (readonly Stroke[])[] = [
  [arc(0.3, 0.5, 0.3, 0.5, -1, 3)],
  [
    [
      [0.18, 0.22],
      [0.34, 0],
      [0.34, 1],
    ],
  ],
  [[...arc(0.3, 0.28, 0.28, 0.28, -2, 0.5), [0.02, 1], [0.6, 1]]],
  [[...arc(0.22, 0.25, 0.3, 0.25, -1.8, 1), ...arc(0.22, 0.75, 0.34, 0.25, -1, 1.7)]],
  [
    [
      [0.36, 0],
      [0.02, 0.62],
      [0.6, 0.62],
    ],
    [
      [0.44, 0.3],
      [0.4, 1],
    ],
  ],
  [[[0.55, 0], [0.12, 0], [0.08, 0.42], ...arc(0.26, 0.68, 0.3, 0.31, -1.4, 1.8)]],
  [[[0.42, 0], ...arc(0.3, 0.7, 0.27, 0.29, -1.7, -2.2), ...arc(0.3, 0.7, 0.26, 0.29, -2.2, -6)]],
  [
    [
      [0.02, 0.02],
      [0.58, 0.02],
      [0.24, 1],
    ],
    [
      [0.14, 0.52],
      [0.5, 0.52],
    ],
  ],
  [[...arc(0.3, 0.23, 0.23, 0.23, 1, -3), ...arc(0.3, 0.73, 0.22, 0.27, -1, 3)]],
  [[...arc(0.3, 0.28, 0.25, 0.28, 0, -4), [0.54, 0.5], [0.46, 1]]],
];

/** A digit as one hand draws it: `random` decides on its slant, width, size, place and trembling. */
export function drawn(digit: number, random: () => number): Stroke[] {
  const between = (low: number, high: number) => low + (high - low) * random();
  const [slant, squeeze, size, x, y] = [
    between(-0.1, 0.35),
    between(0.7, 1.6),
    between(0.3, 0.75),
    between(0.02, 0.2),
    between(0.02, 0.2),
  ];
  return shapes[digit].map((stroke) =>
    stroke.map(([u, v]): Dot => {
      const tremble = () => between(-0.02, 0.02);
      return [x + size * (squeeze * u + slant * (1 - v) + tremble()), y + size * (v + tremble())];
    }),
  );
}
