// jax-js on its WebAssembly backend: functions compiled by jit, on arrays that stay, and from array to array.
import { timeAwaits } from '../turns.mjs';
import { versionOf } from '../versions.mjs';

export async function openJax() {
  const { defaultDevice, init, jit, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');
  await init('wasm');
  defaultDevice('wasm');

  const meanLoss = (x, oneHot) => {
    const losses = nn.logsumexp(x.ref, -1).sub(oneHot.mul(x).sum(-1));
    return np.mean(losses);
  };
  const operations = {
    softmax: jit((x) => [nn.softmax(x, -1)]),
    logSoftmax: jit((x) => [nn.logSoftmax(x, -1)]),
    logSumExp: jit((x) => [nn.logsumexp(x, -1)]),
    crossEntropy: jit((x, oneHot) => valueAndGrad(meanLoss)(x, oneHot).reverse()),
  };
  const openWith =
    (resident) =>
    ({ op, dtype, rows, cols, x, target }) => {
      if (dtype === 'float64' && typeof Float16Array === 'undefined')
        throw new Error('needs Float16Array (Node 24) for it');
      const upload = (data) => np.array(data, { dtype: np[dtype] }).reshape([rows, cols]);
      const held = resident ? upload(x) : null;
      const oneHot = op === 'crossEntropy' ? upload(oneHotRows(x, rows, cols, target)) : null;
      const run = () => operations[op](held?.ref ?? upload(x), ...(oneHot ? [oneHot.ref] : []));
      const download = async (results) => {
        const [data] = await Promise.all(results.map((result) => result.data()));
        return data;
      };
      const wait = async (results) => {
        for (const result of results) {
          await result.blockUntilReady();
          result.dispose();
        }
      };
      return {
        time: timeAwaits(() => (resident ? wait : download)(run())),
        result: () => download(run()),
        close: () => [held, oneHot].forEach((array) => void array?.dispose()),
      };
    };
  return {
    name: 'jax-js',
    version: versionOf('@jax-js/jax'),
    variants: [
      { variant: 'resident', threads: 1, open: openWith(true) },
      { variant: 'own array', threads: 1, open: openWith(false) },
    ],
    close() {},
  };
}

function oneHotRows(x, rows, cols, target) {
  const oneHot = new x.constructor(rows * cols);
  for (let r = 0; r < rows; r += 1) oneHot[r * cols + target[r]] = 1;
  return oneHot;
}
