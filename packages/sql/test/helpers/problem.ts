// A made problem of numbers: correlated columns of different sizes, classes drawn from a softmax of them.

import type { Table } from 'bridle/learn';
import { seededRandom } from 'bridle/sample';

/** Columns x0 … and the text column y with the classes c0 …; column j has the mean 3·j and the deviation 2^(j mod 5). */
export function madeProblem(rows: number, features: number, classes: number, seed = 1): Table {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = Array.from({ length: classes }, () => Array.from({ length: features + 1 }, () => 0.6 * normal()));
  const values = Array.from({ length: features }, () => new Float64Array(rows));
  const codes = new Int32Array(rows);
  for (let i = 0; i < rows; i += 1) {
    let last = normal();
    const x = Array.from({ length: features }, () => {
      last = 0.6 * last + 0.8 * normal();
      return last;
    });
    const scores = truth.map((w) => x.reduce((sum, value, j) => sum + w[j] * value, w[features]));
    const noisy = scores.map((z) => z - Math.log(-Math.log(1 - random() * (1 - 1e-12))));
    codes[i] = noisy.indexOf(Math.max(...noisy));
    x.forEach((value, j) => {
      values[j][i] = 3 * j + 2 ** (j % 5) * value;
    });
  }
  const levels = Array.from({ length: classes }, (_, k) => `c${k}`);
  const columns = values.map((column, j) => ({ kind: 'numeric' as const, name: `x${j}`, values: column }));
  return { rows, columns: [...columns, { kind: 'categorical', name: 'y', codes, levels }] };
}
