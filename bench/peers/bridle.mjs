// Bridle itself: each level of the kernels on arrays in kernel memory (resident) and on the caller's own, one thread and
// two, and the reference in plain TypeScript. What a build does not have yet is a cell with its reason.
import { emptyArray, resultLength } from '../cases.mjs';
import { reasonOf, timeCalls } from '../turns.mjs';

/** `library` is the namespace of `bridle`, `threads` that of `bridle/threads` or null. */
export async function openBridle(library, threads, version) {
  const { pool, reason } = await openPool(threads);
  const caller = { allocate: library.allocate, free: library.free, functions: library };
  const callers = { 1: caller, 2: pool ? { ...methodsOf(pool), functions: pool } : { reason } };
  const variants = ['fast', 'auto', 'reproducible'].flatMap((level) =>
    [1, 2].flatMap((count) =>
      ['resident', 'own array'].map((memory) => ({
        variant: `${level}, ${memory}`,
        threads: count,
        open: openWith(library, callers[count], level, memory === 'resident'),
      })),
    ),
  );
  return {
    name: 'bridle',
    version,
    variants: [...variants, { variant: 'reference', threads: 1, open: openWith(library, caller, 'reference', false) }],
    close: () => pool?.close(),
  };
}

async function openPool(threads) {
  if (!threads) return { reason: 'this build has no threads' };
  try {
    return { pool: await threads.openThreads({ threads: 2 }) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function methodsOf(pool) {
  return { allocate: (kind, length) => pool.allocate(kind, length), free: (array) => pool.free(array) };
}

function openWith(library, caller, level, resident) {
  return ({ op, dtype, rows, cols, x, target }) => {
    if (level !== 'reference' && !library.setLevel) throw new Error('this build has no kernels');
    if (level === 'fast' && dtype !== 'float32') throw new Error('is auto in float64');
    if (level === 'fast' && op === 'crossEntropy') throw new Error('is auto in cross-entropy');
    if (caller.reason) throw new Error(caller.reason);
    if (!caller.functions[op]) throw new Error('is not among the pool’s functions');
    const array = (length) => (resident ? caller.allocate(x.constructor, length) : emptyArray(dtype, length));
    const data = resident ? array(x.length) : x;
    if (resident) data.set(x);
    const out = array(resultLength(op, rows, cols));
    const call = callOf(caller.functions, op, { data, dims: [rows, cols] }, out, target);
    const timed = timeCalls(call);
    return {
      time: (count) => {
        library.setLevel?.(level);
        return timed(count);
      },
      result: () => {
        library.setLevel?.(level);
        call();
        return out;
      },
      close: () => {
        if (!resident) return;
        caller.free(data);
        caller.free(out);
      },
    };
  };
}

function callOf(functions, op, x, out, target) {
  const options = { out };
  if (op === 'crossEntropy') return () => functions.crossEntropy.withGradient(x, target, options);
  return () => functions[op](x, options);
}
