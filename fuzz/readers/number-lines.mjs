// The matrix of plain numbers that `bridle check` reads from a file or from stdin.

import { readLines } from '../../packages/cli/dist/input/lines.js';
import { mutate } from '../mutations/mutate.mjs';
import { buffers } from '../seeds.mjs';

const TOKENS = ['nan', 'inf', '-∞', '[', ']', '],[', ',,', ';', '1e400', '−1', '()', '\t', '\r', '\n\n', '1_0', 'x'];

export const reader = {
  name: 'number-lines',
  seeds: () =>
    buffers(
      '1 2 3\n4 5 6\n',
      '[[1, 2],\n [3, nan]]',
      'a,b\n1,-inf\n.5,1e3\n',
      '1\n2\n3\n',
      '\uFEFF−1;∞\r\n+.5;0\r\n',
      '1\t2\n\n3\t4',
      '(0, 88.8)',
    ),
  mutate: (random, seeds) => mutate(random, seeds, { tokens: TOKENS }),
  read: (bytes) => readLines(bytes.toString('utf8')),
  judge: (found) => {
    if (!('data' in found)) {
      if (!(Number.isInteger(found.line) && found.line >= 1))
        return `it is refused without a line: ${JSON.stringify(found)}`;
      return typeof found.word === 'string' || found.found !== found.expected ? null : 'it is refused without a reason';
    }
    const { data, rows, columns } = found;
    return data.length === rows * columns ? null : `${data.length} numbers are ${rows} × ${columns}`;
  },
};
