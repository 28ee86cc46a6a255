// The pass of training as one writes it in JavaScript: row by row, logits, softmax, gradient.

export function plainPass(Numbers, { x, labels, w, b }, [n, p, k]) {
  const data = Numbers.from(x);
  const weights = Numbers.from(w);
  const z = new Float64Array(k);
  const gradient = new Float64Array(k * (p + 1));
  return () => {
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < n; i += 1) {
      const row = i * p;
      let max = -Infinity;
      for (let c = 0; c < k; c += 1) {
        let sum = b[c];
        for (let j = 0; j < p; j += 1) sum += weights[c * p + j] * data[row + j];
        z[c] = sum;
        if (sum > max) max = sum;
      }
      let total = 0;
      const own = z[labels[i]];
      for (let c = 0; c < k; c += 1) {
        z[c] = Math.exp(z[c] - max);
        total += z[c];
      }
      loss += Math.log(total) + max - own;
      for (let c = 0; c < k; c += 1) {
        const residual = z[c] / total - (c === labels[i] ? 1 : 0);
        const at = c * (p + 1);
        for (let j = 0; j < p; j += 1) gradient[at + j] += residual * data[row + j];
        gradient[at + p] += residual;
      }
    }
    return loss / n;
  };
}
