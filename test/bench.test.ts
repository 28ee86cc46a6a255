// The bench's own logic: what it takes for an error in ulp, how peers take turns, and how each is called. No timing.

import * as library from 'bridle';
import { softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { measureEdges, measureErrors } from '../bench/accuracy.mjs';
import { normalScores, SHAPES, shapeName, shapeTitle, targets } from '../bench/cases.mjs';
import { onnxModel } from '../bench/onnx-model.mjs';
import { readOptions } from '../bench/options.mjs';
import { openBridle } from '../bench/peers/bridle.mjs';
import { openPlain } from '../bench/peers/plain.mjs';
import { median, minimum, rounded } from '../bench/statistics.mjs';
import { measureTimes } from '../bench/times.mjs';
import { callsToFill, takeTurns } from '../bench/turns.mjs';
import { largestUlp, ulpOf } from '../bench/ulp.mjs';
import { hasRelaxedSimd } from '../bench/versions.mjs';

describe('statistics', () => {
  test('the median is the middle sample, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 9, 1, 2])).toBe(5.5); // sorted as text, 10 would come before 2
    expect(minimum([3, 1, 2])).toBe(1);
  });

  test('figures keep three digits', () => {
    expect([0.123456, 16777216].map(rounded)).toEqual([0.123, 16800000]);
  });
});

describe('an error in ulp', () => {
  test('is counted in units of the last place of the result, below the normal numbers in that of the subnormals', () => {
    expect(ulpOf(1, 'float32')).toBe(2 ** -23);
    expect(ulpOf(0.75, 'float32')).toBe(2 ** -24);
    expect(ulpOf(-3, 'float64')).toBe(2 ** -51);
    expect(ulpOf(2 ** -140, 'float32')).toBe(2 ** -149);
    expect(ulpOf(0, 'float64')).toBe(2 ** -1074);
  });

  test('is 1 for the next float and at most a half for the nearest', () => {
    const next = Math.fround(0.1 + 2 ** -27);
    expect(largestUlp(Float32Array.of(next), Float64Array.of(Math.fround(0.1)), 'float32').ulp).toBe(1);
    const truth = Float64Array.from({ length: 1000 }, (_, i) => 1 / (i + 1));
    const { ulp } = largestUlp(Float32Array.from(truth), truth, 'float32');
    expect(ulp).toBeGreaterThan(0.4);
    expect(ulp).toBeLessThanOrEqual(0.5);
  });

  test('leaves apart what is flushed to 0 and what is not finite, or not what the infinite truth is', () => {
    const truth = Float64Array.of(2 ** -130, 1e-60, 0.5, -Infinity, Number.NaN, 1);
    expect(largestUlp(Float32Array.of(0, 0, 0.5, -Infinity, Number.NaN, 1), truth, 'float32')).toEqual({
      ulp: 1e-60 / 2 ** -149,
      flushed: 1,
      broken: 0,
    });
    expect(largestUlp(Float32Array.of(0, 0, Number.NaN, Infinity, 0, 1), truth, 'float32').broken).toBe(3);
  });

  test('refuses results of another length', () => {
    expect(() => largestUlp([1], [1, 2], 'float32')).toThrow('ulp: expected 2 results, got 1');
  });
});

describe('turns', () => {
  /** A task on a clock of its own: `ns` a call. */
  function fake(name: string, ns: number, log: string[] = []) {
    return {
      time: (count: number) => {
        log.push(name);
        return count * ns;
      },
    };
  }

  test('go round: in each round every task has one', async () => {
    const log: string[] = [];
    const results = await takeTurns([fake('a', 100, log), fake('b', 1000, log)], { rounds: 3, turnNs: 1e4 });
    expect(log.slice(-6).join('')).toBe('ababab');
    expect(results).toEqual([
      { samples: [100, 100, 100], reason: null },
      { samples: [1000, 1000, 1000], reason: null },
    ]);
  });

  test('are filled with as many calls as the time allows, at least one', async () => {
    expect(await callsToFill(fake('', 100), 1e4)).toBe(100);
    expect(await callsToFill(fake('', 1e6), 1e4)).toBe(1);
    expect(await callsToFill(fake('', 0), 1e4)).toBe(1e6); // a clock that stands still
  });

  test('are one only for a task whose call takes longer than is worth repeating', async () => {
    const log: string[] = [];
    const [slow] = await takeTurns([fake('slow', 2e9, log)], { rounds: 5, turnNs: 1e4 });
    expect(slow.samples).toEqual([2e9]);
    expect(log).toEqual(['slow']);
  });

  test('end with the reason for a task that fails, and go on for the others', async () => {
    let calls = 0;
    const failing = {
      time: () => {
        calls += 1;
        if (calls > 3) throw new Error('out of memory\nat line 1');
        return 1e4;
      },
    };
    const [failed, other] = await takeTurns([failing, fake('', 100)], { rounds: 4, turnNs: 1e4 });
    expect(failed.reason).toBe('out of memory');
    expect(other).toEqual({ samples: [100, 100, 100, 100], reason: null });
  });
});

describe('cases', () => {
  test('are the same numbers for every peer, near N(0, 3)', () => {
    const x = Float64Array.from(normalScores('float32', 100_001, 3));
    expect(Float64Array.from(normalScores('float32', 100_001, 3))).toEqual(x);
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const deviation = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(deviation - 3)).toBeLessThan(0.05);
    expect(targets(4, 1000)).toEqual(Int32Array.of(0, 919, 838, 757));
  });

  test('have names for flags and titles for people', () => {
    expect(SHAPES.map(shapeName)).toContain('1x16777216');
    expect(SHAPES.map(shapeName).map(shapeTitle)).toEqual([
      '1×10',
      '1×1000',
      '1024×1000',
      '64×32000',
      '8×151936',
      '1×2²⁴',
      '2²⁰×10',
      '4096²',
    ]);
  });
});

describe('the engine', () => {
  test('has relaxed SIMD from Node 22 on', () => {
    const flagged = process.execArgv.some((flag) => flag.includes('relaxed-simd'));
    expect(hasRelaxedSimd()).toBe(flagged || Number(process.versions.node.split('.')[0]) >= 22);
  });
});

describe('flags', () => {
  test('leave something out of the run, which then is not kept', () => {
    expect(readOptions([])).toMatchObject({ whole: true, ops: expect.arrayContaining(['crossEntropy']) });
    expect(readOptions(['--quick']).whole).toBe(false);
    expect(readOptions(['--op', 'softmax', '--shapes', '1×10,4096x4096'])).toMatchObject({
      whole: false,
      ops: ['softmax'],
      shapes: [
        [1, 10],
        [4096, 4096],
      ],
    });
  });

  test('that are unknown are named beside the known', () => {
    expect(() => readOptions(['--op', 'softplus'])).toThrow(/--op expected some of softmax, .*, got softplus/);
    expect(() => readOptions(['--only', '__proto__'])).toThrow(/got __proto__/);
    expect(() => readOptions(['--shape', '1x10'])).toThrow(/--shape/);
  });
});

describe('the ONNX models', () => {
  test('are protobuf that a reader of the wire format takes apart: opset 13, one node, both dimensions', () => {
    const model = fields(onnxModel('softmax', 'float64', 3, 300));
    expect(fields(model.get(8)![0] as Uint8Array).get(2)).toEqual([13]);
    const graph = fields(model.get(7)![0] as Uint8Array);
    const node = fields(graph.get(1)![0] as Uint8Array);
    expect(node.get(4)).toEqual([new TextEncoder().encode('Softmax')]);
    const axis = fields(node.get(5)![0] as Uint8Array);
    expect(axis.get(3)).toEqual([-1]);
    expect(axis.get(20)).toEqual([2]);
    const type = fields(fields(graph.get(11)![0] as Uint8Array).get(2)![0] as Uint8Array);
    const tensor = fields(type.get(1)![0] as Uint8Array);
    expect(tensor.get(1)).toEqual([11]);
    const shape = fields(tensor.get(2)![0] as Uint8Array).get(1) as Uint8Array[];
    expect(shape.map((dim) => fields(dim).get(1))).toEqual([[3], [300]]);
  });

  /** Field number → its values, of one protobuf message. */
  function fields(bytes: Uint8Array): Map<number, (number | Uint8Array)[]> {
    const found = new Map<number, (number | Uint8Array)[]>();
    let at = 0;
    const varint = () => {
      let value = 0n;
      for (let shift = 0n; ; shift += 7n) {
        const byte = BigInt(bytes[at]);
        at += 1;
        value |= (byte & 127n) << shift;
        if (byte < 128n) return Number(BigInt.asIntN(64, value));
      }
    };
    while (at < bytes.length) {
      const tag = varint();
      let value: number | Uint8Array = varint();
      if ((tag & 7) === 2) {
        at += value;
        value = bytes.slice(at - value, at);
      }
      found.set(tag >> 3, [...(found.get(tag >> 3) ?? []), value]);
    }
    return found;
  }
});

describe('Bridle as a peer', () => {
  const scores = {
    op: 'softmax',
    dtype: 'float32',
    rows: 2,
    cols: 3,
    x: Float32Array.of(1, 2, 3, 4, 5, 6),
    target: null,
  };

  test('has the reference in every build; without kernels the rest are cells with a reason', async () => {
    const { variants } = await openBridle({ softmax }, null, '0');
    const open = (name: string) => (variants as Variant[]).find(({ variant }) => variant === name)!.open(scores);
    expect(Array.from(open('reference').result())).toEqual(both());
    expect(() => open('auto, resident')).toThrow('this build has no kernels');
  });

  type Variant = { variant: string; threads: number; open: (request: typeof scores) => Task };
  type Task = { time: (count: number) => number; result: () => ArrayLike<number>; close: () => void };

  /** Softmax of both rows, which differ by a constant. */
  function both() {
    const row = [...softmax(Float32Array.of(1, 2, 3))];
    return [...row, ...row];
  }

  test('sets its level before every turn, keeps resident arrays in kernel memory and gives them back', async () => {
    const log: string[] = [];
    const held = new Set<object>();
    const kernels = {
      softmax: (x: { data: Float32Array; dims: number[] }, { out }: { out: Float32Array }) => {
        log.push(`${held.has(x.data) && held.has(out) ? 'resident' : 'own'}`);
        return library.softmax(x, { out });
      },
      setLevel: (level: string) => log.push(level),
      allocate: (Kind: Float32ArrayConstructor, length: number) => {
        const array = new Kind(length);
        held.add(array);
        return array;
      },
      free: (array: object) => held.delete(array),
    };
    const pool = {
      ...kernels,
      softmax: (...[x, options]: Parameters<typeof kernels.softmax>) => {
        log.push('pool');
        return kernels.softmax(x, options);
      },
      close: () => log.push('closed'),
    };
    const peer = await openBridle(kernels, { openThreads: () => pool }, '0');
    for (const { variant, threads, open } of peer.variants as Variant[]) {
      const task = open(scores);
      task.time(1);
      expect(Array.from(task.result())).toEqual(both());
      task.close();
      const [level, memory = 'own array'] = variant.split(', ');
      const call = [...(threads === 2 ? ['pool'] : []), memory === 'resident' ? 'resident' : 'own'];
      expect(log.splice(0)).toEqual([level, ...call, level, ...call]);
    }
    expect(held.size).toBe(0);
    peer.close();
    expect(log).toEqual(['closed']);
  });
});

describe('measuring', () => {
  const missing = {
    name: 'absent',
    version: 'missing',
    variants: [
      {
        variant: 'own array',
        threads: 1,
        open: () => {
          throw new Error('cannot be had');
        },
      },
    ],
  };
  const plan = {
    dtypes: ['float32'],
    shapes: [[4, 8]],
    ops: ['softmax', 'crossEntropy'],
    pace: { rounds: 2, turnNs: 1e5 },
  };

  test('gives a row with figures for what can be measured, and one with the reason for what cannot', async () => {
    const peers = [await openBridle(library, null, '0'), await openPlain(), missing];
    const rows = await measureTimes(peers, plan);
    const plain = rows.filter((row) => row.peer === 'plain JavaScript');
    expect(plain.map((row) => row.op)).toEqual(['softmax', 'crossEntropy']);
    for (const row of plain) {
      expect(row).toMatchObject({ kind: 'time', shape: '4x8', turns: 2 });
      expect(row.min).toBeGreaterThan(0);
      expect(row.median).toBeGreaterThanOrEqual(row.min);
    }
    expect(rows.filter((row) => row.peer === 'absent').map((row) => row.reason)).toEqual([
      'cannot be had',
      'cannot be had',
    ]);
  });

  test('finds the stable loops exact, the naive formula broken, and the tail that both lose', async () => {
    const truth = ({ x, rows, cols }: { x: Float32Array; rows: number; cols: number }) =>
      softmax({ data: x, dims: [rows, cols] }, { out: new Float64Array(x.length) });
    const peers = [await openPlain(), naive()];
    const inputs = [
      { input: 'N(0, 3)', rows: 20, cols: 50, scores: (dtype: string, n: number) => normalScores(dtype, n, 3) },
      { input: 'beyond e⁸⁸', rows: 1, cols: 50, scores: () => new Float32Array(50).fill(89) },
    ];
    const rows = await measureErrors(peers, { dtypes: ['float32'], ops: ['softmax'] }, inputs, truth);
    const of = (peer: string) => rows.filter((row) => row.peer === peer);
    for (const row of of('plain JavaScript')) expect(row).toMatchObject({ broken: 0, flushed: 0 });
    for (const row of of('plain JavaScript')) expect(row.ulp).toBeLessThan(2);
    expect(of('naive').map((row) => row.broken)).toEqual([0, 50]);
    const edges = await measureEdges(peers, { ops: ['softmax', 'logSoftmax'] });
    const result = (peer: string, input: string) =>
      edges.find((row) => row.peer === peer && row.input === input)!.result;
    expect(result('plain JavaScript', '1000 1000')).toBe('0.5 0.5');
    expect(result('naive', '1000 1000')).toBe('NaN NaN');
    expect(result('plain JavaScript', '0 -40')).toBe('0 -40'); // the truth is −4.25e−18
  });

  /** e^x/Σe^x as it is written in a book. */
  function naive() {
    const open = ({ x, cols }: { x: Float32Array; cols: number }) => ({
      result: () => {
        const e = x.map(Math.exp);
        for (let start = 0; start < e.length; start += cols) {
          const row = e.subarray(start, start + cols);
          const sum = row.reduce((total, one) => total + one, 0);
          for (let i = 0; i < cols; i += 1) row[i] = Math.fround(row[i]) / Math.fround(sum);
        }
        return e;
      },
      close() {},
    });
    return { name: 'naive', version: '0', variants: [{ variant: 'own array', threads: 1, open }] };
  }
});
