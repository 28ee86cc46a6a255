// The one table of the lab's state, put together from what the page and each stop say of their own properties. It drives
// the URL, the attributes of the custom elements, reset and locks. A value that does not fit is as good as absent: a URL
// made by hand, or by a newer lab, never breaks the page.

import { languageIds } from '../language.ts';
import { properties as calibration } from '../stops/calibration/properties.ts';
import { properties as definition } from '../stops/definition/properties.ts';
import { properties as digits } from '../stops/digits/properties.ts';
import { properties as energy } from '../stops/energy/properties.ts';
import { properties as overflow } from '../stops/overflow/properties.ts';
import { properties as share } from '../stops/share/properties.ts';
import { type StopId, stopIds } from '../stops/stop-ids.ts';
import { properties as timeline } from '../stops/timeline/properties.ts';
import { properties as training } from '../stops/training/properties.ts';
import { properties as word } from '../stops/word/properties.ts';
import { choice, type Property, parseAs, type ValueOf, writeValue } from './property.ts';
import { scoresProperties } from './scores.ts';

const page = {
  page: choice(['story', 'start', 'teachers', 'sheet', 'lesson', 'tally', 'glossary', 'table']),
  stop: choice(stopIds),
  lang: choice(['auto', ...languageIds]),
  embed: { kind: 'flag', default: false },
  /** The one figure that is shown, by its name; none for all. */
  figure: { kind: 'words', default: [], most: 1, longest: 40 },
  /** Whether questions stand before the figures that answer them. */
  ask: { kind: 'flag', default: true },
  /** For a room: large letters, and each question before its figure even where a link leads to another state. */
  present: { kind: 'flag', default: false },
  /** The lesson whose plan or worksheet is shown; the worksheet of none has the questions of all stops. */
  lesson: choice(['none', 'ai', 'heat']),
  lock: { kind: 'words', default: [], most: 50, longest: 40 },
} as const satisfies Record<string, Property>;

const ofStop: Record<StopId, Record<string, Property>> = {
  energy,
  timeline,
  definition,
  share,
  overflow,
  training,
  digits,
  calibration,
  word,
};

/** In the order in which a URL names them. */
export const properties = {
  ...page,
  ...scoresProperties,
  ...energy,
  ...timeline,
  ...definition,
  ...share,
  ...overflow,
  ...training,
  ...digits,
  ...calibration,
  ...word,
  // Overflow takes more scores than the others; what holds at a stop is said by propertyAt.
  ...scoresProperties,
} as const satisfies Record<string, Property>;

type Table = typeof properties;
export type Key = keyof Table;

export type State = { -readonly [K in Key]: ValueOf<Table[K]> };

export const keys = Object.keys(properties) as Key[];

export function defaults(): State {
  return Object.fromEntries(keys.map((key) => [key, properties[key].default])) as unknown as State;
}

/** The page's own properties, which count at every stop. */
export const pageKeys = Object.keys(page) as Key[];

/** The properties that count at a stop, which its reset takes back. */
export function keysOf(stop: StopId): Key[] {
  return keys.filter((key) => Object.hasOwn(ofStop[stop], key));
}

/** What a property may be at a stop. */
export const propertyAt = (stop: StopId, key: Key): Property => ofStop[stop][key] ?? properties[key];

/** The value that a text stands for at a stop; undefined where it does not fit. */
export function parseValue<K extends Key>(key: K, text: string, stop: StopId): State[K] | undefined {
  return parseAs(propertyAt(stop, key), text) as State[K] | undefined;
}

/** The same state at another stop, where what does not fit is as in the beginning. */
export function atStop(state: State, stop: StopId): State {
  const moved = { ...state, stop };
  for (const key of keysOf(stop)) {
    if (parseValue(key, writeValue(state[key]), stop) === undefined) assign(moved, key, defaults()[key]);
  }
  return moved;
}

/** What of a URL's query does not fit, by the names of the properties. */
export function refused(query: string): { key: Key; text: string }[] {
  const given = new URLSearchParams(query);
  const { stop } = parseState(query);
  return keys.flatMap((key) => {
    const text = given.get(key);
    return text === null || parseValue(key, text, stop) !== undefined ? [] : [{ key, text }];
  });
}

/**
 * The state that a URL's query stands for. Unknown keys and values that do not fit are ignored. An address that says
 * nothing of the lab but its language, its size, and whether it asks, is that of the start page.
 */
export function parseState(query: string): State {
  const state = defaults();
  const given = new URLSearchParams(query);
  if (!keys.some((key) => !['lang', 'ask', 'present'].includes(key) && given.has(key))) state.page = 'start';
  for (const key of keys) {
    const text = given.get(key);
    // The stop stands before what counts at it.
    if (text !== null) assign(state, key, parseValue(key, text, state.stop));
  }
  return state;
}

function assign<K extends Key>(state: State, key: K, value: State[K] | undefined): void {
  if (value !== undefined) state[key] = value;
}

/** Whether the state of its stop is as it was in the beginning. */
export const atBeginning = (state: State): boolean => keysOf(state.stop).every((key) => isDefault(state, key));

const isDefault = (state: State, key: Key) => writeValue(state[key]) === writeValue(properties[key].default);

/**
 * The query of a state: only what is not as it was in the beginning, and only what counts at its stop; the stop itself
 * always, because an empty query is the start page's.
 */
export function writeState(state: State): string {
  const counting = [...pageKeys, ...keysOf(state.stop)];
  const query = counting
    .filter((key) => !isDefault(state, key) || (key === 'stop' && state.page === 'story'))
    .map((key) => `${key}=${encodeURIComponent(writeValue(state[key])).replaceAll('%2C', ',').replaceAll('%7E', '~')}`)
    .join('&');
  return query === 'page=start' ? '' : query;
}
