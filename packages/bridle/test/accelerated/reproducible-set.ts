// What the level reproducible is held to: results over rows of every kind, each set in one digest of its bits. It runs
// in tests and, as it is, in a page.

import { allocate, exp, free, log, logSoftmax, logSumExp, type Options, setLevel, softmax } from '../../src/index.ts';
import { type Floats, type FloatsConstructor, families, makeRows } from '../helpers/hard-rows.ts';

/** Rows by length: in lanes and one by one, a batch of blocks, and one that is computed in parts. */
const shapes: [rows: number, n: number][] = [
  [7, 5],
  [20, 23],
  [3, 24],
  [9, 130],
  [3000, 10],
  [1, 300_007],
];

const temperatures = [1, 0.3, -7];

/** 64 bits that two words of multiply-and-add leave of the results; any NaN counts as one. */
export class Digest {
  #a = 0x811c9dc5;
  #b = 0x9e3779b9;

  add(values: Floats): void {
    const kept = values.map((v) => (Number.isNaN(v) ? 12345 : v));
    for (const word of new Uint32Array(kept.buffer)) {
      this.#a = Math.imul(this.#a ^ word, 0x01000193);
      this.#b = Math.imul((this.#b << 5) ^ (this.#b >>> 27) ^ word, 0x85ebca6b);
    }
  }

  toString(): string {
    return [this.#a, this.#b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

type Call = (x: { data: Floats; dims: number[] }, options: Options) => { data: Floats };

const functions = { softmax, logSoftmax, logSumExp } as unknown as Record<string, Call>;

function digestOf(call: Call, type: FloatsConstructor): string {
  const digest = new Digest();
  for (const [rows, n] of shapes) {
    const isLong = rows * n > 10_000;
    for (const family of isLong ? ['scores of a classifier'] : Object.keys(families)) {
      const data = makeRows(type, family, rows, n, n);
      for (const temperature of isLong ? [1] : temperatures) {
        digest.add(call({ data, dims: [rows, n] }, { temperature }).data);
        if (rows > 1) digest.add(call({ data, dims: [n, rows] }, { temperature, axis: 0 }).data);
      }
      if (isLong) continue;
      const mask = Array.from({ length: n }, (_, j) => j % 3 !== 1);
      const weights = Array.from({ length: n }, (_, j) => (j % 5) + 0.5);
      digest.add(call({ data, dims: [rows, n] }, { mask }).data);
      digest.add(call({ data, dims: [rows, n] }, { weights }).data);
      const home = allocate(type as Float64ArrayConstructor, data.length);
      home.set(data as Float64Array);
      digest.add(call({ data: home, dims: [rows, n] }, {}).data);
      free(home);
    }
  }
  return digest.toString();
}

/** Digests by function and format, and of exp and log. */
export function digests(): Record<string, string> {
  setLevel('reproducible');
  const found: Record<string, string> = {};
  for (const [format, type] of [
    ['float32', Float32Array],
    ['float64', Float64Array],
  ] as const) {
    for (const [name, call] of Object.entries(functions)) found[`${name} ${format}`] = digestOf(call, type);
    for (const [name, f] of Object.entries({ exp, log })) {
      const digest = new Digest();
      for (const family of Object.keys(families)) {
        digest.add(f(makeRows(type, family, 10, 100, 1) as Float64Array) as Floats);
      }
      found[`${name} ${format}`] = digest.toString();
    }
  }
  setLevel('auto');
  return found;
}
