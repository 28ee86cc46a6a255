// The root as Node loads it, one file (scripts/bundle.mjs), beside the files that other bundlers take.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const script = `
  import * as bundle from 'bridle';
  import * as files from './packages/bridle/dist/index.js';
  const isBundle = import.meta.resolve('bridle').endsWith('/dist/index.node.js');
  const sameNames = Object.keys(bundle).join() === Object.keys(files).join();
  bundle.setArithmetic('reproducible');
  const seen = files.arithmetic();
  const array = bundle.allocate(Float32Array, 3);
  array.set([1, 1, 3]);
  const results = [bundle, files].map(({ softmax }) => [...softmax(array), ...softmax([1, 1, 3])]);
  console.log(JSON.stringify({ isBundle, sameNames, seen, results, freed: files.free(array) }));
`;

test('has the exports of the files, their results, and one state with them: arithmetic and memory', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { isBundle, sameNames, seen, results, freed } = JSON.parse(stdout);
  expect({ isBundle, sameNames, seen, freed }).toEqual({
    isBundle: true,
    sameNames: true,
    seen: 'reproducible',
    freed: true,
  });
  expect(results[0]).toEqual(results[1]);
  expect(results[0].slice(3)).toEqual([0.10650697891920075, 0.10650697891920075, 0.7869860421615985]);
});
