export { type Random, seededRandom } from '../core/random.ts';
export { categorical, type DrawOptions } from './categorical.ts';
export { gumbel, gumbelSoftmax } from './gumbel-softmax.ts';
export { type KeepOptions, minP, topK, topP } from './keep.ts';
export type { RandomOption } from './random-option.ts';
