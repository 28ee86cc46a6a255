// Blocks of a kernel's memory, handed out first fit and joined again when they come back.

/** Every block begins at a multiple of this: a cache line. */
const ALIGNMENT = 64;

export type Heap = {
  /** The address of a free block of so many bytes, or 0 where none is left. */
  take: (bytes: number) => number;
  /** Gives a block back; false for an address that is not the start of a block in use. */
  give: (address: number) => boolean;
  /** Whether no block is in use. */
  isEmpty: () => boolean;
};

/** A heap over the addresses from `start` (a multiple of 64) up to `end`. */
export function createHeap(start: number, end: number): Heap {
  const free = [{ start, end }]; // ascending, no two touching
  const used = new Map<number, number>();
  return {
    take: (bytes) => {
      const size = Math.ceil(Math.max(bytes, 1) / ALIGNMENT) * ALIGNMENT;
      const i = free.findIndex((block) => block.end - block.start >= size);
      if (i < 0) return 0;
      const block = free[i];
      const address = block.start;
      block.start += size;
      if (block.start === block.end) free.splice(i, 1);
      used.set(address, size);
      return address;
    },
    give: (address) => {
      const size = used.get(address);
      if (size === undefined) return false;
      used.delete(address);
      const at = free.findIndex((block) => block.start > address);
      const i = at < 0 ? free.length : at;
      free.splice(i, 0, { start: address, end: address + size });
      for (const left of [i, i - 1]) {
        if (left < 0 || left + 1 >= free.length || free[left].end !== free[left + 1].start) continue;
        free[left].end = free[left + 1].end;
        free.splice(left + 1, 1);
      }
      return true;
    },
    isEmpty: () => used.size === 0,
  };
}
