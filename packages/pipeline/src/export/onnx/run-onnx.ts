// Runs the bytes of an exported graph: reads them back and computes the operators that exports use, row by row. It shares
// nothing with the writer but the wire format, so that what is compared with `predict` is the file itself.

import { softmax } from 'bridle';
import type { Table } from 'bridle/learn';
import { type Fields, readMessage } from './protobuf.ts';

/** A row of a tensor of two dimensions, or a matrix constant; texts, numbers and truth values alike. */
type Cell = number | string;
type Value = { columns: number; cells: Cell[] };

type Node = { op: string; inputs: string[]; output: string; attributes: Map<string, number> };

/** The probabilities of every row of a table. */
export function onnxProbabilities(bytes: Uint8Array, table: Table): Float64Array {
  const graph = readMessage((readMessage(Buffer.from(bytes)).get(7) ?? [])[0] as Buffer);
  const parts = (number: number) => (graph.get(number) ?? []) as Buffer[];
  const constants = new Map(parts(5).map((part) => constantOf(readMessage(part))));
  const nodes = parts(1).map((part) => nodeOf(readMessage(part)));
  const inputs = new Set(parts(11).map((part) => textOf(readMessage(part), 1)));
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const values = new Map<string, Value>(constants);
    for (const column of table.columns) {
      if (!inputs.has(column.name)) continue;
      const cell = column.kind === 'numeric' ? column.values[row] : (column.levels[column.codes[row]] ?? '');
      values.set(column.name, { columns: 1, cells: [cell] });
    }
    for (const node of nodes)
      values.set(
        node.output,
        compute(
          node,
          node.inputs.map((name) => values.get(name) as Value),
        ),
      );
    return values.get('probabilities')?.cells as number[];
  });
  return Float64Array.from(rows.flat());
}

function nodeOf(fields: Fields): Node {
  const attributes = ((fields.get(5) ?? []) as Buffer[]).map((part): [string, number] => {
    const attribute = readMessage(part);
    return [textOf(attribute, 1), Number(attribute.get(3)?.[0] ?? 0n)];
  });
  const inputs = ((fields.get(1) ?? []) as Buffer[]).map((name) => name.toString());
  return { op: textOf(fields, 4), inputs, output: textOf(fields, 2), attributes: new Map(attributes) };
}

function constantOf(fields: Fields): [string, Value] {
  const dims = (fields.get(1) ?? []).map(Number);
  const texts = ((fields.get(6) ?? []) as Buffer[]).map((text) => text.toString());
  const raw = (fields.get(9)?.[0] ?? Buffer.alloc(0)) as Buffer;
  const isInteger = Number(fields.get(2)?.[0]) === 7;
  const count = raw.length / 8;
  const read = (i: number) => (isInteger ? Number(raw.readBigInt64LE(8 * i)) : raw.readDoubleLE(8 * i));
  const cells = texts.length > 0 ? texts : Array.from({ length: count }, (_, i) => read(i));
  return [textOf(fields, 8), { columns: dims.at(-1) ?? 1, cells }];
}

function textOf(fields: Fields, number: number): string {
  return ((fields.get(number)?.[0] ?? '') as Buffer).toString();
}

const pairwise: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Equal: (a, b) => Number(a === b),
};

function compute({ op, attributes }: Node, inputs: readonly Value[]): Value {
  const [a, b] = inputs;
  const at = (value: Value, i: number) => value.cells[value.columns === 1 ? 0 : i] as number;
  const columns = Math.max(...inputs.map((value) => value.columns));
  const each = (cell: (i: number) => Cell): Value => ({
    columns,
    cells: Array.from({ length: columns }, (_, i) => cell(i)),
  });
  const numbers = (a?.cells ?? []) as number[];
  if (Object.hasOwn(pairwise, op)) return each((i) => pairwise[op](at(a, i), at(b, i)));
  switch (op) {
    case 'IsNaN':
      return each((i) => Number(Number.isNaN(at(a, i))));
    case 'Where':
      return each((i) => (at(a, i) ? at(b, i) : at(inputs[2], i)));
    case 'Cast':
      return a;
    case 'ReduceMax':
      return { columns: 1, cells: [Math.max(...numbers)] };
    case 'Concat':
      return {
        columns: inputs.reduce((sum, value) => sum + value.columns, 0),
        cells: inputs.flatMap(({ cells }) => cells),
      };
    case 'MatMul':
      return {
        columns: b.columns,
        cells: Array.from({ length: b.columns }, (_, k) =>
          numbers.reduce((sum, x, j) => sum + x * (b.cells[j * b.columns + k] as number), 0),
        ),
      };
    case 'Softmax':
      return { columns: a.columns, cells: softmax(numbers) };
    case 'LogSoftmax': {
      const top = Math.max(...numbers);
      const log = Math.log(numbers.reduce((sum, x) => sum + Math.exp(x - top), 0));
      return { columns: a.columns, cells: numbers.map((x) => x - top - log) };
    }
    case 'ArgMax':
      return { columns: 1, cells: [numbers.indexOf(Math.max(...numbers))] };
    case 'Gather':
      return { columns: b.cells.length, cells: b.cells.map((place) => a.cells[place as number]) };
    default:
      throw new RangeError(`onnx: an operator ${op} (${[...attributes.keys()]})`);
  }
}
