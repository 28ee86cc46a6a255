// ONNX Runtime, in WebAssembly and as Node's native addon: one-operation models. The addon writes into the caller's
// array; the WebAssembly build takes such an array and leaves it untouched, so there each run makes its own.
import { emptyArray, resultLength } from '../cases.mjs';
import { ONNX_OPS, onnxModel } from '../onnx-model.mjs';
import { timeAwaits } from '../turns.mjs';

export async function openOrtWeb() {
  const ort = await import('onnxruntime-web');
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const peer = peerOf('onnxruntime-web', ort, ort.env.versions.web, [1]);
  // Loading its WebAssembly leaves a global Worker behind in Node, from which jax-js would conclude that it is in a
  // browser with shared memory. One session loads it; without the Worker it works on.
  const known = 'Worker' in globalThis;
  const session = await ort.InferenceSession.create(onnxModel('softmax', 'float32', 1, 1));
  await session.release();
  if (!known) delete globalThis.Worker;
  return peer;
}

export async function openOrtNode() {
  const { default: ort } = await import('onnxruntime-node');
  return peerOf('onnxruntime-node', ort, ort.env.versions.node, [1, 2]);
}

function peerOf(name, ort, version, threads) {
  return {
    name,
    version,
    variants: threads.map((count) => ({ variant: 'own array', threads: count, open: openWith(ort, count) })),
    close() {},
  };
}

function openWith(ort, threads) {
  const native = Boolean(ort.env.versions.node);
  return async ({ op, dtype, rows, cols, x }) => {
    if (!ONNX_OPS.includes(op)) throw new Error('has no gradient');
    const session = await ort.InferenceSession.create(onnxModel(op, dtype, rows, cols), {
      executionProviders: [native ? 'cpu' : 'wasm'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const feeds = { x: new ort.Tensor(dtype, x, [rows, cols]) };
    const out = () => new ort.Tensor(dtype, emptyArray(dtype, resultLength(op, rows, cols)), dimsOf(op, rows, cols));
    const fetches = native ? { y: out() } : ['y'];
    return {
      time: timeAwaits(() => session.run(feeds, fetches)),
      result: async () => (await session.run(feeds, fetches)).y.data,
      close: () => session.release(),
    };
  };
}

function dimsOf(op, rows, cols) {
  return op === 'logSumExp' ? [rows] : [rows, cols];
}
