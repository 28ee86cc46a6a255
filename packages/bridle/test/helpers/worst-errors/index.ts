// What tools/worst-errors.mjs takes from here.

export { seededRandom } from '../../../src/core/random.ts';
export { simplified, worstOf } from './search.ts';
export { subjects } from './subjects.ts';
