// A linear classifier in ONNX, read backwards from its probabilities: softmax, scores, a product with constants, and what is
// done to each input before. Two forms are known: LinearClassifier, whose weights are float32, and MatMul with Add, as
// skl2onnx writes it for float64 and as `bridle export` does. What else a graph computes is not evaluated; an operator
// on this way that is no part of such a classifier is refused.

import type { Calibration, Feature } from 'bridle/learn';
import { cannotImport, type ForeignModel, numericFeature } from './foreign-model.ts';
import { type OnnxGraph, type OnnxNode, readOnnx, type Tensor } from './onnx-graph.ts';

/** One number of a row before the product. */
type Column =
  | { kind: 'number'; name: string; mean: number; scale: number; fill?: number }
  | { kind: 'missing'; name: string }
  | { kind: 'level'; name: string; level: string };

/** Weights (features, classes). */
type Scores = { columns: Column[]; weights: number[][]; intercepts: number[]; calibration: Calibration | null };

/** A way from the probabilities to the inputs is shorter. */
const DEEPEST = 1000;
const NAMES = ['probabilities', 'probability', 'output_probability'];

export function fromOnnx(file: string, bytes: Buffer): ForeignModel {
  let graph: OnnxGraph;
  try {
    graph = readOnnx(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw cannotImport(file, 'damaged', 'ONNX');
    throw error;
  }
  const reader = graphReader(file, graph);
  const name = NAMES.find((one) => graph.outputs.includes(one)) ?? graph.outputs.at(-1);
  if (name === undefined) throw cannotImport(file, 'no-part', 'probabilities');
  const { scores, link, classes } = reader.probabilities(name, 0);
  const { columns, weights, intercepts, calibration } = scores;
  const count = intercepts.length;
  const names = classes ?? reader.labels(count) ?? Array.from({ length: count }, (_, k) => String(k));
  if (names.length !== count) throw cannotImport(file, 'shape', 'classes');
  // σ(z) of two scores −z and z is the softmax of their halves.
  const opposite = count === 2 && intercepts[0] === -intercepts[1] && weights.every(([a, b]) => a === -b);
  if (link === 'sigmoid' && !opposite) throw cannotImport(file, 'one-vs-rest');
  const half = link === 'sigmoid' ? 0.5 : 1;
  return {
    ...{ source: graph.producer === '' ? 'ONNX' : `ONNX, ${graph.producer}`, classes: names, calibration },
    features: featuresOf(file, columns),
    weights: intercepts.map((_, k) => weights.map((row) => half * row[k])),
    intercepts: intercepts.map((b) => half * b),
  };
}

function graphReader(file: string, { nodes, constants, inputs }: OnnxGraph) {
  const refuse = (op: string): never => {
    throw cannotImport(file, 'operator', op.slice(0, 60));
  };
  // A node of a damaged file may have no inputs.
  const nodeAt = (name = '', depth: number): OnnxNode => {
    const node = nodes.get(name);
    if (node === undefined) throw cannotImport(file, 'no-part', name.slice(0, 60));
    return depth > DEEPEST ? refuse(node.op) : node;
  };
  const numbersOf = (name: string | undefined, op: string): number[] => {
    const tensor = constants.get(name ?? '');
    return tensor && 'numbers' in tensor ? tensor.numbers : refuse(op);
  };

  function probabilities(
    name: string,
    depth: number,
  ): { scores: Scores; link: 'softmax' | 'sigmoid'; classes?: string[] } {
    const node = nodeAt(name, depth);
    const [first, second] = node.inputs;
    if (['ZipMap', 'Identity', 'Cast', 'Normalizer'].includes(node.op)) return probabilities(first, depth + 1);
    if (node.op === 'Softmax') return { scores: scores(first, depth + 1), link: 'softmax' };
    if (node.op === 'Sigmoid') return { scores: scores(first, depth + 1), link: 'sigmoid' };
    // Two sigmoids divided by their sum, which is 1.
    if (node.op === 'Div' && nodes.get(second)?.op === 'ReduceSum') return probabilities(first, depth + 1);
    return node.op === 'LinearClassifier' ? linearClassifier(node, depth) : refuse(node.op);
  }

  function linearClassifier(node: OnnxNode, depth: number) {
    const { attributes, op } = node;
    const columns = features(node.inputs[0], depth + 1);
    const numbers = (key: string) => attributes.get(key)?.numbers ?? [];
    const transform = attributes.get('post_transform')?.text ?? 'NONE';
    const link =
      transform === 'SOFTMAX' ? 'softmax' : transform === 'LOGISTIC' ? 'sigmoid' : refuse(`${op} ${transform}`);
    const texts = attributes.get('classlabels_strings')?.texts ?? [];
    const classes = texts.length > 0 ? texts : numbers('classlabels_ints').map(String);
    const [flat, intercepts] = [numbers('coefficients'), numbers('intercepts')];
    if (flat.length !== columns.length * intercepts.length) throw cannotImport(file, 'shape', 'coefficients');
    const weights = columns.map((_, j) => intercepts.map((_, k) => flat[k * columns.length + j]));
    return { scores: { columns, weights, intercepts, calibration: null }, link, classes } as const;
  }

  function scores(name: string, depth: number): Scores {
    const node = nodeAt(name, depth);
    const { op, inputs: from } = node;
    if (op === 'MatMul') return product(node, features(from[0], depth + 1), matrix(from[1], op));
    if (op === 'Gemm') return gemm(node, depth);
    if (!['Add', 'Mul', 'Div'].includes(op)) return refuse(op);
    const inner = scores(from[0], depth + 1);
    const size = inner.intercepts.length;
    const numbers = numbersOf(from[1], op);
    if (numbers.length !== size && !(op === 'Div' && numbers.length === 1)) throw cannotImport(file, 'shape', op);
    const { calibration } = inner;
    if (op === 'Add' && calibration === null) {
      return { ...inner, intercepts: inner.intercepts.map((b, k) => b + numbers[k]) };
    }
    if (op === 'Add' && calibration?.method === 'vector')
      return { ...inner, calibration: { ...calibration, shift: numbers } };
    if (calibration !== null) return refuse(op);
    if (op === 'Mul') {
      return { ...inner, calibration: { method: 'vector', scale: numbers, shift: new Array<number>(size).fill(0) } };
    }
    return numbers.length === 1
      ? { ...inner, calibration: { method: 'temperature', temperature: numbers[0] } }
      : refuse(op);
  }

  function gemm(node: OnnxNode, depth: number): Scores {
    const { inputs: from, attributes, op } = node;
    const factor = (key: string) => attributes.get(key)?.number ?? 1;
    if (factor('alpha') !== 1 || factor('beta') !== 1 || attributes.get('transA')?.number) return refuse(op);
    const rows = matrix(from[1], op);
    const weights = attributes.get('transB')?.number ? (rows[0] ?? []).map((_, j) => rows.map((row) => row[j])) : rows;
    const made = product(node, features(from[0], depth + 1), weights);
    return from[2] === undefined ? made : { ...made, intercepts: numbersOf(from[2], op) };
  }

  function product({ op }: OnnxNode, columns: Column[], weights: number[][]): Scores {
    if (weights.length !== columns.length || weights.length === 0) throw cannotImport(file, 'shape', op);
    return { columns, weights, intercepts: weights[0].map(() => 0), calibration: null };
  }

  function matrix(name: string, op: string): number[][] {
    const tensor = constants.get(name);
    if (tensor === undefined || !('numbers' in tensor) || tensor.dims.length !== 2) return refuse(op);
    const [rows, columns] = tensor.dims;
    if (tensor.numbers.length !== rows * columns) throw cannotImport(file, 'shape', op);
    return Array.from({ length: rows }, (_, i) => tensor.numbers.slice(i * columns, (i + 1) * columns));
  }

  function features(name: string, depth: number): Column[] {
    const dims = inputs.get(name);
    if (dims !== undefined) return inputColumns(file, name, dims);
    const node = nodeAt(name, depth);
    const { op, inputs: from, attributes } = node;
    const each = (change: (column: Column & { kind: 'number' }, x: number) => Column) => {
      const columns = features(from[0], depth + 1);
      const numbers = numbersOf(from[1], op);
      return columns.map((column, j) =>
        column.kind === 'number' ? change(column, numbers[numbers.length === 1 ? 0 : j] ?? Number.NaN) : refuse(op),
      );
    };
    if (op === 'Cast' || op === 'Identity') return marks(from[0], depth + 1) ?? features(from[0], depth + 1);
    if (op === 'Concat') return from.flatMap((one) => features(one, depth + 1));
    if (op === 'Sub') return each((column, x) => ({ ...column, mean: column.mean + x * column.scale }));
    if (op === 'Div') return each((column, x) => ({ ...column, scale: column.scale * x }));
    if (op === 'ReduceMax') {
      const [first] = features(from[0], depth + 1);
      return first?.kind === 'level' ? [{ kind: 'missing', name: first.name }] : refuse(op);
    }
    if (op === 'Where') {
      const [column] = features(from[2], depth + 1);
      const [fill] = numbersOf(from[1], op);
      return column?.kind === 'number' && nodes.get(from[0])?.op === 'IsNaN' ? [{ ...column, fill }] : refuse(op);
    }
    if (op === 'Scaler') {
      const columns = features(from[0], depth + 1);
      const [offset, scale] = ['offset', 'scale'].map((key) => attributes.get(key)?.numbers ?? []);
      return columns.map((column, j) =>
        column.kind === 'number' && column.mean === 0 && column.scale === 1
          ? { ...column, mean: offset[j] ?? Number.NaN, scale: 1 / (scale[j] ?? Number.NaN) }
          : refuse(op),
      );
    }
    return refuse(op);
  }

  /** What a comparison marks with 1: levels of a text, or missing numbers. */
  function marks(name: string, depth: number): Column[] | null {
    const node = nodes.get(name);
    if (node === undefined || depth > DEEPEST) return null;
    const [input, other] = node.inputs;
    if (node.op === 'IsNaN') return [{ kind: 'missing', name: input }];
    const tensor: Tensor | undefined = constants.get(other);
    if (node.op !== 'Equal' || tensor === undefined || !('texts' in tensor)) return null;
    return tensor.texts.map((level) => ({ kind: 'level', name: input, level }));
  }

  /** The texts or whole numbers of the constant that labels are taken from. */
  function labels(count: number): string[] | null {
    for (const { op, inputs: from } of nodes.values()) {
      const tensor = op === 'ArrayFeatureExtractor' || op === 'Gather' ? constants.get(from[0]) : undefined;
      const found = tensor && ('texts' in tensor ? tensor.texts : tensor.numbers.map(String));
      if (found?.length === count) return found;
    }
    return null;
  }

  return { probabilities, labels };
}

/** The numbers of an input: one under its name, several under its name and their places. */
function inputColumns(file: string, name: string, dims: readonly number[]): Column[] {
  const width = dims.at(-1) ?? 0;
  if (dims.length !== 2 || !(width >= 1 && width <= 1e6)) throw cannotImport(file, 'shape', name.slice(0, 60));
  const column = (place: string): Column => ({ kind: 'number', name: `${name}${place}`, mean: 0, scale: 1 });
  return width === 1 ? [column('')] : Array.from({ length: width }, (_, j) => column(`[${j}]`));
}

/** Columns that follow one another under one name are one feature. */
function featuresOf(file: string, columns: readonly Column[]): Feature[] {
  const features: Feature[] = [];
  for (const column of columns) {
    const last = features.at(-1);
    const isSame = last?.name === column.name;
    if (column.kind === 'number') {
      features.push(numericFeature(column.name, column.mean, column.scale, column.fill ?? column.mean));
    } else if (column.kind === 'missing') {
      if (!isSame || !last || !('hasMissing' in last)) throw cannotImport(file, 'operator', `IsNaN ${column.name}`);
      last.hasMissing = true;
    } else if (isSame && last?.kind === 'categorical') last.levels.push(column.level);
    else {
      features.push({
        kind: 'categorical',
        name: column.name,
        levels: [column.level],
        hasMissing: false,
      });
    }
  }
  return features;
}
