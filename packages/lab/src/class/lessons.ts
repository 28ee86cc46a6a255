// Two lessons of fifty minutes: how long each step takes, the state of the lab that it shows, and the questions of its
// worksheet. The words are in the catalogues.

import type { State } from '../state/properties.ts';
import type { StopId } from '../stops/stop-ids.ts';

export type LessonId = Exclude<State['lesson'], 'none'>;
export type Step = { id: string; minutes: number; show?: Partial<State> };

type Lesson = {
  steps: readonly Step[];
  /** The questions of the worksheet, by stop. */
  questions: readonly { stop: StopId; ids: readonly string[] }[];
  /** How many tasks of its own the worksheet has. */
  tasks: readonly string[];
  /** Where students begin on their own devices. */
  students: Partial<State>;
};

const story = (stop: StopId, figure: string): Partial<State> => ({ page: 'story', stop, figure: [figure] });

export const lessons = {
  ai: {
    steps: [
      { id: 'vote', minutes: 6, show: { page: 'tally' } },
      { id: 'rules', minutes: 10, show: story('share', 'share') },
      { id: 'same', minutes: 8, show: story('share', 'plus-one') },
      { id: 'loss', minutes: 8, show: story('training', 'pull') },
      { id: 'rate', minutes: 10, show: story('training', 'lanes') },
      { id: 'digits', minutes: 5, show: { page: 'story', stop: 'digits' } },
      { id: 'exit', minutes: 3 },
    ],
    questions: [
      { stop: 'share', ids: ['same', 'near', 'doubled'] },
      { stop: 'training', ids: ['gradient', 'first'] },
    ],
    tasks: ['table', 'gradient', 'exit'],
    students: { page: 'story', stop: 'share' },
  },
  heat: {
    steps: [
      { id: 'guess', minutes: 5, show: story('energy', 'ladder') },
      { id: 'game', minutes: 13 },
      { id: 'count', minutes: 6, show: { page: 'tally' } },
      { id: 'ladder', minutes: 10, show: story('energy', 'ladder') },
      { id: 'capacity', minutes: 7, show: story('energy', 'curves') },
      { id: 'ways', minutes: 6, show: { page: 'story', stop: 'energy' } },
      { id: 'exit', minutes: 3 },
    ],
    questions: [{ stop: 'energy', ids: ['heat', 'capacity', 'ways'] }],
    tasks: ['tokens', 'temperature', 'exit'],
    students: { page: 'story', stop: 'energy' },
  },
} as const satisfies Record<LessonId, Lesson>;

export const lessonIds = Object.keys(lessons) as LessonId[];
