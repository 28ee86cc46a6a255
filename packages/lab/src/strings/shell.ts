// The words of everything that is not one stop's own, and the names of the stops, in every language.

import type { glossary as Glossary } from './en/glossary.ts';
import type { pages as Pages } from './en/pages.ts';
import type { shell as Shell } from './en/shell.ts';
import type { inRow as InRow, stops as Stops } from './en/stops.ts';
import { wordsOf } from './words.ts';

export const shell = wordsOf<typeof Shell>(import.meta.glob('./*/shell.ts', { eager: true, import: 'shell' }));
export const titles = wordsOf<typeof Stops>(import.meta.glob('./*/stops.ts', { eager: true, import: 'stops' }));
export const inRow = wordsOf<typeof InRow>(import.meta.glob('./*/stops.ts', { eager: true, import: 'inRow' }));
export const glossaries = /* @__PURE__ */ wordsOf<typeof Glossary>(
  import.meta.glob('./*/glossary.ts', { eager: true, import: 'glossary' }),
);
export const pages = /* @__PURE__ */ wordsOf<typeof Pages>(
  import.meta.glob('./*/pages.ts', { eager: true, import: 'pages' }),
);
