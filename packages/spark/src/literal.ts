// Values of parameters and of models as the server's literals: numbers, texts, lists, and MLlib's vectors and matrices,
// dense or sparse.

import { create, type MessageInitShape } from '@bufbuild/protobuf';
import type { Expression_Literal, Expression_LiteralSchema } from './protocol/spark/connect/expressions_pb.ts';
import { DataTypeSchema } from './protocol/spark/connect/types_pb.ts';

/** A parameter of an estimator or a transformer. A number that is whole is sent as a double; `whole` sends an integer. */
export type Parameter = number | string | boolean | readonly string[] | { whole: number };

/** A vector of MLlib. */
export type Vector = { kind: 'vector'; values: Float64Array };
/** A matrix of MLlib, row-major. */
export type Matrix = { kind: 'matrix'; rows: number; columns: number; values: Float64Array };
/** What the server gives back: a value of MLlib. */
export type Value = number | bigint | string | boolean | null | Value[] | Vector | Matrix;

/** The parameter as a literal. */
export function writeLiteral(value: Parameter): MessageInitShape<typeof Expression_LiteralSchema> {
  if (typeof value === 'number') return { literalType: { case: 'double', value } };
  if (typeof value === 'string') return { literalType: { case: 'string', value } };
  if (typeof value === 'boolean') return { literalType: { case: 'boolean', value } };
  if ('whole' in value) return { literalType: { case: 'integer', value: value.whole } };
  const elementType = create(DataTypeSchema, { kind: { case: 'string', value: {} } });
  return { literalType: { case: 'array', value: { elementType, elements: value.map(writeLiteral) } } };
}

/** The value of a literal; RangeError for a kind, or a shape of a vector or a matrix, that is not known here. */
export function readLiteral(literal: Expression_Literal): Value {
  const { literalType: type } = literal;
  switch (type.case) {
    case 'boolean':
    case 'byte':
    case 'short':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'string':
      return type.value;
    case 'null':
      return null;
    case 'array':
      return type.value.elements.map(readLiteral);
    case 'specializedArray':
      return [...numbersOf(literal)];
    case 'struct': {
      const name = udtOf(type.value.structType) ?? udtOf(literal.dataType) ?? '';
      if (name.endsWith('MatrixUDT')) return matrixOf(type.value.elements);
      if (name.endsWith('VectorUDT')) return vectorOf(type.value.elements);
      throw new RangeError(`literal: expected a vector or a matrix, got a struct ${name}`);
    }
    default:
      throw new RangeError(`literal: expected a number, a text, a list, a vector or a matrix, got ${type.case}`);
  }
}

function udtOf(type: Expression_Literal['dataType']): string | undefined {
  return type?.kind.case === 'udt' ? type.kind.value.jvmClass : undefined;
}

/** Elements: dense 1 or sparse 0, rows, columns, starts of the columns, rows of the values, values, row-major or not. */
function matrixOf(elements: readonly Expression_Literal[]): Matrix {
  const [kind, rows, columns] = elements.slice(0, 3).map(readLiteral).map(Number);
  const data = numbersOf(elements[5]);
  const isRowMajor = readLiteral(elements[6]) === true;
  check(Number.isSafeInteger(rows) && Number.isSafeInteger(columns) && rows >= 0 && columns >= 0, 'sizes');
  check(rows * columns <= 2 ** 27, 'a size below 2^27');
  const values = new Float64Array(rows * columns);
  if (kind === 1) {
    check(data.length === values.length, `${values.length} values`);
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) values[i * columns + j] = data[isRowMajor ? i * columns + j : j * rows + i];
    }
    return { kind: 'matrix', rows, columns, values };
  }
  check(kind === 0, 'dense or sparse');
  const [starts, places] = [numbersOf(elements[3]), numbersOf(elements[4])];
  const [lines, length] = isRowMajor ? [rows, columns] : [columns, rows];
  check(starts.length === lines + 1 && places.length === data.length && starts[lines] === data.length, 'whole lines');
  for (let line = 0; line < lines; line += 1) {
    for (let at = starts[line]; at < starts[line + 1]; at += 1) {
      check(places[at] >= 0 && places[at] < length, 'an index inside');
      values[isRowMajor ? line * columns + places[at] : places[at] * columns + line] = data[at];
    }
  }
  return { kind: 'matrix', rows, columns, values };
}

/** Elements: dense 1 or sparse 0, size, places of the values, values. */
function vectorOf(elements: readonly Expression_Literal[]): Vector {
  const kind = Number(readLiteral(elements[0]));
  const data = numbersOf(elements[3]);
  if (kind === 1) return { kind: 'vector', values: Float64Array.from(data) };
  check(kind === 0, 'dense or sparse');
  const size = Number(readLiteral(elements[1]));
  const places = numbersOf(elements[2]);
  check(Number.isSafeInteger(size) && size >= 0 && size <= 2 ** 27 && places.length === data.length, 'a size');
  const values = new Float64Array(size);
  places.forEach((at, i) => {
    check(at >= 0 && at < size, 'an index inside');
    values[at] = data[i];
  });
  return { kind: 'vector', values };
}

function numbersOf(literal: Expression_Literal | undefined): number[] {
  const type = literal?.literalType;
  if (type?.case === 'specializedArray') {
    const { valueType } = type.value;
    if (valueType.case === undefined) return [];
    return valueType.value.values.map(Number);
  }
  if (type?.case === 'array') return type.value.elements.map((element) => Number(readLiteral(element)));
  throw new RangeError(`literal: expected a list of numbers, got ${type?.case}`);
}

function check(fits: boolean, expected: string): void {
  if (!fits) throw new RangeError(`literal: expected a matrix or vector of ${expected}`);
}
