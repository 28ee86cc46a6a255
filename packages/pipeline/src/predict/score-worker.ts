// A thread that scores blocks; see scorers.ts.

import { parentPort, workerData } from 'node:worker_threads';
import { type Block, type Scoring, scoreBlock } from './score-block.ts';
import type { Answer } from './scorers.ts';

const scoring = workerData as Scoring;

parentPort?.on('message', (block: Block) => {
  parentPort?.postMessage(answer(block));
});

function answer(block: Block): Answer {
  try {
    return { scored: scoreBlock(scoring, block) };
  } catch {
    return { failed: true };
  }
}
