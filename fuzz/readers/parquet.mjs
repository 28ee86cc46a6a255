// Tables as Parquet.

import { BYTES, mutate } from '../mutations/mutate.mjs';
import { mutateParquet } from '../mutations/parquet.mjs';
import { parquetSeeds } from '../parquet-seeds.mjs';
import { judgeTable, readAs } from '../tables.mjs';

export const reader = {
  name: 'parquet',
  seeds: (context) => parquetSeeds(context),
  mutate: (random, seeds) =>
    (random.chance(0.7) && mutateParquet(random, random.pick(seeds))) ||
    mutate(random, seeds, { tokens: ['PAR1', 'PARE', '\x15\x00'], mutations: BYTES }),
  read: readAs('input.parquet'),
  judge: judgeTable,
};
