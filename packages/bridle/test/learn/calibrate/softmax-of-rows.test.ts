import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { softmax } from '../../../src/core/softmax.ts';
import { softmaxOfRows } from '../../../src/learn/calibrate/softmax-of-rows.ts';

test('softmaxOfRows has the bits of softmax, for infinities, NaN, ties and any temperature too', () => {
  const random = seededRandom(5);
  const special = [Number.NaN, Infinity, -Infinity, 0, -0, 1e300, -1e300];
  for (const classes of [2, 3, 70]) {
    for (const temperature of [1, 0.25, 3]) {
      const scores = Float64Array.from({ length: classes * 40 }, () =>
        random() < 0.05 ? special[Math.floor(random() * special.length)] : (random() - 0.5) * 40,
      );
      scores.fill(2, 0, classes);
      scores.fill(-Infinity, classes, 2 * classes);
      const { data } = softmax({ data: scores.slice(), dims: [40, classes] }, { temperature });
      expect(softmaxOfRows(scores, classes, temperature)).toEqual(data);
    }
  }
});
