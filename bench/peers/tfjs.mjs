// TensorFlow.js on its WebAssembly backend, one thread: tensors that stay (operation only), and from array to array.
// Cross-entropy and its gradient are composed of operations: the package of the backend registers no derivatives.
import { timeCalls } from '../turns.mjs';

export async function openTfjs() {
  const tf = await import('@tensorflow/tfjs-core');
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  wasm.setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();

  const operations = {
    softmax: (x) => [tf.softmax(x)],
    logSoftmax: (x) => [tf.logSoftmax(x)],
    logSumExp: (x) => [tf.logSumExp(x, -1)],
    crossEntropy: (x, oneHot) => {
      const [rows] = x.shape;
      const logs = tf.sub(x, tf.logSumExp(x, -1, true));
      const loss = tf.div(tf.neg(tf.sum(tf.mul(oneHot, logs))), rows);
      return [tf.div(tf.sub(tf.exp(logs), oneHot), rows), loss];
    },
  };
  const openWith =
    (resident) =>
    ({ op, dtype, rows, cols, x, target }) => {
      if (dtype !== 'float32') throw new Error('has no float64');
      const held = resident ? tf.tensor2d(x, [rows, cols]) : null;
      const oneHot =
        op === 'crossEntropy' ? tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(target, 'int32'), cols), 'float32')) : null;
      const run = (use) => {
        const input = held ?? tf.tensor2d(x, [rows, cols]);
        const results = tf.tidy(() => operations[op](input, oneHot));
        const used = use(results);
        tf.dispose(results);
        if (!held) input.dispose();
        return used;
      };
      const download = (results) => results.map((result) => result.dataSync())[0];
      return {
        time: timeCalls(() => run(resident ? () => {} : download)),
        result: () => run(download),
        close: () => tf.dispose([held, oneHot].filter(Boolean)),
      };
    };
  return {
    name: 'tfjs-wasm',
    version: tf.version_core,
    variants: [
      { variant: 'resident', threads: 1, open: openWith(true) },
      { variant: 'own array', threads: 1, open: openWith(false) },
    ],
    close() {},
  };
}
