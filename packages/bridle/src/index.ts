export { exp } from './core/exp.ts';
export { log, log1p } from './core/log.ts';
export { logAddExp } from './core/log-add-exp.ts';
export { logSoftmax } from './core/log-softmax.ts';
export { logSumExp } from './core/log-sum-exp.ts';
export { softmax, softmin } from './core/softmax.ts';
