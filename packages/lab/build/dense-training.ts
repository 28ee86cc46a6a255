// The lab trains on dense numbers with a penalty on squares: the custom elements do without the solvers of L1, of texts and
// of gradient steps on a whole table, and without columns of texts and dates, which together are a fifteenth of their
// script. (The lanes of the stop on training are
// bridle's `descent`, another file.)

import type { Plugin } from 'vite';

const LEFT_OUT: Record<string, readonly string[]> = {
  'fit/proximal.ts': ['proximalDescent', 'largestPenalty'],
  'fit/gradient-descent.ts': ['gradientDescent'],
  'fit/stochastic-descent.ts': ['stochasticDescent'],
  'fit/span.ts': ['startInSpan', 'weightsInSpan', 'partsOf'],
  'fit/span-descent.ts': ['trainInSpan', 'descendInSpan', 'penaltiesTo'],
  'tiles/lists.ts': ['openLists'],
  'table/date-columns.ts': ['dateParts', 'dateForm', 'datePartsOf', 'firstDay'],
  'text/text-feature.ts': ['TEXT_DEFAULTS', 'learnTerms', 'textWidth', 'textRows', 'textNames'],
};

export function denseTraining(): Plugin {
  return {
    name: 'lab-dense-training',
    enforce: 'pre',
    load(id) {
      const path = /bridle[\\/]src[\\/]learn[\\/](.*)$/.exec(id)?.[1].replaceAll('\\', '/');
      if (path === undefined || !Object.hasOwn(LEFT_OUT, path)) return null;
      const message = JSON.stringify(`${path} is not part of the elements`);
      return LEFT_OUT[path].map((name) => `export const ${name} = () => { throw new Error(${message}); };\n`).join('');
    },
  };
}
