// Tables of text under gzip.

import { mutate } from '../mutations/mutate.mjs';
import {
  CSV_TOKENS,
  csvSeeds,
  gzipped,
  jsonlSeeds,
  jsonSeeds,
  judgeTable,
  mutateJsonOrText,
  readAs,
  tsvSeeds,
} from '../tables.mjs';

const csv = gzipped((random, seeds) => mutate(random, seeds, { tokens: CSV_TOKENS }));
const json = gzipped(mutateJsonOrText);

const KINDS = [
  { name: 'input.csv.gz', seeds: csvSeeds, mutate: csv },
  { name: 'input.tsv.gz', seeds: tsvSeeds, mutate: csv },
  { name: 'input.json.gz', seeds: jsonSeeds, mutate: json },
  { name: 'input.jsonl.gz', seeds: jsonlSeeds, mutate: json },
];

const kindOf = (random) => KINDS[random.variant % KINDS.length];

export const reader = {
  name: 'packed-tables',
  seeds: () => KINDS.map(({ seeds }) => seeds()),
  mutate: (random, seeds) => kindOf(random).mutate(random, seeds[KINDS.indexOf(kindOf(random))]),
  read: (bytes, context) => readAs(kindOf(context.random).name)(bytes, context),
  judge: judgeTable,
};
