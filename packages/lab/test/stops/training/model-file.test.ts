import { softmax } from 'bridle';
import { parseModel, predict } from 'bridle/learn';
import { expect, test } from 'vitest';
import { featuresOf, newton, scoresAt } from '../../../src/stops/training/model.ts';
import { modelFile } from '../../../src/stops/training/model-file.ts';
import { blobs, readPoints, ringed, rowsOf } from '../../../src/stops/training/points.ts';

test.each([
  ['blobs', blobs, false],
  ['rings with squares', ringed, true],
])('the model file of %s predicts from the coordinates what the page shows', (_, points, squares) => {
  const rows = rowsOf(readPoints(points), squares);
  const { fit } = newton(rows);
  const names = ['A', 'B', 'C'].slice(0, rows.classes.length);
  const model = parseModel(modelFile(rows, fit, names));
  expect(model.classes).toEqual(names);
  const columns = featuresOf(rows).map(({ name }, j) => ({
    kind: 'numeric' as const,
    name,
    values: Float64Array.from(rows.x, (row) => row[j]),
  }));
  const { probabilities } = predict(model, { rows: rows.x.length, columns });
  rows.x.forEach((row, i) => {
    softmax(scoresAt(fit, row)).forEach((p, k) => {
      expect(probabilities[i * names.length + k]).toBeCloseTo(p, 12);
    });
  });
});
