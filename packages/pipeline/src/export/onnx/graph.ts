// An ONNX model as bytes (onnx.proto3): nodes, constants, inputs and outputs. IR version 9 and opset 19: the first opset
// that compares texts, and older than what every runtime of the last two years takes.

import { field, message } from './protobuf.ts';

export const IR_VERSION = 9;
export const OPSET = 19;

/** Codes of TensorProto.DataType. */
export const TYPES = { int64: 7, string: 8, bool: 9, double: 11 } as const;

type Type = keyof typeof TYPES;

export type Constant = { dims: number[] } & (
  | { numbers: readonly number[] }
  | { integers: readonly number[] }
  | { texts: readonly string[] }
);

/** A graph that is being made. Values are named; names of inner values are given here. */
export type Graph = {
  input(name: string, type: Type, dims: (number | string)[]): void;
  output(name: string, type: Type, dims: (number | string)[]): void;
  /** The name of a constant. */
  constant(value: Constant): string;
  /** Adds a node and returns the name of its one output, `as` or a new one. */
  node(op: string, inputs: readonly string[], attributes?: Record<string, number>, as?: string): string;
  bytes(): Uint8Array;
};

/** A graph whose inner names begin with a prefix that no input has. */
export function openGraph(prefix: string): Graph {
  const nodes: Uint8Array[] = [];
  const constants: Uint8Array[] = [];
  const inputs: Uint8Array[] = [];
  const outputs: Uint8Array[] = [];
  let count = 0;
  const fresh = () => `${prefix}${++count}`;
  return {
    input: (name, type, dims) => inputs.push(valueInfo(name, type, dims)),
    output: (name, type, dims) => outputs.push(valueInfo(name, type, dims)),
    constant: (value) => {
      const name = fresh();
      constants.push(tensor(name, value));
      return name;
    },
    node: (op, from, attributes = {}, as = fresh()) => {
      const given = Object.entries(attributes).map(([name, i]) =>
        field(5, message(field(1, name), field(3, i), field(20, 2))),
      );
      nodes.push(message(...from.map((name) => field(1, name)), field(2, as), field(4, op), ...given));
      return as;
    },
    bytes: () => {
      const parts = [
        ...nodes.map((node) => field(1, node)),
        field(2, 'bridle'),
        ...constants.map((one) => field(5, one)),
        ...inputs.map((one) => field(11, one)),
        ...outputs.map((one) => field(12, one)),
      ];
      const opset = message(field(1, ''), field(2, OPSET));
      return message(field(1, IR_VERSION), field(2, 'bridle'), field(7, message(...parts)), field(8, opset));
    },
  };
}

function valueInfo(name: string, type: Type, dims: (number | string)[]): Uint8Array {
  const shape = dims.map((dim) => field(1, message(typeof dim === 'number' ? field(1, dim) : field(2, dim))));
  const tensorType = message(field(1, TYPES[type]), field(2, message(...shape)));
  return message(field(1, name), field(2, message(field(1, tensorType))));
}

function tensor(name: string, value: Constant): Uint8Array {
  const dims = value.dims.map((dim) => field(1, dim));
  if ('texts' in value) {
    return message(...dims, field(2, TYPES.string), ...value.texts.map((text) => field(6, text)), field(8, name));
  }
  if ('integers' in value) {
    const raw = Buffer.from(BigInt64Array.from(value.integers, BigInt).buffer);
    return message(...dims, field(2, TYPES.int64), field(8, name), field(9, raw));
  }
  const raw = Buffer.alloc(8 * value.numbers.length);
  value.numbers.forEach((x, i) => {
    raw.writeDoubleLE(x, 8 * i);
  });
  return message(...dims, field(2, TYPES.double), field(8, name), field(9, raw));
}
