import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atStop,
  defaults,
  type Key,
  keys,
  keysOf,
  pageKeys,
  parseState,
  parseValue,
  properties,
  refused,
  type State,
  writeState,
} from '../../src/state/properties.ts';
import { writeValue } from '../../src/state/property.ts';
import { stopIds } from '../../src/stops/stop-ids.ts';

type Property = (typeof properties)[Key];

/** Any value that a property may have. */
function anyValue(property: Property): fc.Arbitrary<unknown> {
  switch (property.kind) {
    case 'choice':
      return fc.constantFrom<unknown>(...property.values);
    case 'flag':
      return fc.boolean();
    case 'number':
      return 'whole' in property ? fc.integer({ min: property.min, max: property.max }) : numberIn(property);
    case 'numbers':
      return fc.array(numberIn(property), { minLength: 'empty' in property ? 0 : 1, maxLength: property.most });
    case 'words':
      return fc
        .array(fc.string({ unit: 'grapheme', maxLength: property.longest }), { maxLength: Math.min(5, property.most) })
        .filter((words) => words.every((word) => word.length <= property.longest) && words.join() !== '');
  }
}

const numberIn = ({ min, max }: { min: number; max: number }) => fc.double({ min, max, noNaN: true }).map((x) => x + 0); // −0 is written as 0

const states = fc.record(
  Object.fromEntries(keys.map((key) => [key, anyValue(properties[key])])),
) as unknown as fc.Arbitrary<State>;

describe('the table of properties', () => {
  test('every value comes back from its own text', () => {
    fc.assert(
      fc.property(states, (state) => {
        for (const key of keys) expect(parseValue(key, writeValue(state[key]), state.stop)).toEqual(state[key]);
      }),
    );
  });

  test('every state comes back from its URL, as far as its stop is concerned', () => {
    fc.assert(
      fc.property(states, (state) => {
        const back = parseState(`?${writeState(state)}`);
        for (const key of keys) {
          const counts = pageKeys.includes(key) || keysOf(state.stop).includes(key);
          expect(back[key]).toEqual(counts ? state[key] : defaults()[key]);
        }
      }),
    );
  });

  test('a URL says the stop and what differs; the empty one is the start page’s', () => {
    expect(writeState(defaults())).toBe('stop=energy');
    expect(writeState({ ...defaults(), page: 'start' })).toBe('');
    expect(parseState('').page).toBe('start');
    expect(parseState('lang=ko').page).toBe('start');
    expect(parseState('embed=1').page).toBe('story');
    expect(writeState({ ...defaults(), stop: 'share', temperature: 0.5 })).toBe('stop=share&temperature=0.5');
    expect(writeState({ ...defaults(), stop: 'definition', temperature: 0.5 })).toBe('stop=definition');
    expect(writeState({ ...defaults(), stop: 'share', scores: [1, 2.5, -3] })).toBe('stop=share&scores=1,2.5,-3');
    expect(writeState({ ...defaults(), kelvin: 40 })).toBe('stop=energy&kelvin=40');
    expect(parseState('kelvin=40')).toEqual({ ...defaults(), kelvin: 40 });
  });

  test('what does not fit is as good as absent', () => {
    const hostile = [
      'lang=xx&page=1&embed=maybe&figure=a,b&ask=2',
      'scores=1,two,3',
      'scores=1,1e400',
      'scores=',
      'scores=NaN',
      `scores=${'1,'.repeat(60)}1`,
      'scores=10001',
      'temperature=-1',
      'temperature=NaN',
      'temperature=0x10',
      'watched=1.5&watched=2',
      'add=1e999&scale=0',
      `names=${'n'.repeat(41)}`,
      `names=${'n,'.repeat(5000)}`,
      '__proto__=1&constructor=2&toString=3&hasOwnProperty=4',
      '%E0%A4%A&scores=%',
      'newer=1&scoresv2=3',
    ];
    for (const query of hostile) expect(parseState(`stop=energy&${query}`), query).toEqual(defaults());
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(parseState('__proto__=1')).sort()).toEqual([...keys].sort());
  });

  test('any text at all gives a state', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...keys), (text, key) => {
        expect(Object.keys(parseState(`${key}=${encodeURIComponent(text)}`))).toEqual(keys);
        parseState(text);
      }),
    );
  });

  test('a list that may be empty is empty in the link, and no other list is', () => {
    expect(writeState({ ...defaults(), stop: 'training', points: [] })).toBe('stop=training&points=');
    expect(parseState('stop=training&points=').points).toEqual([]);
    expect(parseState('picture=').picture).toEqual([]);
    for (const key of ['scores', 'levels', 'degeneracies'] as const) {
      expect(parseState(`${key}=`)[key]).toEqual(defaults()[key]);
    }
  });

  test('a temperature may be infinite', () => {
    expect(parseState('temperature=inf').temperature).toBe(Number.POSITIVE_INFINITY);
    expect(parseState('temperature=∞').temperature).toBe(Number.POSITIVE_INFINITY);
  });

  test('each default fits its own row', () => {
    for (const key of keys)
      for (const stop of stopIds)
        expect(parseValue(key, writeValue(defaults()[key]), stop), key).toEqual(defaults()[key]);
  });

  test('±∞, NaN and any size are scores where overflow is the subject, and nowhere else', () => {
    const any = [1, -Infinity, Number.NaN, 1e300];
    expect(parseState('stop=overflow&scores=1,-inf,nan,1e300').scores).toEqual(any);
    expect(writeState({ ...defaults(), stop: 'overflow', scores: any })).toBe(
      'stop=overflow&scores=1,-inf,nan,1e%2B300',
    );
    expect(parseState(writeState({ ...defaults(), stop: 'overflow', scores: any })).scores).toEqual(any);
    for (const text of ['nan', 'inf', '10001'])
      expect(parseState(`stop=share&scores=${text}`).scores).toEqual([1, 1, 3]);
    expect(parseState('stop=overflow&shift=nan').shift).toBe(defaults().shift);
  });

  test('whoever goes to another stop takes along what fits there', () => {
    const there = { ...defaults(), stop: 'overflow', scores: [1, -Infinity], shift: 5, lang: 'ko' } as const;
    expect(atStop(there, 'share')).toEqual({ ...there, stop: 'share', scores: [1, 1, 3] });
    expect(atStop({ ...there, scores: [2, 3] }, 'share').scores).toEqual([2, 3]);
  });

  test('what of a URL does not fit is told by name; what is unknown is not', () => {
    const many = new Array(51).fill('1').join();
    expect(refused(`stop=share&scores=${many}&temperature=2&newer=1`)).toEqual([{ key: 'scores', text: many }]);
    expect(refused('stop=overflow&scores=nan')).toEqual([]);
    expect(refused('stop=nowhere&add=lots').map(({ key }) => key)).toEqual(['stop', 'add']);
  });

  test('names are lower case, so that they can be attributes', () => {
    for (const key of keys) expect(key).toMatch(/^[a-z]+$/);
  });

  test('each property is the page’s or counts at a stop, and a URL names them in the order of the table', () => {
    expect(keysOf('definition')).toEqual(['scores', 'names']);
    expect(keysOf('digits')).toEqual(['temperature', 'picture']);
    expect(new Set([...pageKeys, ...stopIds.flatMap(keysOf)])).toEqual(new Set(keys));
    const own = ['page', 'stop', 'lang', 'embed', 'figure', 'ask', 'present', 'lesson', 'lock'];
    expect(keys.slice(0, 11)).toEqual([...own, 'scores', 'names']);
  });
});
