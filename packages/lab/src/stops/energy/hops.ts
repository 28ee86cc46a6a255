// The moving part of the figure of one particle, on a canvas: all particles on rungs at true heights, and behind the marked
// one its trail, on paper that moves to the right by a step with each sweep. Numbers in, pixels out; no state.

export type Scene = {
  /** In pixels, as the canvas is drawn: the particles on the left, the trail from the marked one to the right edge. */
  width: number;
  height: number;
  /** Where the marked particle stands. */
  pen: number;
  /** How far the paper moves in a sweep. */
  step: number;
  /** The height of each level, downwards, and how far above it the particles on it may lie. */
  heights: readonly number[];
  bands: readonly number[];
  radius: number;
  colours: { particle: string; marked: string; edge: string };
};

/** What stands still between two sweeps: the level of each particle before and after, and the path of the marked one. */
export type Hop = { before: readonly number[]; after: readonly number[]; path: readonly number[] };

// Roberts' sequence in two dimensions: any number of particles is spread evenly, and each keeps its place.
const ACROSS = 0.7548776662466927;
const UP = 0.5698402909980532;
const spread = (i: number, turn: number) => (i * turn) % 1;
const eased = (part: number) => part * part * (3 - 2 * part);

/** The radius of the marked particle. */
export const MARKED = 6.5;

/** How far above its level a particle lies that has a place there. */
const lift = ({ bands, radius }: Scene, level: number, place: number) => radius + 1 + place * bands[level];

/** Draws the particles between two sweeps, `part` of the way from 0 to 1. */
export function drawHop(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { before, after, path }: Hop,
  part: number,
): void {
  const { width, height, pen, step, heights, radius, colours } = scene;
  const way = eased(part);
  context.clearRect(0, 0, width, height);

  context.fillStyle = colours.particle;
  context.globalAlpha = 0.6;
  context.beginPath();
  const room = pen - 2 * MARKED - 6;
  for (let i = 1; i < after.length; i += 1) {
    const place = spread(i, UP);
    const from = heights[before[i]] - lift(scene, before[i], place);
    const to = heights[after[i]] - lift(scene, after[i], place);
    const x = radius + spread(i, ACROSS) * (room - 2 * radius);
    const y = from + way * (to - from);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
  context.globalAlpha = 1;

  const last = path.length - 1;
  const from = heights[before[0]];
  const y = from + way * (heights[after[0]] - from);
  context.strokeStyle = colours.marked;
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(pen, y);
  for (let back = 1; back <= last; back += 1) {
    const x = pen + (back - 1 + part) * step;
    context.lineTo(x, heights[path[last - back]]);
    if (x > width) break;
  }
  context.stroke();
  context.fillStyle = colours.marked;
  context.strokeStyle = colours.edge;
  context.beginPath();
  context.arc(pen, y, MARKED, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}
