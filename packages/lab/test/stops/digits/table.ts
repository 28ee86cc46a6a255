// The set of handwritten digits as the build packs it, for tests.

import { readFileSync } from 'node:fs';
import { pack } from '../../../build/pictures.ts';
import { readPacked } from '../../../src/stops/digits/pictures.ts';

export const csv = readFileSync(new URL('../../../../../examples/digits/digits.csv', import.meta.url), 'utf8');
export const digits = readPacked(pack(csv));
