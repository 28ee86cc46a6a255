// What the start page offers to do: each at a stop, at one of its figures; the words are in the catalogues.

import type { StopId } from './stops/stop-ids.ts';

export const actions = [
  { id: 'third', stop: 'share', figure: 'share' },
  { id: 'plus', stop: 'share', figure: 'plus-one' },
  { id: 'all', stop: 'share', figure: 'plus-one' },
  { id: 'overflow', stop: 'overflow', figure: 'microscope' },
  { id: 'rate', stop: 'training', figure: 'lanes' },
  { id: 'train', stop: 'digits', figure: 'digit' },
] as const satisfies readonly { id: string; stop: StopId; figure: string }[];
