// The page of reproducible.test.ts.

import { digests } from './reproducible-set.ts';

Object.assign(globalThis, { result: digests() });
