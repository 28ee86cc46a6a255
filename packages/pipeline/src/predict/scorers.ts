// Who scores the blocks: this thread, or workers, while this thread reads and writes. Results come in the order of the
// blocks. A worker that fails says only that; the block is then scored here, and throws its own error.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Block, type ScoredBlock, type Scoring, scoreBlock } from './score-block.ts';

/** What a worker answers for a block. */
export type Answer = { scored: ScoredBlock } | { failed: true };

/** The built file beside this one, also where the sources run as they are. */
const SCRIPT = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/predict/score-worker.js' : './score-worker.js',
    import.meta.url,
  ),
);

/** The blocks with their results, in order, scored by so many threads. */
export async function* scored<B extends Block>(
  blocks: AsyncIterable<B>,
  scoring: Scoring,
  threads: number,
): AsyncGenerator<{ block: B; result: ScoredBlock }> {
  if (threads === 1 || !existsSync(SCRIPT)) {
    for await (const block of blocks) yield { block, result: scoreBlock(scoring, block) };
    return;
  }
  const crew = openCrew(scoring, threads);
  const waiting: { block: B; answer: Promise<Answer> }[] = [];
  const oldest = async () => {
    const { block, answer } = waiting.shift() as (typeof waiting)[number];
    const found = await answer;
    return { block, result: 'scored' in found ? found.scored : scoreBlock(scoring, block) };
  };
  try {
    for await (const block of blocks) {
      waiting.push({ block, answer: crew.score(block) });
      // Each worker has one block in hand and one that waits.
      if (waiting.length >= 2 * threads) yield await oldest();
    }
    while (waiting.length > 0) yield await oldest();
  } finally {
    await crew.close();
  }
}

function openCrew(scoring: Scoring, threads: number) {
  const pending = Array.from({ length: threads }, () => [] as ((answer: Answer) => void)[]);
  const workers = pending.map((queue) => {
    // Flags of the process that load code are not for this worker.
    const worker = new Worker(SCRIPT, { workerData: scoring, execArgv: [], name: 'bridle-predict' });
    worker.on('message', (answer: Answer) => queue.shift()?.(answer));
    const fail = () => {
      for (const settle of queue.splice(0)) settle({ failed: true });
    };
    worker.on('error', fail).on('exit', fail);
    return worker;
  });
  let next = 0;
  return {
    score: (block: Block) =>
      new Promise<Answer>((settle) => {
        const at = next % threads;
        next += 1;
        pending[at].push(settle);
        const { table, kept, first } = block;
        workers[at].postMessage({ table, kept, first } satisfies Block);
      }),
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
