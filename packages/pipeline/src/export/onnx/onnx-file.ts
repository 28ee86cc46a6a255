// A model as an ONNX graph of plain tensors: one input of shape (batch, 1) for each column, float64 with NaN for a missing
// number, or texts with '' for a missing one; the outputs `label` (batch) and `probabilities` (batch, classes), float64.
// Everything is computed in float64, without LinearClassifier (float32) and without ZipMap.

import type { Feature, Model } from 'bridle/learn';
import { cannotExport } from '../cannot-export.ts';
import { type Graph, openGraph, TYPES } from './graph.ts';

const BATCH = 'batch';

/** The bytes of the file. */
export function onnxFile(model: Model): Uint8Array {
  const { classes, calibration } = model;
  if (calibration?.method === 'isotonic') throw cannotExport('onnx', 'calibration', calibration.method);
  const { features } = model.recipe;
  const taken = ['label', 'probabilities', ''];
  const clash = features.find(({ name }) => taken.includes(name));
  if (clash) throw cannotExport('onnx', 'name', clash.name);
  let prefix = 'bridle_';
  while (features.some(({ name }) => name.startsWith(prefix))) prefix += '_';
  const graph = openGraph(prefix);
  const blanks = [...new Set(['', ...(model.reading.missing ?? ['NA'])])];
  const parts = features.flatMap((feature) => featureNodes(graph, feature, blanks));
  const x = parts.length === 1 ? parts[0] : graph.node('Concat', parts, { axis: 1 });
  const width = model.weights.length / classes.length;
  const turned = Array.from({ length: width * classes.length }, (_, i) => {
    const [j, k] = [Math.floor(i / classes.length), i % classes.length];
    return model.weights[k * width + j];
  });
  const row = (numbers: ArrayLike<number>) =>
    graph.constant({ dims: [1, numbers.length], numbers: Array.from(numbers) });
  const product = graph.node('MatMul', [x, graph.constant({ dims: [width, classes.length], numbers: turned })]);
  const scores = graph.node('Add', [product, row(model.intercepts)]);
  graph.node('Softmax', [calibrated(graph, scores, calibration, row)], { axis: 1 }, 'probabilities');
  const index = graph.node('ArgMax', ['probabilities'], { axis: 1, keepdims: 0 });
  graph.node('Gather', [graph.constant({ dims: [classes.length], texts: classes }), index], { axis: 0 }, 'label');
  graph.output('label', 'string', [BATCH]);
  graph.output('probabilities', 'double', [BATCH, classes.length]);
  return graph.bytes();
}

/** The names of the values, (batch, features of the column) each. */
function featureNodes(graph: Graph, feature: Feature, blanks: readonly string[]): string[] {
  const { name } = feature;
  const one = (x: number) => graph.constant({ dims: [1, 1], numbers: [x] });
  if (feature.kind === 'numeric') {
    graph.input(name, 'double', [BATCH, 1]);
    const missing = graph.node('IsNaN', [name]);
    const filled = graph.node('Where', [missing, one(feature.fill), name]);
    const centred = graph.node('Sub', [filled, one(feature.mean)]);
    const scaled = graph.node('Div', [centred, one(feature.scale)]);
    return feature.hasMissing ? [scaled, graph.node('Cast', [missing], { to: TYPES.double })] : [scaled];
  }
  if (feature.kind !== 'categorical') throw cannotExport('onnx', 'feature', name);
  graph.input(name, 'string', [BATCH, 1]);
  const marks = (texts: readonly string[]) => {
    const equal = graph.node('Equal', [name, graph.constant({ dims: [1, texts.length], texts })]);
    return graph.node('Cast', [equal], { to: TYPES.double });
  };
  const levels = marks(feature.levels);
  if (!feature.hasMissing) return [levels];
  const words = blanks.filter((word) => !feature.levels.includes(word));
  const empty = marks(words.length > 0 ? words : ['\0']);
  const axes = graph.constant({ dims: [1], integers: [1] });
  return [levels, graph.node('ReduceMax', [empty, axes], { keepdims: 1 })];
}

/** The scores of which softmax gives the calibrated probabilities. */
function calibrated(
  graph: Graph,
  scores: string,
  calibration: Exclude<Model['calibration'], { method: 'isotonic' }>,
  row: (numbers: ArrayLike<number>) => string,
): string {
  if (calibration === null) return scores;
  if (calibration.method === 'temperature') return graph.node('Div', [scores, row([calibration.temperature])]);
  if (calibration.method === 'vector') {
    const scaled = graph.node('Mul', [scores, row(calibration.scale)]);
    return graph.node('Add', [scaled, row(calibration.shift)]);
  }
  const { weights, intercepts } = calibration;
  const size = intercepts.length;
  const numbers = Array.from({ length: size * size }, (_, i) => weights[(i % size) * size + Math.floor(i / size)]);
  const logs = graph.node('LogSoftmax', [scores], { axis: 1 });
  const product = graph.node('MatMul', [logs, graph.constant({ dims: [size, size], numbers })]);
  return graph.node('Add', [product, row(intercepts)]);
}
