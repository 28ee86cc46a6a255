// What `bridle evaluate` prints, in English.

export const evaluate = {
  measured: 'this table',
  trained: 'at training',
  reject: 'abstention',
  threshold: (threshold: string, accuracy: string, coverage: string) =>
    `--reject-below ${threshold} gives an accuracy of ${accuracy} on ${coverage} of the rows`,
  noThreshold: (accuracy: string) => `no threshold reaches an accuracy of ${accuracy}`,
  drift: 'drift',
  largeDrift: (columns: string) => `large since training in ${columns}; --report FILE shows every column`,
  index: (column: string, psi: string) => `${column} (PSI ${psi})`,
};
