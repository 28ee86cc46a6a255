import { describe, expect, test } from 'vitest';
import { lessonIds, lessons, type Step } from '../../src/class/lessons.ts';
import { defaults, parseState, refused, writeState } from '../../src/state/properties.ts';
import { stopIds } from '../../src/stops/stop-ids.ts';
import { lessons as en } from '../../src/strings/en/lessons.ts';

describe.each(lessonIds)('the lesson %s', (id) => {
  test('takes fifty minutes', () => {
    expect(lessons[id].steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(50);
  });

  test('has words for each step and task, and no others', () => {
    expect(Object.keys(en[id].steps)).toEqual(lessons[id].steps.map((step) => step.id));
    expect(Object.keys(en[id].tasks)).toEqual([...lessons[id].tasks]);
  });

  test('each state that it shows is one that an address can name', () => {
    const states = [...lessons[id].steps.flatMap(({ show }: Step) => show ?? []), lessons[id].students];
    for (const state of states) {
      const query = writeState({ ...defaults(), ...state, present: true });
      expect(refused(query)).toEqual([]);
      expect(writeState(parseState(query))).toBe(query);
    }
  });

  test('its worksheet asks at stops that there are', () => {
    for (const { stop } of lessons[id].questions) expect(stopIds).toContain(stop);
  });
});
