// What tests of threads compute in a page as in Node: results of a pool at the level reproducible, as bits.

import { type Arithmetic, setArithmetic } from 'bridle';
import { openThreads } from 'bridle/threads';
import { seededRandom } from '../../src/core/random.ts';

type Op = (x: { data: Float32Array; dims: number[] }) => { data: Float32Array };

export type Results = { threads: number; closed: string; bits: Record<string, number[]> };

const shapes = [
  [300, 100],
  [5000, 10],
  [1, 600_000],
];

/** A sum over the bits of each result, place by place, for each operation, shape and format. */
export async function resultsOf(level: Arithmetic): Promise<Results> {
  setArithmetic(level);
  const pool = await openThreads({ threads: 2 });
  const random = seededRandom(11);
  const bits: Results['bits'] = {};
  for (const type of [Float32Array, Float64Array]) {
    for (const dims of shapes) {
      const size = dims[0] * dims[1];
      const data = pool.allocate(type as Float32ArrayConstructor, size);
      for (let i = 0; i < size; i += 1) data[i] = 30 * (random() - 0.5);
      for (const op of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
        bits[`${type.name} ${dims} ${op}`] = [1, 2, 3].map(() =>
          fingerprint((pool[op] as unknown as Op)({ data, dims }).data),
        );
      }
    }
  }
  const { threads } = pool;
  const closed = await pool.close().then(() => outcome(() => pool.softmax([1, 2])));
  return { threads, closed, bits };
}

function fingerprint({ buffer, byteOffset, byteLength }: Float32Array): number {
  let hash = 0x811c9dc5;
  for (const word of new Uint32Array(buffer, byteOffset, byteLength / 4))
    hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
  return hash;
}

function outcome(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return String(error);
  }
}
