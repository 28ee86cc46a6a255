import { afterEach, describe, expect, test } from 'vitest';
import { openBlockPass } from '../../../src/learn/fit/block-pass.ts';
import { completePoint, lossAlong, scoresOf } from '../../../src/learn/fit/objective.ts';
import type { CodeBlock, Design } from '../../../src/learn/table/design.ts';
import { setArithmetic } from '../../../src/runtime/arithmetic.ts';
import { seededRandom } from '../../../src/sample/index.ts';

afterEach(() => setArithmetic('auto'));

const rows = 700;
const classes = 4;
const random = seededRandom(3);
const values = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => 100 + random()));
const design: Design = {
  rows,
  columns: 5,
  blocks: [
    { kind: 'numbers', index: [0, 1, 4], values, centers: [100.5, 100, 99], scales: [0.3, 2, 1] },
    { kind: 'codes', first: 2, levels: 2, codes: Int32Array.from({ length: rows }, (_, i) => (i % 3) - 1) },
  ],
};
const labels = Int32Array.from({ length: rows }, () => Math.floor(random() * classes));
const weights = Float64Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? 0 : random() / rows));
const parameters = Float64Array.from({ length: classes * 6 }, () => random() - 0.5);

/** By the objective of a problem in memory. */
function whole() {
  const ones: CodeBlock = { kind: 'codes', first: 5, levels: 1, codes: new Int32Array(rows) };
  const problem = { design: { rows, columns: 6, blocks: [...design.blocks, ones] }, labels, weights, classes, l2: 0 };
  const vector = () => new Float64Array(classes * rows);
  const vectors = { scores: vector(), residuals: vector(), trial: vector(), along: vector() };
  const point = { ...vectors, parameters, gradient: new Float64Array(classes * 6), loss: 0, objective: 0 };
  scoresOf(problem, parameters, point.scores);
  point.loss = lossAlong(problem, point.scores, point.scores, 0, point.residuals).loss;
  completePoint(problem, point);
  return point;
}

function part(first: number, end: number) {
  const blocks = design.blocks.map((block): Design['blocks'][number] =>
    block.kind === 'codes'
      ? { ...block, codes: block.codes.slice(first, end) }
      : { ...block, values: block.values.map((x) => x.slice(first, end)) },
  );
  return {
    design: { ...design, rows: end - first, blocks },
    labels: labels.slice(first, end),
    weights: weights.slice(first, end),
  };
}

describe('openBlockPass', () => {
  test.each(['auto', 'reproducible', 'reference'] as const)(
    '%s: blocks add up to the loss and gradient of all rows',
    (level) => {
      setArithmetic(level);
      const pass = openBlockPass(256, 3, classes);
      const gradient = new Float64Array(classes * 6);
      let loss = 0;
      for (let first = 0; first < rows; first += 256)
        loss += pass.add(part(first, Math.min(rows, first + 256)), parameters, gradient);
      const point = whole();
      expect(loss).toBeCloseTo(point.loss, 13);
      gradient.forEach((g, j) => {
        expect(g).toBeCloseTo(point.gradient[j], 12);
      });
    },
  );

  test('a shorter block after a longer one has nothing of it; a longer one than the first is refused', () => {
    const pass = openBlockPass(256, 3, classes);
    const [again, alone] = [new Float64Array(classes * 6), new Float64Array(classes * 6)];
    pass.add(part(0, 256), parameters, new Float64Array(classes * 6));
    const loss = pass.add(part(256, 300), parameters, again);
    expect(loss).toBe(openBlockPass(256, 3, classes).add(part(256, 300), parameters, alone));
    expect(again).toEqual(alone);
    expect(() => pass.add(part(0, 257), parameters, again)).toThrow('expected at most 256 rows');
  });
});
