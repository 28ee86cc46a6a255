// A running sum whose rounding errors are kept beside it: of 100,000 populations that are added plainly, the rounding
// errors decide which one reaches a threshold. A. Neumaier, Z. Angew. Math. Mech. 54, 39 (1974).

/** A function that adds a term and returns the sum so far, rounded once. */
export function runningTotal(): (term: number) => number {
  let sum = 0;
  let error = 0;
  return (term) => {
    const next = sum + term;
    error += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
    return sum + error;
  };
}
