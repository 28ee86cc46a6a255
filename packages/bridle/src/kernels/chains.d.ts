// The notation for interleaved chains as editors see it; scripts/chains.mjs says what it means and expands it.

/** The number of the chain. */
declare const $: i32;

/** As a spread argument: the expression, once for each of the four chains. */
declare function each(value: v128): [v128, v128, v128, v128];

// Chains that are declared one by one where they begin …
declare let all$: v128, max$: v128, min$: v128, sum$: v128, total$: v128;
declare let a$: v128, b$: v128, c$: v128, d$: v128, l$: v128, n$: v128, s$: v128, u$: v128, w$: v128;
// … or named one by one where they end.
declare const above0: v128, above1: v128, above2: v128, above3: v128;
declare const i0: v128, i1: v128, i2: v128, i3: v128;
declare const p0: v128, p1: v128, p2: v128, p3: v128;
declare let s0: v128, s1: v128, s2: v128, s3: v128;
declare let size0: v128, size1: v128, size2: v128, size3: v128;
