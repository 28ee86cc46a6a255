// What a stop offers to a class where the whole site is around it; inside another page there is none of it.

import { getContext, setContext } from 'svelte';

type ClassTools = { showQr: () => void };

const TOOLS = Symbol('class tools');

export function provideClassTools(tools: ClassTools): void {
  setContext(TOOLS, tools);
}

export const useClassTools = (): ClassTools | undefined => getContext<ClassTools | undefined>(TOOLS);
