// The readers and their shares of the runs, in thousandths. To add a reader, write its file in `readers` and add its line
// here. An input costs 0.1 ms of CPU where a string is parsed, 1 ms where a file is read, 10 ms where DuckDB reads it.

export const readers = [
  { name: 'csv', share: 15 },
  { name: 'tsv', share: 6 },
  { name: 'json', share: 10 },
  { name: 'jsonl', share: 8 },
  { name: 'packed-tables', share: 6 },
  { name: 'parquet', share: 15 },
  { name: 'populations', share: 4 },
  { name: 'model-text', share: 180 },
  { name: 'model-file', share: 20 },
  { name: 'level-tables', share: 45 },
  { name: 'level-nist', share: 35 },
  { name: 'level-exomol', share: 30 },
  { name: 'level-xyz', share: 45 },
  { name: 'level-lists', share: 150 },
  { name: 'level-packed', share: 25 },
  { name: 'level-parquet', share: 6 },
  { name: 'number-lines', share: 150 },
  { name: 'tensor-npy', share: 100 },
  { name: 'tensor-npz', share: 100 },
  { name: 'tensor-safetensors', share: 100 },
  { name: 'import-npz', share: 30 },
  { name: 'import-json', share: 40 },
  { name: 'import-onnx', share: 40 },
  { name: 'import-spark', share: 4 },
  { name: 'lab-url', share: 150 },
  { name: 'lab-paste', share: 100 },
];

/** The readers with their runs out of `total`, at least one each. */
export function withRuns(total, names = readers.map(({ name }) => name)) {
  const chosen = readers.filter(({ name }) => names.includes(name));
  const whole = chosen.reduce((sum, { share }) => sum + share, 0);
  return chosen.map(({ name, share }) => ({ name, runs: Math.max(1, Math.round((total * share) / whole)) }));
}
