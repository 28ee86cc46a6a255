// The table of docs/learning.md, from the newest rows of results/training: what a pass costs in `fit`, beside plain loops
// and NumPy, all on one thread; the other rows stay in the file.
import { figure, markdown } from './tables.mjs';

/** One line for each case; below it, where it was measured. */
export function trainingTable(rows) {
  const passes = rows.filter(({ kind }) => kind === 'training');
  const caseOf = (one) => one.case ?? one.shape;
  const lines = [...new Set(passes.map(caseOf))].map((name) => {
    const own = passes.filter((one) => caseOf(one) === name);
    const [{ shape }] = own;
    const row = (peer, variant, dtype) => {
      const fits = (one) => one.peer.replace(/ [\d.]+$/, '') === peer && (!variant || one.variant === variant);
      return own.find((one) => fits(one) && (!dtype || one.dtype === dtype));
    };
    const kernels = row('bridle/learn', 'fit, kernels');
    const sparse = kernels?.dtype.startsWith('CSR');
    return [
      shape
        .split('x')
        .map(Number)
        .map((n) => n.toLocaleString('en-US'))
        .join(' × ') + (sparse ? ', mostly zeros' : ''),
      // The products with zeros are not computed, so the share of the peak says nothing there.
      time(kernels) + (kernels?.share && !sparse ? ` (${Math.round(100 * kernels.share)} %)` : ''),
      time(row('bridle/learn', 'fit, reference')),
      time(row('plain JavaScript', 'loops', 'float64')),
      time(row('NumPy')),
    ];
  });
  const head = ['rows × features × classes', '`fit`', "`fit` at `'reference'`", 'plain loops', 'NumPy, float32'];
  const { date, cpu, node, relaxedSimd } = passes[0];
  const peak = passes.find((one) => one.peer === 'the machine' && one.dtype === 'float64')?.gflops;
  const place = `${date}: ${cpu}, Node ${node} ${relaxedSimd ? 'with' : 'without'} relaxed SIMD`;
  const numpy = passes.find(({ peer }) => peer.startsWith('NumPy'))?.peer ?? 'NumPy';
  const below = `Measured on ${place}, ${numpy}; one thread. The peak is ${figure(peak)} GFLOP/s.`;
  return `${markdown(head, lines)}\n\n${below}`;
}

function time(row) {
  return row?.min === undefined ? '' : row.min.toLocaleString('en-US');
}
