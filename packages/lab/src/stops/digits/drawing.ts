// From strokes to a picture of 8 × 8, the way the set of handwritten digits was made: the digit is brought to a bitmap of
// 32 × 32 without its slant, filling the height and at most the middle 20 dots of the width, and each pixel counts the
// dots in a block of 4 × 4. Where, how large, how wide and how slanted something was drawn so makes little difference, as
// it made for the set.

import { PIXELS, SIDE } from './pictures.ts';

export type Dot = readonly [x: number, y: number];
export type Stroke = readonly Dot[];

export const BLOCK = 4;
const BITMAP = SIDE * BLOCK;
/** Half the width of the pen in the bitmap: about as thick as the set's own strokes, whose mean pixel is 4.9. */
const PEN = 2.6;
/** What is wider is made narrower: most of the set is 5 to 6 of 8 pixels wide, and so the ink comes out as the set's. */
const WIDEST = 20;
/** A twelfth of the drawing's place may fill the bitmap, but no less: a dot stays a dot. */
const LARGEST_SCALE = 12 * BITMAP;
const LARGEST_SLANT = 0.6;

/** The picture of what was drawn, in coordinates from 0 to 1 with y down; null where nothing was. */
export function pictureOfStrokes(strokes: readonly Stroke[]): number[] | null {
  const placed = place(strokes);
  if (!placed) return null;
  const picture = new Array<number>(PIXELS).fill(0);
  for (let row = 0; row < BITMAP; row += 1) {
    for (let column = 0; column < BITMAP; column += 1) {
      if (!placed.some((stroke) => touches(stroke, column + 0.5, row + 0.5))) continue;
      picture[Math.floor(row / BLOCK) * SIDE + Math.floor(column / BLOCK)] += 1;
    }
  }
  return picture;
}

/** The strokes without their slant, which is how far x goes along with y over all their length. */
function upright(strokes: readonly Stroke[]): Stroke[] {
  const pieces = strokes.flatMap((stroke) =>
    stroke.slice(1).map(([x, y], i) => {
      const [dx, dy] = [x - stroke[i][0], y - stroke[i][1]];
      return { x: x - dx / 2, y: y - dy / 2, dx, dy, length: Math.hypot(dx, dy) };
    }),
  );
  const total = (of: (piece: (typeof pieces)[number]) => number) =>
    pieces.reduce((sum, piece) => sum + piece.length * of(piece), 0);
  const mass = total(() => 1);
  const [meanX, meanY] = [total((p) => p.x) / mass, total((p) => p.y) / mass];
  // A piece varies within itself too, by a twelfth of its extent squared.
  const covariance = total((p) => (p.x - meanX) * (p.y - meanY) + (p.dx * p.dy) / 12);
  const variance = total((p) => (p.y - meanY) ** 2 + p.dy ** 2 / 12);
  const slant = variance > 0 ? Math.max(-LARGEST_SLANT, Math.min(LARGEST_SLANT, covariance / variance)) : 0;
  return strokes.map((stroke) => stroke.map(([x, y]): Dot => [x - slant * y, y]));
}

/** The strokes in the bitmap: upright, centred, as large as it allows, with room for the pen. */
function place(drawn: readonly Stroke[]): Stroke[] | null {
  const strokes = upright(drawn);
  const dots = strokes.flat();
  if (dots.length === 0) return null;
  const range = (axis: 0 | 1) => {
    const values = dots.map((dot) => dot[axis]);
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return { size: high - low, middle: (low + high) / 2 };
  };
  const [x, y] = [range(0), range(1)];
  const down = Math.min((BITMAP - 2 * PEN) / Math.max(x.size / 2, y.size), LARGEST_SCALE);
  const across = Math.min(down, (WIDEST - 2 * PEN) / x.size);
  return strokes.map((stroke) =>
    stroke.map(([u, v]): Dot => [BITMAP / 2 + (u - x.middle) * across, BITMAP / 2 + (v - y.middle) * down]),
  );
}

/** Whether the pen, drawn along the stroke, covers a place. */
function touches(stroke: Stroke, x: number, y: number): boolean {
  return stroke.some((dot, i) => distance(stroke[Math.max(0, i - 1)], dot, x, y) <= PEN);
}

/** How far a place is from the line between two dots. */
function distance([ax, ay]: Dot, [bx, by]: Dot, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
