// The Parquet of a Spark model, mutated by its structure and its bytes, beside metadata that are right.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromSpark } from '../../packages/pipeline/dist/import/read-spark.js';
import { asModel, judgeModel, SPARK } from '../imports.mjs';
import { mutate } from '../mutations/mutate.mjs';
import { mutateParquet } from '../mutations/parquet.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bridle-fuzz-spark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
cpSync(fileURLToPath(new URL('metadata', SPARK)), join(folder, 'metadata'), { recursive: true });
mkdirSync(join(folder, 'data'));

export const reader = {
  name: 'import-spark',
  seeds: () => {
    const data = new URL('data/', SPARK);
    const names = readdirSync(data).filter((name) => name.endsWith('.parquet'));
    return names.map((name) => readFileSync(new URL(name, data)));
  },
  mutate: (random, seeds) => {
    const structured = random.chance(0.5) ? mutateParquet(random, random.pick(seeds)) : null;
    return structured ?? mutate(random, seeds);
  },
  read: async (bytes) => {
    writeFileSync(join(folder, 'data/part-0.parquet'), bytes);
    return asModel(await fromSpark(folder));
  },
  judge: judgeModel,
};
