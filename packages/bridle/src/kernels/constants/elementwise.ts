// The functions of the elementwise kernels, as they number them. TypeScript and AssemblyScript both read this file.

export const EXP = 0;
export const LOG = 1;
