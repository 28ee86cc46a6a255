// Interleaved measurement: every task has one turn per round, so that what disturbs the machine disturbs all alike.
// A task is { time(count) → ns that count calls took }; in a turn it calls as often as fills `turnNs`.
import { setTimeout as sleep } from 'node:timers/promises';

/** The threads of a peer spin for some milliseconds after its turn; the next one should not share the cores with them. */
const REST_MS = 4;
const MOST_CALLS = 1e6;

/**
 * For each task { samples, reason }: ns per call, one of each turn, or why it failed. A task whose first call is longer
 * than `slowNs` keeps that call as its only sample: repeating seconds teaches nothing that milliseconds do not.
 */
export async function takeTurns(tasks, { rounds, turnNs, slowNs = 1e9 }) {
  const results = tasks.map(() => ({ samples: [], reason: null }));
  const counts = tasks.map(() => 0);
  const turn = async (i, work) => {
    try {
      await work();
    } catch (error) {
      results[i].reason = reasonOf(error);
    }
  };
  for (const [i, task] of tasks.entries()) {
    await turn(i, async () => {
      const first = await task.time(1);
      if (first > slowNs) results[i].samples.push(first);
      else counts[i] = await callsToFill(task, turnNs);
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, task] of tasks.entries()) {
      if (counts[i] === 0 || results[i].reason) continue;
      await sleep(REST_MS);
      await turn(i, async () => void results[i].samples.push((await task.time(counts[i])) / counts[i]));
    }
  }
  return results;
}

/** Doubles the count until it fills half a turn (by then the call is compiled), then scales it to the whole turn. */
export async function callsToFill(task, turnNs) {
  for (let count = 1; ; count *= 2) {
    const ns = await task.time(count);
    if (ns >= turnNs / 2 || count >= MOST_CALLS) {
      return Math.min(MOST_CALLS, Math.max(1, Math.round((count * turnNs) / ns)));
    }
  }
}

/** The first line of what was thrown. */
export function reasonOf(error) {
  return String(error?.message ?? error).split('\n')[0];
}

/** A task of a synchronous call. */
export function timeCalls(call) {
  return (count) => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < count; i += 1) call();
    return Number(process.hrtime.bigint() - start);
  };
}

/** A task of a call that returns a promise. */
export function timeAwaits(call) {
  return async (count) => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < count; i += 1) await call();
    return Number(process.hrtime.bigint() - start);
  };
}
