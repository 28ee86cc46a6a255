// The stops in the order of the story.

export const stopIds = [
  'energy',
  'timeline',
  'definition',
  'share',
  'overflow',
  'training',
  'digits',
  'calibration',
  'word',
] as const;

export type StopId = (typeof stopIds)[number];
