import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixtures = join(root, 'packages/pipeline/test/import/fixtures');
const iris = join(fixtures, 'sklearn-1.9.1-iris.npz');

describe('bridle import', () => {
  test('writes a model that predicts, says what it compared, and show names its source', async () => {
    const out = join(folder, 'iris.json');
    const features = ['--features', 'sepal_length_cm', 'sepal_width_cm', 'petal_length_cm', 'petal_width_cm'];
    const imported = await call(['import', iris, '--out', out, '--target', 'species', ...features]);
    expect({ code: imported.code, err: imported.err }).toEqual({ code: 0, err: '' });
    expect(imported.out.replace(out, 'OUT').replace(/[\d.e-]+\n$/, 'D\n')).toBe(
      'scikit-learn: 4 features, 3 classes → OUT\n15 rows of the file compared with its own predictions, largest difference D\n',
    );
    const predicted = await call(['predict', out, join(root, 'examples/iris/iris.csv')]);
    expect(predicted.out.split('\n')[1]).toMatch(/^setosa,0\.9/);
    expect((await call(['show', out])).out).toMatch(/imported from +scikit-learn · sklearn-1\.9\.1-iris\.npz/);
    const again = await call(['import', iris, '--out', out]);
    expect({ code: again.code, err: again.err.replace(out, 'OUT') }).toEqual({
      code: 2,
      err: 'bridle: OUT exists already; choose another file, or replace it with --force.\n',
    });
  });

  test('gives a document, and speaks Korean', async () => {
    const out = join(folder, 'spark.json');
    const from = join(fixtures, 'spark-4.2.0-binary');
    const { out: text } = await call(['import', from, '--out', out, '--classes', 'no', 'yes', '--json']);
    expect(JSON.parse(text)).toEqual({
      ...{ from, model: out, source: 'Spark 4.2.0', target: 'class', classes: ['no', 'yes'], features: 4, check: null },
    });
    const korean = await call(['import', from, '--out', out, '--force', '--lang', 'ko']);
    expect(korean.out.replace(out, 'OUT')).toBe(
      'Spark 4.2.0: 특징 4개, 클래스 2개 → OUT\n파일에 예측이 없어 비교하지 않았습니다.\n',
    );
    const none = await call(['import', folder, '--out', out, '--lang', 'ko']);
    expect({ code: none.code, err: none.err.replace(folder, 'DIR') }).toEqual({
      code: 2,
      err: 'bridle: DIR: 가져올 수 없습니다. Spark ML의 LogisticRegressionModel이 아닙니다. 그 단계의 폴더를 지정하세요.\n',
    });
  });
});
