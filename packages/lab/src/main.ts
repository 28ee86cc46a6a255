// The site: the state from the URL, the app into the page, and the service worker where there is a server.

import './ui/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { createLab } from './state/lab.svelte.ts';
import { parseState } from './state/properties.ts';

const lab = createLab(parseState(location.search));
mount(App, { target: document.getElementById('lab')!, props: { lab } });

if (import.meta.env.MODE === 'production' && location.protocol.startsWith('http') && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('./service-worker.js').catch(() => {
    // Without it the page works all the same, only not offline.
  });
}
