export { josa, josaAfter, type Particle } from './josa.ts';
