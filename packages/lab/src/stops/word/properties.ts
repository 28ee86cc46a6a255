import { choice, type Property } from '../../state/property.ts';
import { temperatureProperty } from '../../state/scores.ts';
import { properties as energy } from '../energy/properties.ts';
import { NAMED, texts } from './texts.ts';

const MOST_DRAWS = 100;

export const properties = {
  ...temperatureProperty,
  /** The text that is continued; `usual` is the first one of the page's language. */
  text: choice(['usual', ...texts.map(({ id }) => id)]),
  /** The cuts; 0, 1 and 0 leave all tokens. */
  topk: { kind: 'number', default: 0, min: 0, max: NAMED, whole: true },
  topp: { kind: 'number', default: 1, min: 0.01, max: 1 },
  minp: { kind: 'number', default: 0, min: 0, max: 1 },
  rule: choice(['softmax', 'sparsemax']),
  draws: { kind: 'number', default: 20, min: 0, max: MOST_DRAWS, whole: true },
  seed: energy.seed,
} as const satisfies Record<string, Property>;
