export { openThreads, type ThreadsOptions } from './open-threads.ts';
export type { Pool } from './pool.ts';
