// Trainers of softmax or logistic regression in JavaScript, each with its best of some learning rates: the least log-loss of
// the training rows within a number of steps, and the seconds that it took to reach it.

/** The steps that each may take; more lower the log-loss by less than a hundredth in a second. */
const STEPS = { mlLogisticRegression: 500, adam: 1000 };
const RATES = { mlLogisticRegression: [1e-3, 3e-3, 1e-2], adam: [0.03, 0.1, 0.3] };

export async function trainersOfJavaScript(task) {
  return [await mlLogisticRegression(task), await adam(task)];
}

const best = (runs) => runs.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));

/**
 * One model for each class against the rest, by gradient descent on all rows. It has no intercept, so a column of ones is
 * added, and no probabilities: those of the models are divided by their sum.
 */
async function mlLogisticRegression({ data, dims: [rows, columns], labels }) {
  const { default: LogisticRegression } = await import('ml-logistic-regression');
  const { Matrix } = await import('ml-matrix');
  const cells = Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns), 1]);
  const [x, y] = [new Matrix(cells), Matrix.columnVector([...labels])];
  const runs = RATES.mlLogisticRegression.map((learningRate) => {
    const numSteps = STEPS.mlLogisticRegression;
    const model = new LogisticRegression({ numSteps, learningRate });
    const start = performance.now();
    model.train(x, y);
    const seconds = (performance.now() - start) / 1000;
    // Its class has the target 0, the rest 1.
    const scores = model.classifiers.map((one) => one.testScores(x));
    let loss = 0;
    for (let i = 0; i < rows; i += 1) {
      const sum = scores.reduce((total, score) => total + 1 - score[i], 0);
      loss -= Math.log(Math.max((1 - scores[labels[i]][i]) / sum, 1e-15)) / rows;
    }
    return { learningRate, logLoss: loss, seconds };
  });
  const { learningRate, logLoss, seconds } = best(runs);
  const how = `${STEPS.mlLogisticRegression} steps of rate ${learningRate}`;
  return { peer: 'ml-logistic-regression', how, logLoss, seconds };
}

/** Softmax regression by Adam on all rows; the gradient is composed, because the package registers no derivatives. */
async function adam({ data, dims, labels }) {
  const tf = await import('@tensorflow/tfjs-core');
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  wasm.setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  const [rows, columns] = dims;
  const classes = Math.max(...labels) + 1;
  const x = tf.tensor2d(Float32Array.from(data), dims);
  const y = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32'));
  const runs = RATES.adam.map((rate) => {
    const w = tf.variable(tf.zeros([columns, classes]), true, `w${rate}`);
    const b = tf.variable(tf.zeros([classes]), true, `b${rate}`);
    const optimizer = tf.train.adam(rate);
    const found = { rate, logLoss: Infinity, seconds: 0 };
    const start = performance.now();
    for (let step = 0; step < STEPS.adam; step += 1) {
      tf.tidy(() => {
        const p = tf.softmax(tf.add(tf.matMul(x, w), b));
        if (step % 10 === 9) {
          const [loss] = tf.div(tf.neg(tf.sum(tf.mul(y, tf.log(tf.maximum(p, 1e-30))))), rows).dataSync();
          if (loss < found.logLoss)
            Object.assign(found, { logLoss: loss, seconds: (performance.now() - start) / 1000 });
        }
        const residuals = tf.div(tf.sub(p, y), rows);
        optimizer.applyGradients({ [w.name]: tf.matMul(x, residuals, true), [b.name]: tf.sum(residuals, 0) });
      });
    }
    tf.dispose([w, b]);
    optimizer.dispose();
    return found;
  });
  tf.dispose([x, y]);
  const { rate, logLoss, seconds } = best(runs);
  return {
    peer: `tfjs-wasm ${tf.version_core}`,
    how: `Adam of rate ${rate}, at most ${STEPS.adam} steps`,
    logLoss,
    seconds,
  };
}
