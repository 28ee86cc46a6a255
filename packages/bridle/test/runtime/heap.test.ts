import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHeap } from '../../src/runtime/heap.ts';

const [start, end] = [64, 64 + 40 * 64];

/** The lengths of what lies between the blocks in use. */
function gaps(used: Map<number, number>): number[] {
  const found: number[] = [];
  let at = start;
  for (const [address, size] of [...used].sort((a, b) => a[0] - b[0])) {
    found.push(address - at);
    at = address + size;
  }
  return [...found, end - at];
}

describe('a heap', () => {
  test('gives aligned blocks that never overlap, for as long as there is a gap that is wide enough', () => {
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: 0, max: 12 * 64 }) }),
      fc.record({ give: fc.nat({ max: 30 }) }),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const heap = createHeap(start, end);
        const used = new Map<number, number>();
        for (const s of steps) {
          if ('take' in s) {
            const size = Math.max(64, Math.ceil(s.take / 64) * 64);
            const address = heap.take(s.take);
            expect(address > 0).toBe(Math.max(...gaps(used)) >= size);
            if (address === 0) {
              refused += 1;
              continue;
            }
            expect(address % 64).toBe(0);
            used.set(address, size);
            expect(Math.min(...gaps(used))).toBeGreaterThanOrEqual(0);
          } else {
            const address = [...used.keys()][s.give];
            expect(heap.give(address ?? start + 32)).toBe(address !== undefined);
            used.delete(address);
          }
          expect(heap.isEmpty()).toBe(used.size === 0);
        }
        for (const address of used.keys()) heap.give(address);
        expect(heap.take(end - start)).toBe(start);
      }),
      { seed: 1990, numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  test('takes nothing back twice, nor from the middle of a block, nor from elsewhere', () => {
    const heap = createHeap(start, end);
    const address = heap.take(200);
    expect(heap.give(address + 64)).toBe(false);
    expect(heap.give(0)).toBe(false);
    expect(heap.give(address)).toBe(true);
    expect(heap.give(address)).toBe(false);
  });
});
