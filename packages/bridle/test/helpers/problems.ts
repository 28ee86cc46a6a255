// Problems for tests of the solvers: random scores of numbers and codes with overlapping classes.

import { seededRandom } from '../../src/core/random.ts';
import { type FitOptions, type Prepared, prepareProblem } from '../../src/learn/fit/problem.ts';
import type { Design } from '../../src/learn/table/design.ts';
import { randomDesign } from './designs.ts';

/** A design and labels that depend on its first number, with noise; every class has rows. */
export function randomTask(classes: number, rows = 80, numbers = 3, levels: readonly number[] = [3]) {
  const random = seededRandom(11);
  const design: Design = randomDesign(random, rows, numbers, levels);
  const [block] = design.blocks;
  const signal = block.kind === 'numbers' ? block.values[0] : new Float64Array(rows);
  const labels = Int32Array.from(signal, (x, i) => (i + Math.floor(x + 2 * random())) % classes).map((k) =>
    Math.abs(k),
  );
  return { design, labels, classes };
}

/** The problem that the solvers see. */
export function randomProblem(classes: number, options: FitOptions = {}): Prepared {
  const { design, labels } = randomTask(classes);
  return prepareProblem(design, labels, classes, options);
}
