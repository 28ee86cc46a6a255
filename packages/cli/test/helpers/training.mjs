// Trains one problem after the other by the built pipeline, saving the state as often as it may, and prints each step:
// a process to be killed.

import { writeSync } from 'node:fs';
import { trainTable } from '@bridle/pipeline';

const [first, last, doomed, problems] = process.argv.slice(2);
for (let i = Number(first); i <= Number(last); i += 1) {
  const { resumed } = await trainTable({
    ...JSON.parse(problems)[i],
    keepState: { afterMs: 0, everyMs: 0 },
    onProgress: ({ phase }) => {
      if (phase === 'choose' || phase === 'fit') writeSync(1, `step ${i}\n`);
      // A slow kill must not come after the end.
      if (phase === 'evaluate' && i === Number(doomed))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    },
  });
  writeSync(1, `done ${i} ${resumed}\n`);
}
