// What the softmax of logits in a file says, in one pass: entropy and confidence, and with labels the quality of the
// probabilities: accuracy, log-loss, Brier score and calibration error, as `evaluate` of bridle/learn defines them.

import { exp, log, logSoftmax } from 'bridle';
import type { PassOptions } from './check-logits.ts';
import type { Logits } from './open-logits.ts';

/** The quality of probabilities; `ece` is over 15 equal bins (l, u] of the largest probability. */
export type LabelledQuality = { rows: number; accuracy: number; logLoss: number; brier: number; ece: number };

/** `row` is counted from 0, and `top` has its most probable classes. */
export type ShownRow = { row: number; top: { class: number; probability: number }[]; entropy: number };

/** What `measureLogits` finds: means over the rows, measures against labels, and the first rows. */
export type LogitsMeasure = {
  rows: number;
  /** Rows without a softmax, for a NaN or because all are −∞: they are in no figure. */
  undefinedRows: number;
  /** Means over the rows; null where none has a softmax. */
  entropy: number | null;
  confidence: number | null;
  quality: LabelledQuality | null;
  first: ShownRow[];
};

export type MeasureOptions = PassOptions & {
  temperature?: number | undefined;
  labels?: Int32Array | null | undefined;
  /** How many rows, and how many classes of each, are shown. */
  show?: { rows: number; classes: number } | undefined;
};

const BINS = 15;

/**
 * @throws as the blocks of `openLogits`; the signal's reason when it aborts.
 * @example
 * ```ts
 * import { measureLogits, openLogits, writeWhole } from '@bridle/pipeline';
 * import { writeNpy } from 'bridle/tensor-files';
 * const scores = new Float64Array([2, 0, 0, 3]);
 * await writeWhole([{ path: 'out/measured.npy', content: writeNpy({ data: scores, dims: [2, 2] }) }]);
 * const logits = await openLogits('out/measured.npy');
 * const { rows, quality } = await measureLogits(logits, { labels: new Int32Array([0, 1]) });
 * [rows, quality?.accuracy]; // → [2, 1]
 * await logits.close();
 * ```
 */
export async function measureLogits(logits: Logits, options: MeasureOptions = {}): Promise<LogitsMeasure> {
  const { temperature = 1, labels, show = { rows: 0, classes: 0 }, signal, onProgress } = options;
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  const sums = { entropy: 0, confidence: 0, labelled: 0, right: 0, logLoss: 0, brier: 0 };
  let seen = 0;
  let defined = 0;
  const first: ShownRow[] = [];
  for await (const { data, dims, rowAt } of logits.blocks()) {
    signal?.throwIfAborted();
    const [outer, length, inner] = dims;
    const logs = logSoftmax(
      { data: Float64Array.from(data as ArrayLike<number>, Number), dims },
      { axis: 1, temperature },
    ).data;
    for (let r = 0; r < outer * inner; r += 1) {
      const row = rowAt(r);
      const base = Math.floor(r / inner) * length * inner + (r % inner);
      const at = (k: number) => logs[base + k * inner];
      seen += 1;
      if (length === 0 || Number.isNaN(at(0))) continue;
      defined += 1;
      let top = 0;
      let entropy = 0;
      let squares = 0;
      for (let k = 0; k < length; k += 1) {
        const p = exp(at(k));
        if (p > 0) entropy -= p * at(k);
        squares += p * p;
        if (at(k) > at(top)) top = k;
      }
      const confidence = exp(at(top));
      sums.entropy += entropy;
      sums.confidence += confidence;
      if (row < show.rows) first.push({ row, top: mostProbable(at, length, show.classes), entropy });
      const label = labels?.[row] ?? -1;
      if (label < 0) continue;
      sums.labelled += 1;
      // A probability of 0 counts as the least float64 above it.
      sums.logLoss -= Math.max(at(label), log(Number.MIN_VALUE));
      sums.brier += squares - 2 * exp(at(label)) + 1;
      const bin = bins[Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1))];
      bin.confidence += confidence;
      if (top === label) [sums.right, bin.right] = [sums.right + 1, bin.right + 1];
    }
    onProgress?.({ rows: seen, total: logits.rows });
  }
  const { labelled } = sums;
  const gaps = bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0);
  const mean = (sum: number, count: number) => (count === 0 ? null : sum / count);
  return {
    rows: seen,
    undefinedRows: seen - defined,
    entropy: mean(sums.entropy, defined),
    confidence: mean(sums.confidence, defined),
    quality:
      labelled === 0
        ? null
        : {
            rows: labelled,
            accuracy: sums.right / labelled,
            logLoss: sums.logLoss / labelled,
            brier: sums.brier / labelled,
            ece: gaps / labelled,
          },
    first: first.sort((a, b) => a.row - b.row),
  };
}

function mostProbable(at: (k: number) => number, length: number, count: number): ShownRow['top'] {
  const order = Array.from({ length }, (_, k) => k).sort((a, b) => at(b) - at(a) || a - b);
  return order.slice(0, count).map((k) => ({ class: k, probability: exp(at(k)) }));
}
