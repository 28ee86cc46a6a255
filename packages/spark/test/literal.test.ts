import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { readLiteral, writeLiteral } from '../src/literal.ts';
import { type Expression_Literal, Expression_LiteralSchema } from '../src/protocol/spark/connect/expressions_pb.ts';
import { DataTypeSchema } from '../src/protocol/spark/connect/types_pb.ts';

const made = (type: Expression_Literal['literalType']) => create(Expression_LiteralSchema, { literalType: type });
const whole = (value: number) => made({ case: 'integer', value });
const byte = (value: number) => made({ case: 'byte', value });
const none = made({ case: 'null', value: create(DataTypeSchema) });
const doubles = (...values: number[]) => special('doubles', values);
const ints = (...values: number[]) => special('ints', values);

function special(kind: 'ints' | 'doubles', values: number[]) {
  return create(Expression_LiteralSchema, {
    literalType: { case: 'specializedArray', value: { valueType: { case: kind, value: { values } } } },
  });
}

function struct(name: string, elements: Expression_Literal[]) {
  const structType = { kind: { case: 'udt' as const, value: { jvmClass: `org.apache.spark.ml.linalg.${name}` } } };
  return create(Expression_LiteralSchema, { literalType: { case: 'struct', value: { structType, elements } } });
}

const yes = made({ case: 'boolean', value: true });
const no = made({ case: 'boolean', value: false });
const matrix = (...elements: Expression_Literal[]) => readLiteral(struct('MatrixUDT', elements));
const rowMajor = { kind: 'matrix', rows: 2, columns: 3, values: new Float64Array([1, 2, 3, 4, 5, 6]) };

describe('a value of MLlib', () => {
  test('is a dense matrix, stored by rows or by columns', () => {
    expect(matrix(byte(1), whole(2), whole(3), none, none, doubles(1, 2, 3, 4, 5, 6), yes)).toEqual(rowMajor);
    expect(matrix(byte(1), whole(2), whole(3), none, none, doubles(1, 4, 2, 5, 3, 6), no)).toEqual(rowMajor);
  });

  test('is a sparse matrix, by columns or by rows', () => {
    const values = new Float64Array([0, 7, 0, 8, 0, 9]);
    const expected = { kind: 'matrix', rows: 2, columns: 3, values };
    expect(matrix(byte(0), whole(2), whole(3), ints(0, 1, 2, 3), ints(1, 0, 1), doubles(8, 7, 9), no)).toEqual(
      expected,
    );
    expect(matrix(byte(0), whole(2), whole(3), ints(0, 1, 3), ints(1, 0, 2), doubles(7, 8, 9), yes)).toEqual(expected);
  });

  test('is a vector, dense or sparse, a number, a text or a list', () => {
    const vector = (...elements: Expression_Literal[]) => readLiteral(struct('VectorUDT', elements));
    expect(vector(byte(1), none, none, doubles(1, 2))).toEqual({ kind: 'vector', values: new Float64Array([1, 2]) });
    expect(vector(byte(0), whole(4), ints(3, 1), doubles(1, 2))).toEqual({
      kind: 'vector',
      values: new Float64Array([0, 2, 0, 1]),
    });
    const list = create(Expression_LiteralSchema, writeLiteral(['a', '한글']));
    expect(readLiteral(list)).toEqual(['a', '한글']);
    expect(
      [0.1, true, 'x', { whole: 7 }].map((x) => readLiteral(create(Expression_LiteralSchema, writeLiteral(x)))),
    ).toEqual([0.1, true, 'x', 7]);
  });

  test.each<[string, () => unknown]>([
    ['too few values', () => matrix(byte(1), whole(2), whole(3), none, none, doubles(1, 2), yes)],
    ['a size of gigabytes', () => matrix(byte(0), whole(2 ** 20), whole(2 ** 20), ints(0), ints(), doubles(), no)],
    ['a negative size', () => matrix(byte(1), whole(-2), whole(-1), none, none, doubles(1, 2), yes)],
    ['an index outside', () => matrix(byte(0), whole(2), whole(1), ints(0, 1), ints(2), doubles(1), no)],
    ['a line that does not end', () => matrix(byte(0), whole(2), whole(1), ints(0, 9), ints(0), doubles(1), no)],
    ['neither dense nor sparse', () => matrix(byte(7), whole(1), whole(1), none, none, doubles(1), no)],
    ['another struct', () => readLiteral(struct('OtherUDT', []))],
    ['a matrix without values', () => matrix(byte(1), whole(1), whole(1), none, none)],
    ['a date', () => readLiteral(made({ case: 'date', value: 1 }))],
  ])('is refused with %s', (_, read) => {
    expect(read).toThrow(RangeError);
    expect(read).toThrow(/^literal: /);
  });
});
