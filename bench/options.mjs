// The flags of the bench, checked: a wrong one is one sentence and exit 2.
import { parseArgs } from 'node:util';
import { DTYPES, OPS, SHAPES, shapeName } from './cases.mjs';

const PEERS = ['plain', 'tfjs', 'ort-web', 'ort-node', 'jax', 'scipy', 'torch'];

export const HELP = `npm run bench -- [flags]

  --quick             small shapes, float32, three short rounds
  --only PEER,…       beside bridle only these: ${PEERS.join(', ')}
  --shapes SHAPE,…    only these: ${SHAPES.map(shapeName).join(', ')}
  --op OP,…           only these: ${OPS.join(', ')}
  --help              this text

A run without flags measures everything and keeps its rows in bench/results; tables go to stdout, progress to stderr.`;

const QUICK_SHAPES = SHAPES.slice(0, 3).map(shapeName);

/** The plan of a run. `whole` says that nothing was left out: only such a run is kept. */
export function readOptions(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      shapes: { type: 'string' },
      op: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick, help } = values;
  const all = SHAPES.map(shapeName);
  const shapes = choose('shapes', values.shapes?.replaceAll('×', 'x'), all, quick ? QUICK_SHAPES : all);
  return {
    help,
    whole: !quick && [values.only, values.shapes, values.op].every((value) => value === undefined),
    quick,
    peers: choose('only', values.only, PEERS, PEERS),
    ops: choose('op', values.op, OPS, OPS),
    dtypes: quick ? DTYPES.slice(0, 1) : DTYPES,
    shapes: shapes.map((name) => name.split('x').map(Number)),
    pace: quick ? { rounds: 3, turnNs: 1e7 } : { rounds: 6, turnNs: 2.5e7 },
  };
}

function choose(flag, value, known, otherwise) {
  if (value === undefined) return otherwise;
  const chosen = value.split(',');
  const unknown = chosen.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw new RangeError(`bench: --${flag} expected some of ${known.join(', ')}, got ${unknown}`);
  return chosen;
}
