// Custom elements for other people's pages, one for each stop: <bridle-share scores="1,1,3" lock="temperature">. The
// attributes are the state properties; each element has a state of its own and touches nothing outside its shadow.

import './ui/base.css';
import { mount, unmount } from 'svelte';
import Embedded from './Embedded.svelte';
import { createLab, type Lab } from './state/lab.svelte.ts';
import { defaults, type Key, keys, parseValue } from './state/properties.ts';
import { type StopId, stopIds } from './stops/stop-ids.ts';

/** The build puts the text of the style here (see build/style-in-script.ts). */
const style = '__LAB_STYLE__';

const attributes = keys.filter((key) => key !== 'page' && key !== 'stop' && key !== 'embed');

function define(stop: StopId, sheet: CSSStyleSheet): void {
  class StopElement extends HTMLElement {
    static observedAttributes = attributes;

    readonly #lab: Lab = createLab({ ...defaults(), stop, embed: true });
    #mounted: ReturnType<typeof mount> | undefined;

    connectedCallback(): void {
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [sheet];
      this.#mounted = mount(Embedded, { target: shadow, props: { lab: this.#lab } });
    }

    disconnectedCallback(): void {
      if (this.#mounted) unmount(this.#mounted);
    }

    attributeChangedCallback(name: Key, _: string | null, text: string | null): void {
      const value = text === null ? undefined : parseValue(name, text, stop);
      this.#lab.replace({ ...this.#lab.state, [name]: value ?? defaults()[name] });
    }
  }
  customElements.define(`bridle-${stop}`, StopElement);
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
for (const stop of stopIds) define(stop, sheet);
