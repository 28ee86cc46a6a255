// What the page's globals are, for functions that tests send into it.

import type * as bridle from 'bridle';
import type { openGpu } from 'bridle/gpu';
import type * as page from './page.ts';

export type Here = { bridle: typeof bridle; openGpu: typeof openGpu; page: typeof page };
