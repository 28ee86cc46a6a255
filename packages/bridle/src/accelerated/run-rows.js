// The loop around every kernel of rows. Plain JavaScript: the workers of bridle/threads run it as it is.

/**
 * Runs a kernel over rows. It stops before a group of rows (one row, or eight in lanes) of which the reference must
 * compute some, the deferred rows; these are dealt with, and the kernel goes on after the group.
 *
 * @param {number} rows
 * @param {number} group how many rows the kernel takes at once
 * @param {(first: number) => number} kernel computes rows from `first` on; returns how many were done before such a group
 * @param {(first: number) => boolean | void} defer deals with a group's deferred rows; false ends the loop
 */
export function runRows(rows, group, kernel, defer) {
  for (let first = 0; first < rows; first += group) {
    first += kernel(first);
    if (first >= rows || defer(first) === false) return;
  }
}

/**
 * Visits the rows of a group that are set as bits.
 *
 * @param {number} bits
 * @param {(lane: number) => void} visit
 */
export function eachLane(bits, visit) {
  for (let lane = 0; lane < 8; lane += 1) if ((bits >> lane) & 1) visit(lane);
}
