// The page of without-webassembly.test.ts: what works where its policy forbids to compile.

import { allocate, exp, free, logSoftmax, logSumExp, setLevel, softmax } from '../../src/index.ts';

type Host = { WebAssembly: { Module: new (bytes: Uint8Array) => object } };

let refusal = '';
try {
  new (globalThis as unknown as Host).WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
} catch (error) {
  refusal = (error as Error).name;
}

const x = allocate(Float64Array, 30).fill(2);
softmax(x, { out: x });
const results = ['auto', 'reproducible', 'reference'].map((level) => {
  setLevel(level as 'auto');
  return {
    softmax: Array.from(softmax(Float64Array.of(1, 1, 3))),
    logSoftmax: Array.from(logSoftmax({ data: Float32Array.of(1000, 1), dims: [1, 2] }).data),
    logSumExp: logSumExp(Float64Array.of(0, -40)),
    exp: Array.from(exp(Float32Array.of(0, 1))),
  };
});
Object.assign(globalThis, { result: { refusal, resident: Array.from(x), freed: free(x), results } });
