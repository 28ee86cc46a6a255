// Levels from Parquet.

import { judgeLevels, readLevelsAs } from '../levels.mjs';
import { BYTES, mutate } from '../mutations/mutate.mjs';
import { mutateParquet } from '../mutations/parquet.mjs';
import { parquetSeeds } from '../parquet-seeds.mjs';

const TABLES = [
  `SELECT * FROM (VALUES ('anti', 0.0, 1), ('gauche', 0.9, 2)) t(conformer, "E (kcal/mol)", g)`,
  `SELECT '7/2' AS "J", 12.5::FLOAT AS "Level (cm-1)" FROM range(4)`,
  `SELECT '0.9 kcal/mol' AS energy, NULL AS note`,
];

export const reader = {
  name: 'level-parquet',
  seeds: (context) => parquetSeeds(context, TABLES),
  mutate: (random, seeds) =>
    (random.chance(0.7) && mutateParquet(random, random.pick(seeds))) ||
    mutate(random, seeds, { tokens: ['PAR1', 'PARE'], mutations: BYTES }),
  read: readLevelsAs('levels.parquet'),
  judge: judgeLevels,
};
