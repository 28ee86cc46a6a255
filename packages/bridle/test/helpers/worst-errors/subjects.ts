// Every stated bound of the public numerics, as a subject of the search.

import { elementwise } from './elementwise.ts';
import { information } from './information.ts';
import { losses } from './losses.ts';
import { rows } from './rows.ts';
import type { Subject } from './search.ts';
import { shares } from './shares.ts';

export const subjects: readonly Subject[] = [...rows, ...elementwise, ...shares, ...information, ...losses];
