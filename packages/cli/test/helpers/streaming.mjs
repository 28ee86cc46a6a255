// Trains with a limited memory by the built pipeline and prints the figures and the largest resident memory in kB.

import { trainTable } from '@bridle/pipeline';

const [options] = process.argv.slice(2);
let spill = null;
const { rows, trainRows, testRows, fit, streamed, heldOut } = await trainTable({
  ...JSON.parse(options),
  onSpill: (given) => {
    spill = given;
  },
});
const { converged, objective, passes } = fit;
const { maxRSS } = process.resourceUsage();
const figures = {
  rows,
  trainRows,
  testRows,
  converged,
  objective,
  passes,
  streamed,
  judged: heldOut?.rows,
  spill,
  maxRSS,
};
console.log(JSON.stringify(figures));
