export { InputError, WorkError } from './errors.ts';
