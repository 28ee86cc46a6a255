// The questions of the stop that is shown, for the figures that they stand above.

import { getContext, setContext } from 'svelte';
import type { Question, QuestionStrings } from './stop-types.ts';

export type Asked = { question: Question; words: QuestionStrings };

type Questions = (figure: string) => readonly Asked[];

const QUESTIONS = Symbol('questions');

export function provideQuestions(of: Questions): void {
  setContext(QUESTIONS, of);
}

/** The questions above a figure. */
export const useQuestions = (): Questions => getContext<Questions>(QUESTIONS);
