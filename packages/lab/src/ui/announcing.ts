// What changed, said to those who do not see the figures: the sentences of a caption that are new, once the controls have
// been still for a moment, of the first changed figure that is in sight.

import { getContext, setContext } from 'svelte';

/** What stood there before the change, and what stands there now. */
type Announce = (figure: HTMLElement, before: string, now: string) => void;

/** How long nothing has to change, so that a drag or an animation is announced once, at its end. */
const STILL = 700; // milliseconds
const MOST_SENTENCES = 2;

const ANNOUNCE = Symbol('announce');

/** Gives the components below a way to announce; `say` puts a text where screen readers find it. */
export function provideAnnouncing(say: (text: string) => void): () => void {
  // A caption may change several times before it is still: news is what the first one did not say.
  const waiting = new Map<HTMLElement, { before: string; now: string }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speak = () => {
    const news = [...waiting]
      .map(([figure, { before, now }]) => ({ box: figure.getBoundingClientRect(), text: newSentences(before, now) }))
      .filter(({ text }) => text !== '');
    waiting.clear();
    const inSight = news.find(({ box }) => box.bottom > 0 && box.top < innerHeight) ?? news[0];
    if (inSight) say(inSight.text);
  };
  setContext<Announce>(ANNOUNCE, (figure, before, now) => {
    waiting.set(figure, { before: waiting.get(figure)?.before ?? before, now });
    clearTimeout(timer);
    timer = setTimeout(speak, STILL);
  });
  return () => clearTimeout(timer);
}

export const useAnnouncing = (): Announce => getContext<Announce>(ANNOUNCE);

const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+/);

/** The first sentences of a text that were not in it before; empty where there are none. */
export function newSentences(before: string, now: string): string {
  const old = new Set(sentencesOf(before));
  return sentencesOf(now)
    .filter((sentence) => !old.has(sentence))
    .slice(0, MOST_SENTENCES)
    .join(' ');
}
