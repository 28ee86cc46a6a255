// What a stop's folder says of itself in stop.ts: the component, the words, the presets and the questions.

import type { Component } from 'svelte';
import type { Language } from '../language.ts';
import type { State } from '../state/properties.ts';

/** A state of the stop worth a button. Its label is `presets[id]` of the stop's strings. */
export type Preset = { id: string; state: Partial<State> };

/** A question to predict and then reveal. Its words are `questions[id]` of the stop's strings. */
export type Question = {
  id: string;
  /** The figure that it stands above, and whose numbers are hidden until then. */
  figure: string;
  /** Which of the choices is right: computed where a number decides. */
  answer: () => number;
  /** The numbers that the answer's words quote, computed by the library, as they are shown. */
  facts?: () => readonly string[];
  /** The state that shows the answer, as a link for teachers. */
  state: Partial<State>;
};

export type QuestionStrings = {
  ask: string;
  choices: readonly string[];
  /** What is so, in a sentence with the facts as they are shown on the page. */
  reveal: (...facts: string[]) => string;
  /** Why it is so. */
  why: string;
};

export type StopStrings = {
  /** The one idea, in two or three sentences. */
  idea: string;
  presets: Record<string, string>;
  questions: Record<string, QuestionStrings>;
};

/** What a stop's folder exports from stop.ts, under the name `stop`. */
export type Stop = {
  /** Draws the figures and controls from useLab(). */
  component: Component;
  strings: Record<Language, StopStrings>;
  presets: readonly Preset[];
  questions: readonly Question[];
};
