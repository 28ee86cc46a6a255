// The times: for each dtype, shape and operation, all variants of all peers take turns on the same scores.
import { normalScores, shapeName, targets } from './cases.mjs';
import { openEach } from './peers.mjs';
import { median, minimum, rounded } from './statistics.mjs';
import { takeTurns } from './turns.mjs';

/** What every ratio is to: Bridle's resident kernels on one thread, or the reference while a build has no kernels. */
const BASE = ['auto, resident', 'reference'];

/** Rows of kind 'time': ns per element, minimum and median, and how many times Bridle's time the minimum is. */
export async function measureTimes(peers, { dtypes, shapes, ops, pace }) {
  const rows = [];
  for (const dtype of dtypes) {
    for (const [count, cols] of shapes) {
      const x = normalScores(dtype, count * cols, 3);
      for (const op of ops) {
        const name = shapeName([count, cols]);
        console.error(`bench: ${op} ${dtype} ${name}`);
        const request = { op, dtype, rows: count, cols, x, target: targets(count, cols) };
        const cells = await measureCells(peers, request, pace);
        rows.push(...withRatios(cells).map((cell) => ({ kind: 'time', op, dtype, shape: name, ...cell })));
      }
    }
  }
  return rows;
}

async function measureCells(peers, request, pace) {
  const cells = [];
  for await (const cell of openEach(peers, request)) cells.push(cell);
  const open = cells.filter((cell) => cell.task);
  const results = await takeTurns(
    open.map((cell) => cell.task),
    pace,
  );
  for (const [i, { samples, reason }] of results.entries()) Object.assign(open[i], summary(samples, reason, request));
  for (const cell of open) await cell.task.close();
  return cells.map(({ task: _, ...cell }) => cell);
}

function summary(samples, reason, { rows, cols }) {
  if (reason) return { reason };
  const each = samples.map((ns) => ns / (rows * cols));
  return { min: rounded(minimum(each)), median: rounded(median(each)), turns: samples.length };
}

/** The cells with `ratio`: their minimum over Bridle's. */
export function withRatios(cells) {
  const measured = cells.filter((cell) => cell.min !== undefined);
  const base = BASE.map((variant) =>
    measured.find((cell) => cell.peer === 'bridle' && cell.variant === variant && cell.threads === 1),
  ).find(Boolean);
  if (!base) return cells;
  return cells.map((cell) => (cell.min === undefined ? cell : { ...cell, ratio: rounded(cell.min / base.min) }));
}
