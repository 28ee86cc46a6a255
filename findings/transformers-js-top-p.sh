#!/usr/bin/env bash
# @huggingface/transformers 4.3.2: TopPLogitsWarper and TopKLogitsWarper are exported and documented as the warpers of top-p
# and top-k, take and check their number, and throw when they are applied in a LogitsProcessorList, as TemperatureLogitsWarper
# beside them is. In `generate` the line that would add top-p is commented out, so that `top_p` is accepted without effect.
# Seen:  temperature 0.5: [4,2,0,-10]     top-p, top-k: `_call` should be implemented in a subclass
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund @huggingface/transformers@4.3.2
cat >run.mjs <<'JS'
import * as transformers from '@huggingface/transformers';

const { env, LogitsProcessorList, Tensor, TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper } = transformers;
const apply = (warper) => {
  const list = new LogitsProcessorList();
  list.push(warper);
  try {
    return [...list([[0n]], new Tensor('float32', Float32Array.from([2, 1, 0, -5]), [1, 4])).data];
  } catch (error) {
    return error.message;
  }
};
const seen = {
  version: env.version,
  temperature: apply(new TemperatureLogitsWarper(0.5)),
  topP: apply(new TopPLogitsWarper(0.9)),
  topK: apply(new TopKLogitsWarper(2)),
};
console.log(JSON.stringify(seen, null, 1));
const throws = '`_call` should be implemented in a subclass';
const expected = { version: '4.3.2', temperature: [4, 2, 0, -10], topP: throws, topK: throws };
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
