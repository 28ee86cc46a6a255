// The one table of the lab's state: what each property is called, what it may be, and at which stops it counts. It
// drives the URL, the attributes of the custom elements, reset and locks. A value that does not fit is as good as
// absent: a URL made by hand, or by a newer lab, never breaks the page.

import { doubtful } from '../stops/digits/examples.ts';
import { type StopId, stopIds } from '../stops/stops.ts';
import { blobs, MOST_CLASSES, MOST_POINTS, SIDE } from '../stops/training/points.ts';
import { parseNumber, writeNumber } from './numbers.ts';

type NumberProperty = { kind: 'number'; default: number; min: number; max: number; whole?: true };
type ChoiceProperty<V extends string> = { kind: 'choice'; default: V; values: readonly V[] };
type FlagProperty = { kind: 'flag'; default: boolean };
type NumbersProperty = {
  kind: 'numbers';
  default: readonly number[];
  min: number;
  max: number;
  most: number;
  /** Whether there may be none of them. */
  empty?: true;
};
type WordsProperty = { kind: 'words'; default: readonly string[]; most: number; longest: number };

/** What a value may be; `stops` are those where it counts, none for the page's own. */
type Property = (NumberProperty | ChoiceProperty<string> | FlagProperty | NumbersProperty | WordsProperty) & {
  stops: readonly StopId[];
};

const choice = <const V extends string>(values: readonly V[], stops: readonly StopId[]) => ({
  kind: 'choice' as const,
  default: values[0],
  values,
  stops,
});

const MOST_SCORES = 50;

export const properties = {
  page: choice(['story', 'teachers'], []),
  stop: choice(stopIds, []),
  lang: choice(['auto', 'ko', 'en'], []),
  embed: { kind: 'flag', default: false, stops: [] },
  lock: { kind: 'words', default: [], most: 50, longest: 40, stops: [] },

  // The scores and their names go with the reader from stop to stop.
  scores: {
    kind: 'numbers',
    default: [1, 1, 3],
    min: -10_000,
    max: 10_000,
    most: MOST_SCORES,
    stops: ['timeline', 'definition', 'share', 'overflow'],
  },
  names: {
    kind: 'words',
    default: [],
    most: MOST_SCORES,
    longest: 40,
    stops: ['timeline', 'definition', 'share', 'overflow'],
  },

  levels: {
    kind: 'numbers',
    default: [0, 10, 20, 30, 40, 50, 60, 70],
    min: -1_000_000,
    max: 1_000_000,
    most: 12,
    stops: ['energy'],
  },
  degeneracies: { kind: 'numbers', default: [1], min: 1, max: 1_000_000, most: 12, stops: ['energy'] },
  unit: choice(['meV', 'eV', 'K', 'cm-1', 'kJ/mol', 'kcal/mol', 'J/mol', 'hartree', 'J'], ['energy']),
  kelvin: { kind: 'number', default: 300, min: 0.001, max: 10_000_000, stops: ['energy'] },
  particles: { kind: 'number', default: 100, min: 1, max: 200, whole: true, stops: ['energy'] },
  sweeps: { kind: 'number', default: 200, min: 0, max: 2000, whole: true, stops: ['energy'] },
  seed: { kind: 'number', default: 1, min: 0, max: 1_000_000, whole: true, stops: ['energy'] },

  reading: choice(['boltzmann', 'luce', 'bridle'], ['timeline']),

  temperature: { kind: 'number', default: 1, min: 0, max: Number.POSITIVE_INFINITY, stops: ['share', 'digits'] },
  add: { kind: 'number', default: 1, min: -1000, max: 1000, stops: ['share'] },
  scale: { kind: 'number', default: 10, min: 0.001, max: 1000, stops: ['share'] },
  watched: { kind: 'number', default: 2, min: 0, max: MOST_SCORES - 1, whole: true, stops: ['share'] },

  format: { kind: 'choice', default: 'f32', values: ['f16', 'bf16', 'f32', 'f64'], stops: ['overflow'] },
  shift: { kind: 'number', default: 88, min: -100_000, max: 100_000, stops: ['overflow'] },
  gap: { kind: 'number', default: 40, min: 0, max: 700, stops: ['overflow'] },

  points: {
    kind: 'numbers',
    default: blobs,
    min: 0,
    max: SIDE,
    most: 3 * MOST_POINTS,
    empty: true,
    stops: ['training'],
  },
  rate: { kind: 'number', default: 0.3, min: 0.001, max: 1000, stops: ['training'] },
  step: { kind: 'number', default: 200, min: 0, max: 200, whole: true, stops: ['training'] },
  lane: {
    kind: 'choice',
    default: 'f32stable',
    values: ['f16naive', 'f32naive', 'f64naive', 'f16stable', 'f32stable', 'f64stable', 'newton'],
    stops: ['training'],
  },
  brush: { kind: 'number', default: 0, min: 0, max: MOST_CLASSES - 1, whole: true, stops: ['training'] },
  point: { kind: 'number', default: 60, min: 1, max: MOST_POINTS, whole: true, stops: ['training'] },

  picture: { kind: 'numbers', default: doubtful, min: 0, max: 16, most: 64, empty: true, stops: ['digits'] },
} as const satisfies Record<string, Property>;

type Table = typeof properties;
export type Key = keyof Table;

type ValueOf<P> = P extends { kind: 'choice'; values: readonly (infer V)[] }
  ? V
  : P extends { kind: 'number' }
    ? number
    : P extends { kind: 'flag' }
      ? boolean
      : P extends { kind: 'numbers' }
        ? readonly number[]
        : readonly string[];

export type State = { -readonly [K in Key]: ValueOf<Table[K]> };

export const keys = Object.keys(properties) as Key[];

const LONGEST_TEXT = 4000;

export function defaults(): State {
  return Object.fromEntries(keys.map((key) => [key, properties[key].default])) as unknown as State;
}

/** The properties that count at a stop, which its reset takes back. */
export function keysOf(stop: StopId): Key[] {
  return keys.filter((key) => (properties[key].stops as readonly StopId[]).includes(stop));
}

/** The value that a text stands for; undefined where it does not fit. */
export function parseValue<K extends Key>(key: K, text: string): State[K] | undefined {
  return parse(properties[key], text) as State[K] | undefined;
}

function parse(property: Property, text: string): unknown {
  if (text.length > LONGEST_TEXT) return undefined;
  switch (property.kind) {
    case 'choice':
      return property.values.find((value) => value === text);
    case 'flag':
      return text === '1' || text === '' ? true : text === '0' ? false : undefined;
    case 'number':
      return parseWithin(text, property);
    case 'numbers': {
      if (text === '' && property.empty) return [];
      const numbers = text.split(',').map((word) => parseWithin(word, property));
      return numbers.length <= property.most && numbers.every((x) => x !== undefined) ? numbers : undefined;
    }
    case 'words': {
      const words = text === '' ? [] : text.split(',').map(unescapeWord);
      return words.length <= property.most && words.every((word) => word.length <= property.longest)
        ? words
        : undefined;
    }
  }
}

function parseWithin(text: string, range: { min: number; max: number; whole?: true }): number | undefined {
  const x = parseNumber(text);
  if (x === undefined || !(x >= range.min && x <= range.max)) return undefined;
  return range.whole && !Number.isInteger(x) ? undefined : x;
}

/** The text of a value, which parseValue takes back to it. */
export function writeValue(value: State[Key]): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return value;
  return value.map((item) => (typeof item === 'number' ? writeNumber(item) : escapeWord(item))).join(',');
}

// A comma separates words, so one inside a word is written ~c, and the tilde ~t.
const escapeWord = (word: string) => word.replaceAll('~', '~t').replaceAll(',', '~c');
const unescapeWord = (text: string) => text.replaceAll('~c', ',').replaceAll('~t', '~');

/** The state that a URL's query stands for. Unknown keys and values that do not fit are ignored. */
export function parseState(query: string): State {
  const state = defaults();
  const given = new URLSearchParams(query);
  for (const key of keys) {
    const text = given.get(key);
    if (text !== null) assign(state, key, parseValue(key, text));
  }
  return state;
}

function assign<K extends Key>(state: State, key: K, value: State[K] | undefined): void {
  if (value !== undefined) state[key] = value;
}

/** The query of a state: only what is not as it was in the beginning, and only what counts at its stop. */
export function writeState(state: State): string {
  const beginning = defaults();
  const parts: string[] = [];
  for (const key of keys) {
    const { stops } = properties[key] as Property;
    if (stops.length > 0 && !stops.includes(state.stop)) continue;
    const text = writeValue(state[key]);
    if (text === writeValue(beginning[key])) continue;
    parts.push(`${key}=${encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%7E', '~')}`);
  }
  return parts.join('&');
}
