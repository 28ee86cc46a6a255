// Cholesky's factorisation A = L·Lᵀ of symmetric matrices that may be singular (Higham 2002, ch. 10): a pivot that
// is only the rounding error of a dependent column is taken as 0, and so is its coordinate of the solution. The test
// does not depend on the scale of A's coordinates, so columns in metres and in nanometres are solved equally well.

/** A pivot below this part of its diagonal entry is rounding error: the column depends on those before it. */
const DEPENDENT = 1e-13;

/** Factors A, (size, size), in place: the lower triangle becomes L, with 0 on its diagonal for a dependent column. */
export function factor(a: Float64Array, size: number): void {
  for (let j = 0; j < size; j += 1) {
    const row = j * size;
    for (let l = 0; l < j; l += 1) {
      const pivot = a[l * size + l];
      let sum = a[row + l];
      for (let m = 0, other = l * size; m < l; m += 1) sum -= a[row + m] * a[other + m];
      a[row + l] = pivot > 0 ? sum / pivot : 0;
    }
    const diagonal = a[row + j];
    let pivot = diagonal;
    for (let m = 0; m < j; m += 1) pivot -= a[row + m] * a[row + m];
    a[row + j] = pivot > DEPENDENT * diagonal ? Math.sqrt(pivot) : 0;
  }
}

/** Solves L·Lᵀ·x = b in place, b being entries start … start + size − 1 of v; dependent coordinates become 0. */
export function solve(l: Float64Array, size: number, v: Float64Array, start = 0): void {
  for (let j = 0; j < size; j += 1) {
    const pivot = l[j * size + j];
    let sum = v[start + j];
    for (let m = 0; m < j; m += 1) sum -= l[j * size + m] * v[start + m];
    v[start + j] = pivot > 0 ? sum / pivot : 0;
  }
  for (let j = size - 1; j >= 0; j -= 1) {
    const pivot = l[j * size + j];
    const x = pivot > 0 ? v[start + j] / pivot : 0;
    v[start + j] = x;
    for (let m = 0; m < j; m += 1) v[start + m] -= l[j * size + m] * x;
  }
}
