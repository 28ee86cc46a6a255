// The state of one lab, a page's or a custom element's: the table's values, reactive, and the only ways to change them.
// What is locked stays as it was given.

import { getContext, setContext } from 'svelte';
import { type Language, languageOf } from '../language.ts';
import type { StopId } from '../stops/stop-ids.ts';
import { shell } from '../strings/shell.ts';
import { atBeginning, defaults, type Key, keysOf, pageKeys, type State } from './properties.ts';
import { writeValue } from './property.ts';

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
  /** Several at once, as the answer of a question does: nothing that the reader tries by hand. */
  show: (values: Partial<State>) => void;
  /** Whether what a question asks for is hidden: not once it is answered or skipped, or the reader tries things. */
  hides: (question: string) => boolean;
  /** A question is answered or skipped. */
  settle: (question: string) => void;
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

  /** The questions that are settled, as `stop/question`, and the stops where the reader has begun to try things. */
  let settled = $state.raw<ReadonlySet<string>>(new Set(atBeginning(initial) || initial.present ? [] : [initial.stop]));
  const settle = (name: string) => {
    if (!settled.has(name)) settled = new Set([...settled, name]);
  };

  const locked = (key: Key) => state.lock.includes(key);
  const set: Lab['set'] = (key, value) => {
    if (locked(key)) return;
    state = { ...state, [key]: value };
    if (!pageKeys.includes(key) && !state.present) settle(state.stop);
  };
  const apply: Lab['apply'] = (values) => {
    for (const key of Object.keys(values) as Key[]) set(key, values[key] as never);
  };
  const hides = (question: string) =>
    state.ask && !state.embed && !settled.has(state.stop) && !settled.has(`${state.stop}/${question}`);
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
    show: (values) => {
      const free = Object.entries(values).filter(([key]) => !locked(key as Key));
      state = { ...state, ...Object.fromEntries(free) };
    },
    hides,
    settle: (question) => settle(`${state.stop}/${question}`),
    reset: (stop) => {
      const beginning = defaults();
      for (const key of keysOf(stop)) set(key, beginning[key]);
    },
    replace: (other) => {
      // A link into another state of a stop shows it; what only came along from another stop hides nothing.
      const led = keysOf(other.stop).some((key) => writeValue(other[key]) !== writeValue(state[key]));
      if (led && !atBeginning(other) && !other.present) settle(other.stop);
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
