// The lab takes exp and log of single numbers only: the custom elements do without the kernels for arrays of them, which
// are a thirtieth of their script.

import type { Plugin } from 'vite';

const SCALAR = `export { exp } from '../core/arithmetic/exp.ts';
export { log } from '../core/arithmetic/log.ts';
`;

export function numbersOnly(): Plugin {
  return {
    name: 'lab-numbers-only',
    enforce: 'pre',
    load: (id) => (/bridle[\\/]src[\\/]accelerated[\\/]elementwise\.ts$/.test(id) ? SCALAR : null),
  };
}
