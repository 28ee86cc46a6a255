// Numbers as TypeScript and NumPy write them, for the snippets that compute a figure again.

export const tsNumber = (x: number) => String(x);
export const pyNumber = (x: number) =>
  Number.isFinite(x) ? String(x) : Number.isNaN(x) ? 'np.nan' : x > 0 ? 'np.inf' : '-np.inf';

export const tsList = (xs: readonly number[]) => `[${xs.map(tsNumber).join(', ')}]`;
export const pyList = (xs: readonly number[]) => `np.array([${xs.map(pyNumber).join(', ')}], dtype=float)`;
