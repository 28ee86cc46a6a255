// What one writes without a library: largest, exponentials, sum, divide. The bench imports this file once for each
// dtype (with a query), so that the engine compiles each copy for one kind of array.

export function softmax(x, rows, cols, out) {
  for (let r = 0; r < rows; r += 1) {
    const start = r * cols;
    const end = start + cols;
    const max = largest(x, start, end);
    let sum = 0;
    for (let i = start; i < end; i += 1) {
      const e = Math.exp(x[i] - max);
      out[i] = e;
      sum += e;
    }
    for (let i = start; i < end; i += 1) out[i] /= sum;
  }
}

export function logSoftmax(x, rows, cols, out) {
  for (let r = 0; r < rows; r += 1) {
    const start = r * cols;
    const end = start + cols;
    const max = largest(x, start, end);
    const shift = max + Math.log(sumExp(x, start, end, max));
    for (let i = start; i < end; i += 1) out[i] = x[i] - shift;
  }
}

export function logSumExp(x, rows, cols, out) {
  for (let r = 0; r < rows; r += 1) {
    const start = r * cols;
    const max = largest(x, start, start + cols);
    out[r] = max + Math.log(sumExp(x, start, start + cols, max));
  }
}

/** The mean loss; its gradient into out. */
export function crossEntropy(x, rows, cols, out, target) {
  let loss = 0;
  for (let r = 0; r < rows; r += 1) {
    const start = r * cols;
    const end = start + cols;
    const max = largest(x, start, end);
    let sum = 0;
    for (let i = start; i < end; i += 1) {
      const e = Math.exp(x[i] - max);
      out[i] = e;
      sum += e;
    }
    const right = start + target[r];
    loss += Math.log(sum) + max - x[right];
    const scale = 1 / (sum * rows);
    for (let i = start; i < end; i += 1) out[i] *= scale;
    out[right] -= 1 / rows;
  }
  return loss / rows;
}

function largest(x, start, end) {
  let max = -Infinity;
  for (let i = start; i < end; i += 1) if (x[i] > max) max = x[i];
  return max;
}

function sumExp(x, start, end, max) {
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += Math.exp(x[i] - max);
  return sum;
}
