// Addresses of the lab to hand to a class.

import { defaults, type State, writeState } from '../state/properties.ts';

/** The whole address of a state, for a link or a QR code. */
export const addressOf = (state: Partial<State>): string =>
  `${location.href.replace(/[?#].*/, '')}?${writeState({ ...defaults(), ...state })}`;

/** Whether other devices cannot open the page's address: a file, or a server on this machine. */
export const onlyHere = (): boolean =>
  location.protocol === 'file:' || /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(location.hostname);
