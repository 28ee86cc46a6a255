// The state in a link to the lab. Any text gives a state, and the link of a state gives the same state.

import { importLab } from '../lab-sources.mjs';
import { mutate } from '../mutations/mutate.mjs';
import { buffers } from '../seeds.mjs';

const { keys, keysOf, parseState, writeState } = await importLab('state/properties.ts');

const TOKENS = [
  ...keys.map((key) => `&${key}=`),
  '%',
  '%2C',
  '%00',
  '%E0%A4',
  '~c',
  '~t',
  '~',
  ',',
  '+',
  '&',
  '=',
  'inf',
  '-1',
  '1e400',
  '__proto__=1',
  'constructor',
  '#',
];

const plain = (state) => JSON.stringify(state, (_, x) => (x === Infinity ? 'inf' : Object.is(x, -0) ? '-0' : x));

export const reader = {
  name: 'lab-url',
  seeds: () =>
    buffers(
      'scores=1,1,3&names=초등,중등,고등&temperature=2&stop=share',
      'stop=energy&levels=0,1.5,3&degeneracies=1,3,5&unit=kJ/mol&kelvin=298.15',
      'lang=ko&embed=1&lock=scores,temperature&stop=overflow&shift=-88&format=f16',
      'stop=training&points=1,2,0,3,4,1&rate=0.1&lane=f64stable',
      'stop=digits&picture=0,16,8&temperature=inf',
      'names=a%2Cb,~c~t,%ED%95%9C&scores=-1,2.5e3',
    ),
  mutate: (random, seeds) => mutate(random, seeds, { tokens: TOKENS }),
  read: (bytes) => parseState(bytes.toString('utf8')),
  judge: (state) => {
    if (Object.keys(state).join() !== keys.join()) return `its keys are ${Object.keys(state)}`;
    const again = parseState(writeState(state));
    const counted = ['stop', 'page', 'lang', 'embed', 'lock', ...keysOf(state.stop)];
    const lost = counted.find((key) => plain(again[key]) !== plain(state[key]));
    return lost === undefined ? null : `its own link loses ${lost}: ${plain(state[lost])} became ${plain(again[lost])}`;
  },
};
