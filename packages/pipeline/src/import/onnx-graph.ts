// An ONNX file (onnx.proto3) as nodes and constants by the names of what they give. Numbers are float64 here, whatever
// they are in the file; sizes are compared with the bytes that are there.

import { type Fields, readMessage } from '../export/onnx/protobuf.ts';

export type Tensor = { dims: number[] } & ({ numbers: number[] } | { texts: string[] });
export type Attribute = { number: number; text: string; numbers: number[]; texts: string[] };
export type OnnxNode = { op: string; inputs: string[]; outputs: string[]; attributes: Map<string, Attribute> };

export type OnnxGraph = {
  producer: string;
  /** The node that gives a value. */
  nodes: Map<string, OnnxNode>;
  constants: Map<string, Tensor>;
  /** The inputs with their sizes; 0 where one is open. */
  inputs: Map<string, number[]>;
  outputs: string[];
};

/** RangeError for bytes that are no such file. */
export function readOnnx(bytes: Buffer): OnnxGraph {
  const model = readMessage(bytes);
  const [graphBytes] = buffers(model, 7);
  if (graphBytes === undefined) throw new RangeError('onnx: no graph');
  const graph = readMessage(graphBytes);
  const nodes = new Map<string, OnnxNode>();
  for (const part of buffers(graph, 1)) {
    const node = nodeOf(readMessage(part));
    for (const name of node.outputs) nodes.set(name, node);
  }
  const constants = new Map(buffers(graph, 5).map((part) => tensorOf(readMessage(part))));
  for (const [name, { op, attributes }] of nodes) {
    const value = op === 'Constant' ? attributes.get('value') : undefined;
    if (value?.text) constants.set(name, tensorOf(readMessage(Buffer.from(value.text, 'latin1')))[1]);
  }
  const inputs = new Map(buffers(graph, 11).map((part) => valueInfo(readMessage(part))));
  for (const name of constants.keys()) inputs.delete(name);
  return {
    producer: [textOf(model, 2), textOf(model, 3)].filter(Boolean).join(' ').slice(0, 60),
    nodes,
    constants,
    inputs,
    outputs: buffers(graph, 12).map((part) => textOf(readMessage(part), 1)),
  };
}

function nodeOf(fields: Fields): OnnxNode {
  const attributes = buffers(fields, 5).map((part): [string, Attribute] => {
    const attribute = readMessage(part);
    const integers = [...(attribute.get(3) ?? []), ...(attribute.get(8) ?? [])].filter((x) => typeof x === 'bigint');
    const floats = [...buffers(attribute, 2), ...buffers(attribute, 7)];
    const numbers = [
      ...integers.map((x) => Number(BigInt.asIntN(64, x))),
      ...floats.flatMap((part) => floatsOf(part, 4)),
    ];
    const tensor = buffers(attribute, 5)[0];
    const text = tensor ? tensor.toString('latin1') : textOf(attribute, 4);
    return [textOf(attribute, 1), { number: numbers[0] ?? 0, text, numbers, texts: buffers(attribute, 9).map(String) }];
  });
  return {
    op: textOf(fields, 4),
    inputs: buffers(fields, 1).map(String),
    outputs: buffers(fields, 2).map(String),
    attributes: new Map(attributes),
  };
}

/** Codes of TensorProto.DataType. */
const [FLOAT, INT32, INT64, STRING, DOUBLE] = [1, 6, 7, 8, 11];

function tensorOf(fields: Fields): [string, Tensor] {
  const dims = wholes(fields, 1);
  const type = Number(fields.get(2)?.[0] ?? 0);
  const name = textOf(fields, 8);
  if (type === STRING) return [name, { dims, texts: buffers(fields, 6).map(String) }];
  const raw = buffers(fields, 9);
  const width = type === FLOAT || type === INT32 ? 4 : 8;
  let numbers: number[] = [];
  if (type === FLOAT || type === DOUBLE) {
    const parts = raw.length > 0 ? raw : buffers(fields, type === FLOAT ? 4 : 10);
    numbers = parts.flatMap((part) => floatsOf(part, width));
  } else if (type === INT64 || type === INT32) {
    const typed = wholes(fields, type === INT64 ? 7 : 5);
    numbers = typed.length > 0 ? typed : raw.flatMap((part) => integersOf(part, width));
  }
  return [name, { dims, numbers }];
}

function floatsOf(bytes: Buffer, width: number): number[] {
  const count = Math.floor(bytes.length / width);
  return Array.from({ length: count }, (_, i) => (width === 4 ? bytes.readFloatLE(4 * i) : bytes.readDoubleLE(8 * i)));
}

function integersOf(bytes: Buffer, width: number): number[] {
  const count = Math.floor(bytes.length / width);
  return Array.from({ length: count }, (_, i) =>
    width === 4 ? bytes.readInt32LE(4 * i) : Number(bytes.readBigInt64LE(8 * i)),
  );
}

/** Whole numbers, each a field or many in one. */
function wholes(fields: Fields, number: number): number[] {
  return (fields.get(number) ?? []).flatMap((value) => {
    if (typeof value === 'bigint') return Number(BigInt.asIntN(64, value));
    // Many in one field, each in groups of seven bits.
    const out: number[] = [];
    let held = 0n;
    let shift = 0n;
    for (const byte of value) {
      held |= BigInt(byte & 127) << shift;
      shift += 7n;
      if (byte > 127) continue;
      out.push(Number(BigInt.asIntN(64, held)));
      [held, shift] = [0n, 0n];
    }
    return out;
  });
}

function valueInfo(fields: Fields): [string, number[]] {
  const inner = (from: Fields, number: number) => readMessage(buffers(from, number)[0] ?? Buffer.alloc(0));
  const shape = inner(inner(inner(fields, 2), 1), 2);
  const dims = buffers(shape, 1).map((dim) => Number(readMessage(dim).get(1)?.[0] ?? 0));
  return [textOf(fields, 1), dims];
}

function buffers(fields: Fields, number: number): Buffer[] {
  return (fields.get(number) ?? []).filter((value) => typeof value !== 'bigint');
}

function textOf(fields: Fields, number: number): string {
  return String(buffers(fields, number)[0] ?? '');
}
