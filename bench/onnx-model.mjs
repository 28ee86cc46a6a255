// The bytes of an ONNX model with one node, x → y over (rows, cols), opset 13. Only what such a model needs of protobuf:
// varints (wire type 0) and length-delimited fields (wire type 2); field numbers from onnx.proto.

const DTYPES = { float32: 1, float64: 11 };
const IR_VERSION = 8;
const OPSET = 13;

const NODES = {
  softmax: () => node('Softmax', attribute('axis', [-1], 'int')),
  logSoftmax: () => node('LogSoftmax', attribute('axis', [-1], 'int')),
  logSumExp: () => node('ReduceLogSumExp', attribute('axes', [-1], 'ints'), attribute('keepdims', [0], 'int')),
};

/** The operations that an inference runtime has; the gradient of cross-entropy is not one. */
export const ONNX_OPS = Object.keys(NODES);

export function onnxModel(op, dtype, rows, cols) {
  const graph = [
    bytes(1, NODES[op]()),
    text(2, op),
    bytes(11, valueInfo('x', dtype, [rows, cols])),
    bytes(12, valueInfo('y', dtype, op === 'logSumExp' ? [rows] : [rows, cols])),
  ];
  return Uint8Array.from([...varint(1, IR_VERSION), ...bytes(7, graph.flat()), ...bytes(8, varint(2, OPSET))]);
}

function node(type, ...attributes) {
  return [...text(1, 'x'), ...text(2, 'y'), ...text(4, type), ...attributes.flatMap((one) => bytes(5, one))];
}

function attribute(name, values, type) {
  const [field, code] = type === 'int' ? [3, 2] : [8, 7];
  return [...text(1, name), ...values.flatMap((value) => varint(field, value)), ...varint(20, code)];
}

function valueInfo(name, dtype, dims) {
  const shape = dims.flatMap((d) => bytes(1, varint(1, d)));
  const tensor = [...varint(1, DTYPES[dtype]), ...bytes(2, shape)];
  return [...text(1, name), ...bytes(2, bytes(1, tensor))];
}

function varint(field, value) {
  return [...digits(field << 3), ...digits(value)];
}

function bytes(field, content) {
  return [...digits((field << 3) | 2), ...digits(content.length), ...content];
}

function text(field, value) {
  return bytes(field, [...Buffer.from(value)]);
}

/** Base 128, low digits first; a negative number as its 64-bit two's complement. */
function digits(value) {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out = [];
  for (; rest >= 128n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
  return out;
}
