// What handing work to a second thread costs: softmax of rows of 1,000 by one thread, by a pool that is awake (called
// again at once) and by one that is asleep (called after a pause longer than it spins).
import { normalScores } from './cases.mjs';
import { median, minimum, rounded } from './statistics.mjs';

const BATCHES = [4, 16, 64, 256, 1024];
const COLS = 1000;
const CALLS = 30;
const PAUSE_MS = 60;

/** Rows of kind 'pool', in µs per call, or one row with the reason. */
export async function measurePool(library, threads) {
  if (!threads) return [{ kind: 'pool', reason: 'this build has no threads' }];
  console.error('bench: calls of the pool, awake and asleep');
  library.setLevel('auto');
  const pool = await threads.openThreads({ threads: 2 });
  const rows = BATCHES.flatMap((batch) => {
    const x = normalScores('float32', batch * COLS, 3);
    const states = {
      'one thread': caller(library, library, x, batch, 0),
      'pool, awake': caller(pool, pool, x, batch, 0),
      'pool, asleep': caller(pool, pool, x, batch, PAUSE_MS),
    };
    return Object.entries(states).map(([state, call]) => ({ kind: 'pool', elements: batch * COLS, state, ...call() }));
  });
  await pool.close();
  return rows;
}

function caller(memory, functions, scores, batch, pauseMs) {
  const [data, out] = [0, 1].map(() => memory.allocate(Float32Array, scores.length));
  data.set(scores);
  const x = { data, dims: [batch, COLS] };
  return () => {
    const samples = [];
    for (let i = 0; i < CALLS; i += 1) {
      pause(pauseMs);
      const start = process.hrtime.bigint();
      functions.softmax(x, { out });
      samples.push(Number(process.hrtime.bigint() - start) / 1000);
    }
    for (const array of [data, out]) memory.free(array);
    return { minUs: rounded(minimum(samples)), medianUs: rounded(median(samples)) };
  };
}

/** Sleeps without the event loop, so that nothing else runs in between. */
function pause(ms) {
  if (ms > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
