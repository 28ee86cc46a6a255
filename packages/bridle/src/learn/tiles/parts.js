// How threads share a task's parts: one counter in the shared memory, from which the caller and its workers take parts
// until none is left. The caller waits only for parts that were taken, so a worker that starts late, sleeps or was never
// started delays nothing.

/** Places of a control block's numbers, a cache line apart: parts left to take, parts done, calls so far. */
export const LEFT = 0;
export const DONE = 16;
export const CALLS = 32;
/** How many parts there are, the task by its place in TASKS, and 1 once there will be no more. */
export const COUNT = 48;
export const TASK = 49;
export const CLOSED = 50;
export const CONTROL_BYTES = 256;

/** The kernels that threads share, tasks(job, part, thread). */
export const TASKS = ['scores', 'gradient', 'line', 'curvature', 'gram', 'factorBlock', 'solveBlock', 'combine'];

/**
 * Takes parts until none is left.
 *
 * @param {Int32Array} control
 * @param {(task: string, part: number) => void} perform
 */
export function takeParts(control, perform) {
  while (Atomics.load(control, LEFT) > 0) {
    const left = Atomics.sub(control, LEFT, 1);
    if (left <= 0) return;
    perform(TASKS[control[TASK]], control[COUNT] - left);
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
  }
}
