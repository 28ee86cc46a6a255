// Scores pasted into the lab from a spreadsheet.

import { importLab } from '../lab-sources.mjs';
import { mutate } from '../mutations/mutate.mjs';
import { buffers } from '../seeds.mjs';

const { readPasted } = await importLab('ui/paste.ts');

const RANGE = { min: -10_000, max: 10_000, most: 50, longest: 40 };
const TOKENS = ['\t', ',', ';', '\n', '−1', '∞', 'inf', '1e400', '=1+1', '10001', 'name', '가'];

export const reader = {
  name: 'lab-paste',
  seeds: () =>
    buffers(
      '1\n1\n3\n',
      '1\t1\t3',
      'name\tscore\na\t1\nb\t2\n',
      '초등, 1\n중등, 2\n',
      '1, 1; 3',
      '"a"\t1,5\r\n',
      '1 2 3 4 5 6 7 8 9',
    ),
  mutate: (random, seeds) => mutate(random, seeds, { tokens: TOKENS }),
  read: (bytes) => readPasted(bytes.toString('utf8'), RANGE),
  judge: (pasted) => {
    const { kind } = pasted;
    if (kind === 'empty') return null;
    if (kind === 'wrong') return pasted.line >= 1 && pasted.found.length <= 30 ? null : 'it names no place';
    if (kind === 'many') return pasted.found > RANGE.most ? null : `${pasted.found} are not too many`;
    const { scores, names } = pasted;
    if (!(scores.length > 0 && scores.length <= RANGE.most && names.length === scores.length))
      return 'its lengths do not fit';
    const odd = scores.find((x) => !(x >= RANGE.min && x <= RANGE.max));
    if (odd !== undefined) return `it holds ${odd}`;
    return names.every((name) => name.length <= RANGE.longest) ? null : 'a name is too long';
  },
};
