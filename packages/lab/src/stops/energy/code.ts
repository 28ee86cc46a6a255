// The snippets that compute each figure of this stop again.

import { convertEnergy } from 'bridle/boltzmann';
import { pyList, pyNumber, tsList, tsNumber } from '../../ui/code.ts';
import type { System } from './system.ts';
import { MOST_PARTICLES, seedOf } from './walk.ts';

type Code = { typescript: string; numpy: string };

const tsLevels = ({ energies, degeneracies, unit }: System) => `const levels = {
  energies: ${tsList(energies)},
  degeneracies: ${tsList(degeneracies)},
  unit: '${unit}',
} as const;`;

/** k in the unit of the levels a kelvin. */
const pyLevels = ({ energies, degeneracies, unit }: System) => `E = ${pyList(energies)}
g = ${pyList(degeneracies)}
k = ${pyNumber(convertEnergy(1, 'K', unit))}  # ${unit} per kelvin`;

export function ladderCode(system: System, kelvin: number, particles: number, seed: number, sweeps: number): Code {
  return {
    typescript: `import { klDivergence, share } from 'bridle';
import { boltzmann, sampleLevels } from 'bridle/boltzmann';

${tsLevels(system)}
const temperature = ${tsNumber(kelvin)};
const { probabilities } = boltzmann({ ...levels, temperature });
const visits = levels.energies.map(() => 0);
for (let i = 0; i < ${particles}; i += 1) {
  const seed = ${seed * MOST_PARTICLES} + i;
  const walk = sampleLevels({ ...levels, temperature, moves: 'adjacent', start: 0, seed });
  for (let sweep = 0; sweep < ${sweeps}; sweep += 1) visits[walk.next().value.level] += 1;
}
const divergence = klDivergence(share(visits), probabilities);`,
    numpy: `import numpy as np

${pyLevels(system)}
T = ${pyNumber(kelvin)}
w = g * np.exp(-(E - E.min()) / (k * T))
p = w / w.sum()
rng = np.random.default_rng(${seed})
at = np.zeros(${particles}, int)
visits = np.zeros(len(E))
for sweep in range(${sweeps}):
    to = at + rng.choice([-1, 1], len(at))
    inside = (to >= 0) & (to < len(E))
    ratio = np.where(inside, w[np.clip(to, 0, len(E) - 1)] / w[at], 0)
    at = np.where(rng.random(len(at)) < ratio, to, at)
    visits += np.bincount(at, minlength=len(E))
q = visits / visits.sum()
divergence = np.sum(q * np.log(np.where(q > 0, q / p, 1)))`,
  };
}

/** The share of time of the marked particle alone, which is the first of the walk. */
export function followCode(system: System, kelvin: number, seed: number, sweeps: number): Code {
  return {
    typescript: `import { share } from 'bridle';
import { boltzmann, sampleLevels } from 'bridle/boltzmann';

${tsLevels(system)}
const temperature = ${tsNumber(kelvin)};
const { probabilities } = boltzmann({ ...levels, temperature });
const walk = sampleLevels({ ...levels, temperature, moves: 'adjacent', start: 0, seed: ${seedOf(seed, 0)} });
const visits = levels.energies.map(() => 0);
for (let sweep = 0; sweep < ${sweeps}; sweep += 1) visits[walk.next().value.level] += 1;
const time = share(visits);`,
    numpy: `import numpy as np

${pyLevels(system)}
T = ${pyNumber(kelvin)}
w = g * np.exp(-(E - E.min()) / (k * T))
p = w / w.sum()
rng = np.random.default_rng(${seed})
at = 0
visits = np.zeros(len(E))
for sweep in range(${sweeps}):
    to = at + rng.choice([-1, 1])
    if 0 <= to < len(E) and rng.random() < w[to] / w[at]:
        at = to
    visits[at] += 1
time = visits / visits.sum()`,
  };
}

export function curvesCode(system: System, end: number): Code {
  return {
    typescript: `import { logSumExp } from 'bridle';
import { boltzmann, thermalEnergy } from 'bridle/boltzmann';

${tsLevels(system)}
const temperature = { from: 0, to: ${tsNumber(end)}, step: ${tsNumber(end / 12)} };
const curves = boltzmann({ ...levels, temperature });
const { lnZ, meanEnergy, freeEnergy, entropy, heatCapacity } = curves[12];
// The partition function is a log-sum-exp, weighted with the degeneracies.
const kT = thermalEnergy(curves[12].temperature, levels.unit);
const same = logSumExp(levels.energies.map((energy) => -energy / kT), { weights: levels.degeneracies });`,
    numpy: `import numpy as np

${pyLevels(system)}
T = np.linspace(0, ${pyNumber(end)}, 13)[1:, None]
w = g * np.exp(-(E - E.min()) / (k * T))
Z = w.sum(1)
p = w / Z[:, None]
U = p @ E
F = E.min() - k * T[:, 0] * np.log(Z)
S = (U - F) / T[:, 0] / k
C = (p @ E**2 - U**2) / (k * T[:, 0])**2`,
  };
}
