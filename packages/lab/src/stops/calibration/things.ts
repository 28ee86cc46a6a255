// Pictures of what is no digit, drawn by hand on the grid of the digits: a dot is an empty pixel, # a black one, + half.

import { BLACK } from '../digits/pictures.ts';

const drawn = {
  heart: ['.##..##.', '########', '########', '########', '.######.', '..####..', '...##...', '........'],
  letter: ['...##...', '..####..', '..#..#..', '.##..##.', '.######.', '.#....#.', '##....##', '#......#'],
  cross: ['##....##', '###..###', '.######.', '..####..', '..####..', '.######.', '###..###', '##....##'],
  board: ['#.#.#.#.', '.#.#.#.#', '#.#.#.#.', '.#.#.#.#', '#.#.#.#.', '.#.#.#.#', '#.#.#.#.', '.#.#.#.#'],
  grey: ['++++++++', '++++++++', '++++++++', '++++++++', '++++++++', '++++++++', '++++++++', '++++++++'],
  nothing: ['........', '........', '........', '........', '........', '........', '........', '........'],
} as const;

export type Thing = keyof typeof drawn;

export const thingIds = Object.keys(drawn) as Thing[];

const INK: Record<string, number> = { '#': BLACK, '+': BLACK / 2, '.': 0 };

export const pictureOfThing = (thing: Thing): number[] => drawn[thing].flatMap((row) => [...row].map((c) => INK[c]));
