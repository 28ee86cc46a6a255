// The state of one lab, a page's or a custom element's: the table's values, reactive, and the only ways to change them.
// What is locked stays as it was given.

import { getContext, setContext } from 'svelte';
import { type Language, languageOf } from '../language.ts';
import type { StopId } from '../stops/stop-ids.ts';
import { shell } from '../strings/shell.ts';
import { defaults, type Key, keysOf, type State } from './properties.ts';

export type Lab = {
  readonly state: Readonly<State>;
  readonly language: Language;
  /** The strings of everything that is not one stop's own. */
  readonly strings: (typeof shell)[Language];
  /** One name for each score: those that were given, then the usual ones. */
  readonly names: readonly string[];
  locked: (key: Key) => boolean;
  set: <K extends Key>(key: K, value: State[K]) => void;
  /** Several at once, as a preset does. */
  apply: (values: Partial<State>) => void;
  /** Back to the beginning of a stop. */
  reset: (stop: StopId) => void;
  /** Everything, locked or not: for another URL of the same page. */
  replace: (state: State) => void;
};

export function createLab(initial: State): Lab {
  // Raw: arrays stay plain, so that the models read them without a signal for each number.
  let state = $state.raw(initial);
  const language = $derived<Language>(state.lang === 'auto' ? languageOf(navigator.language) : state.lang);
  const strings = $derived(shell[language]);
  const names = $derived(state.scores.map((_, i) => state.names[i] || strings.usualName(i)));

  const locked = (key: Key) => state.lock.includes(key);
  const set: Lab['set'] = (key, value) => {
    if (!locked(key)) state = { ...state, [key]: value };
  };
  const apply: Lab['apply'] = (values) => {
    for (const key of Object.keys(values) as Key[]) set(key, values[key] as never);
  };
  return {
    get state() {
      return state;
    },
    get language() {
      return language;
    },
    get strings() {
      return strings;
    },
    get names() {
      return names;
    },
    locked,
    set,
    apply,
    reset: (stop) => {
      const beginning = defaults();
      for (const key of keysOf(stop)) set(key, beginning[key]);
    },
    replace: (other) => {
      state = other;
    },
  };
}

const LAB = Symbol('lab');

export function provideLab(lab: Lab): void {
  setContext(LAB, lab);
}

/** The lab that the component stands in. */
export function useLab(): Lab {
  return getContext<Lab>(LAB);
}
