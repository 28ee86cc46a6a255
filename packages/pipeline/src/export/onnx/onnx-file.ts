// A model as an ONNX graph of plain tensors: one input of shape (batch, 1) for each column, float64 with NaN for a missing
// number, or texts with '' for a missing one; the outputs `label` (batch) and `probabilities` (batch, classes), float64.
// Everything is computed in float64, without LinearClassifier (float32) and without ZipMap.

import { columnsOf, combinationsOf, type Feature, type Model, type Recipe } from 'bridle/learn';
import { cannotExport } from '../cannot-export.ts';
import { type Graph, openGraph, TYPES } from './graph.ts';

type ProductFeature = Extract<Feature, { kind: 'product' }>;

const BATCH = 'batch';

/** The bytes of the file. */
export function onnxFile(model: Model): Uint8Array {
  const { classes, calibration } = model;
  if (calibration?.method === 'isotonic') throw cannotExport('onnx', 'calibration', calibration.method);
  const { features } = model.recipe;
  const taken = ['label', 'probabilities', ''];
  const clash = columnsOf(model.recipe).find(({ name }) => taken.includes(name));
  if (clash) throw cannotExport('onnx', 'name', clash.name);
  let prefix = 'bridle_';
  while (features.some(({ name }) => name.startsWith(prefix))) prefix += '_';
  const graph = openGraph(prefix);
  const blanks = [...new Set(['', ...(model.reading.missing ?? ['NA'])])];
  const made = new Map<string, Made>();
  const parts = features.flatMap((feature) => {
    if (feature.kind === 'product') return productNode(graph, feature, model.recipe, made);
    const one = featureNodes(graph, feature, blanks);
    made.set(feature.name, one);
    return one.features;
  });
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

/** The names of the values, (batch, features of the column) each, and of the numbers before they are centred. */
type Made = { features: string[]; filled?: string };

function featureNodes(graph: Graph, feature: Feature, blanks: readonly string[]): Made {
  const { name } = feature;
  const one = (x: number) => graph.constant({ dims: [1, 1], numbers: [x] });
  if (feature.kind === 'numeric') {
    graph.input(name, 'double', [BATCH, 1]);
    const missing = graph.node('IsNaN', [name]);
    const filled = graph.node('Where', [missing, one(feature.fill), name]);
    const centred = graph.node('Sub', [filled, one(feature.mean)]);
    const scaled = graph.node('Div', [centred, one(feature.scale)]);
    const marks = feature.hasMissing ? [graph.node('Cast', [missing], { to: TYPES.double })] : [];
    return { features: [scaled, ...marks], filled };
  }
  if (feature.kind !== 'categorical') throw cannotExport('onnx', 'feature', name);
  graph.input(name, 'string', [BATCH, 1]);
  const marks = (texts: readonly string[]) => {
    const equal = graph.node('Equal', [name, graph.constant({ dims: [1, texts.length], texts })]);
    return graph.node('Cast', [equal], { to: TYPES.double });
  };
  const levels = marks(feature.levels);
  if (!feature.hasMissing) return { features: [levels] };
  const words = blanks.filter((word) => !feature.levels.includes(word));
  const empty = marks(words.length > 0 ? words : ['\0']);
  const axes = graph.constant({ dims: [1], integers: [1] });
  return { features: [levels, graph.node('ReduceMax', [empty, axes], { keepdims: 1 })] };
}

/** The features of a product, (batch, features): 0/1 columns of its categories, taken by their places, times its numbers. */
function productNode(graph: Graph, product: ProductFeature, recipe: Recipe, made: ReadonlyMap<string, Made>): string {
  const combinations = combinationsOf(product, recipe);
  let category = 0;
  const factors = product.factors.map((name) => {
    const { features, filled } = made.get(name) as Made;
    if (filled !== undefined) return filled;
    const c = category;
    category += 1;
    const marks = features.length === 1 ? features[0] : graph.node('Concat', features, { axis: 1 });
    const places = graph.constant({ dims: [combinations.length], integers: combinations.map((codes) => codes[c]) });
    return graph.node('Gather', [marks, places], { axis: 1 });
  });
  const values = factors.reduce((one, other) => graph.node('Mul', [one, other]));
  const numbers = product.parts.flatMap((part) => (part.kind === 'numeric' ? part : []));
  if (numbers.length === 0) return values;
  const row = (list: number[]) => graph.constant({ dims: [1, list.length], numbers: list });
  const centred = graph.node('Sub', [values, row(numbers.map(({ mean }) => mean))]);
  return graph.node('Div', [centred, row(numbers.map(({ scale }) => scale))]);
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
