// Points in the plane, each with its class, as one flat list x, y, class, x, y, class …: so the link carries them.

/** Both coordinates run from 0 to this, in tenths. */
export const SIDE = 16;
export const MOST_POINTS = 120;
export const MOST_CLASSES = 5;

/** The points as training takes them. */
export type Data = {
  x: [number, number][];
  /** The class of each point, an index into `classes`. */
  labels: number[];
  /** Which classes there are, from 0 to MOST_CLASSES − 1, in ascending order. */
  classes: number[];
};

/** What training takes: a row of features for each point. */
export type Rows = { x: readonly (readonly number[])[]; labels: readonly number[]; classes: readonly number[] };

/** The features of a place: its coordinates, and on request their squares, with which borders may be curved. */
export const featuresAt = ([x, y]: readonly [number, number], squares: boolean): number[] =>
  squares ? [x, y, x * x, y * y] : [x, y];

export const rowsOf = (data: Data, squares: boolean): Rows => ({
  ...data,
  x: data.x.map((point) => featuresAt(point, squares)),
});

/** What a list from a link stands for: an incomplete point at its end is left out, a class is a whole number. */
export function readPoints(flat: readonly number[]): Data {
  const x: [number, number][] = [];
  const found: number[] = [];
  for (let i = 0; i + 2 < flat.length; i += 3) {
    x.push([flat[i], flat[i + 1]]);
    found.push(Math.min(Math.floor(flat[i + 2]), MOST_CLASSES - 1));
  }
  const classes = [...new Set(found)].sort((a, b) => a - b);
  return { x, labels: found.map((k) => classes.indexOf(k)), classes };
}

const tenths = (v: number) => Math.round(Math.min(SIDE, Math.max(0, v)) * 10) / 10;

/** The list with one more point, or the same where there is no room. */
export function withPoint(flat: readonly number[], x: number, y: number, k: number): readonly number[] {
  const whole = flat.slice(0, flat.length - (flat.length % 3));
  return whole.length / 3 >= MOST_POINTS ? flat : [...whole, tenths(x), tenths(y), k];
}

/** The list without its last point. */
export function withoutLast(flat: readonly number[]): readonly number[] {
  return flat.slice(0, Math.max(0, Math.ceil(flat.length / 3) - 1) * 3);
}

// Three Gaussian blobs of 20 points, drawn once by a seed (test/learn/fit/gradient-descent-in-format.test.ts of bridle draws them again) and
// chosen so that the naive forms become NaN one after the other: float16 at a learning rate of 0.3 in step 4, float32
// at 1 in step 7, float64 at 10 in step 7.
const BLOBS = [
  [
    3.9, 4.9, 5.2, 5.8, 3.8, 2.1, 1.4, 6.1, 2.3, 5.8, 2.7, 3.5, 1.4, 6.1, 2.6, 6.6, 5.9, 5.6, 6.1, 6.6, 3.8, 8.6, 3.7,
    7.4, 1.7, 5.4, 4.4, 6.5, 4.6, 8.2, 3.7, 5.5, 4.1, 7.9, 5, 3.8, 3.2, 3.7, 5.6, 4.7,
  ],
  [
    7.1, 10, 10.8, 13.3, 8, 9.9, 10.6, 13.1, 9.1, 12.8, 10, 13.7, 7.6, 12.1, 7, 13, 9.5, 11.7, 8, 12.9, 9.6, 13.6, 9,
    14.1, 7.2, 12.2, 9.4, 12.9, 6.5, 15.3, 8.9, 13, 7.9, 13.2, 5.2, 11.8, 9.6, 12.6, 8.8, 14.2,
  ],
  [
    14.6, 6.9, 13, 5.2, 12.4, 4.9, 10.8, 4.8, 11.5, 7.5, 11.3, 2.6, 12.8, 5.4, 12.7, 6.9, 12.3, 6.5, 9.8, 3.6, 12.8,
    6.6, 12.6, 5, 13.2, 5, 14.8, 4.8, 13.4, 6.5, 12.2, 6, 12.9, 7.7, 13.7, 7.6, 13.3, 3.9, 8.9, 6.8,
  ],
];

export const blobs: readonly number[] = BLOBS.flatMap((pairs, k) => {
  const points: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) points.push(pairs[i], pairs[i + 1], k);
  return points;
});

const GOLDEN_ANGLE = 2.399963229728653; // π(3 − √5): no two points of a disc stand in line

/** A disc of points, or a ring where `inner` is above 0, spread evenly. */
function disc(k: number, [cx, cy]: [number, number], radius: number, count: number, inner = 0): number[] {
  const points: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const r = Math.sqrt(inner * inner + ((i + 0.5) / count) * (radius * radius - inner * inner));
    points.push(tenths(cx + r * Math.cos(i * GOLDEN_ANGLE)), tenths(cy + r * Math.sin(i * GOLDEN_ANGLE)), k);
  }
  return points;
}

/** Three classes that lie over one another at their edges: no line is right for all. */
export const overlapping: readonly number[] = [
  ...disc(0, [6, 6.5], 3.2, 20),
  ...disc(1, [8, 10], 3.2, 20),
  ...disc(2, [10, 6.5], 3.2, 20),
];

export const fiveClasses: readonly number[] = [
  ...disc(0, [3, 3.5], 2, 12),
  ...disc(1, [13, 3], 2, 12),
  ...disc(2, [13, 13], 2, 12),
  ...disc(3, [3, 12.5], 2, 12),
  ...disc(4, [8, 8], 2, 12),
];

/** One class inside another: straight borders cannot part them. */
export const ringed: readonly number[] = [...disc(0, [8, 8], 2.4, 20), ...disc(1, [8, 8], 7, 40, 5)];
