// The tables of the documents: computed by the library, or what the bench kept last. A line of Markdown for each row; a
// table with words in it takes the language of its page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { boltzmann, convertEnergy, diatomic, idealGasTranslation } from 'bridle/boltzmann';
import { poolTable } from '../bench/pool-table.mjs';
import { errorTable, speedTable } from '../bench/readme-tables.mjs';
import { newestRows } from '../bench/results.mjs';
import { markdown as table } from '../bench/tables.mjs';
import { trainingTable } from '../bench/training-table.mjs';

const gases = JSON.parse(readFileSync(new URL('../docs/gases.json', import.meta.url), 'utf8'));
const R = convertEnergy(1, 'K', 'J/mol');

export const tables = {
  janaf,
  tips,
  butane,
  schottky,
  speed: (language) => speedTable(newestRows(), language),
  errors: (language) => errorTable(newestRows(), language),
  pool: () => poolTable(newestRows()),
  training: () => trainingTable(newestRows(fileURLToPath(new URL('../bench/results/training', import.meta.url)))),
};

/** Cp° and S° of diatomic gases at 1 bar beside JANAF's, in J/mol/K; the spins of the nuclei are taken off, as there. */
function janaf() {
  const rows = gases.flatMap(({ name, massInU, levels, spins, janaf: published }) =>
    published.map(([temperature, Cp, S]) => {
      const inside = boltzmann({ ...diatomic({ ...levels, unit: 'cm-1' }), temperature, entropyUnit: 'J/mol/K' });
      const motion = idealGasTranslation({ massInU, temperature });
      const ours = [
        inside.heatCapacity + motion.heatCapacityAtPressure,
        inside.entropy + motion.entropy - R * Math.log(spins),
      ];
      return [name, temperature, ...beside(ours[0], Cp), ...beside(ours[1], S)];
    }),
  );
  return table(['gas', 'T (K)', 'Cp', 'JANAF', 'difference', 'S', 'JANAF', 'difference'], rows);
}

function beside(ours, published) {
  return [ours.toFixed(3), published.toFixed(3), signed(ours - published, 3)];
}

/** The partition sum of CO from its Dunham constants beside HITRAN's TIPS-2025. */
function tips() {
  const { levels } = gases.find(({ name }) => name === 'CO');
  const published = [
    [100, '36.49563'],
    [296, '107.42051'],
    [1000, '380.2998'],
  ];
  const rows = published.map(([temperature, Q]) => {
    const ours = boltzmann({ ...diatomic({ ...levels, vMax: 7, JMax: 79, unit: 'cm-1' }), temperature }).ZFromLowest;
    return [temperature, ours.toFixed(5), Q, `${signed((1e6 * (ours - Number(Q))) / Number(Q), 1)} ppm`];
  });
  return table(['T (K)', 'Q', 'TIPS-2025', 'difference'], rows);
}

/** What forgetting the degeneracy of butane's gauche form does, at two energies. */
function butane() {
  const anti = (energies, unit, degeneracies) =>
    `${(100 * boltzmann({ energies, unit, degeneracies, temperature: 298.15 }).probabilities[0]).toFixed(3)} %`;
  const rows = [
    [0.9, 'kcal/mol'],
    [2.8, 'kJ/mol'],
  ].map(([gap, unit]) => [`${gap} ${unit}`, anti([0, gap], unit, [1, 2]), anti([0, gap], unit, [1, 1])]);
  return table(['gauche lies at', 'anti, with g = 2', 'anti, with g forgotten'], rows);
}

/** The Schottky peak of two levels: where C is largest, by the ratio of the degeneracies. */
function schottky() {
  const heat = (ratio, t) =>
    boltzmann({ energies: [0, 1], degeneracies: [1, ratio], unit: 'K', temperature: t }).heatCapacity;
  const rows = [0.5, 1, 2, 5].map((ratio) => {
    // dC/dT changes sign once: halve the interval that holds it.
    let [low, high] = [0.2, 0.8];
    while (high - low > 1e-9) {
      const middle = (low + high) / 2;
      if (heat(ratio, middle + 1e-6) > heat(ratio, middle - 1e-6)) low = middle;
      else high = middle;
    }
    return [ratio, low.toFixed(5), heat(ratio, low).toFixed(6)];
  });
  return table(['g₁/g₀', 'kT/Δ at the peak', 'C/k there'], rows);
}

function signed(x, digits) {
  const text = Math.abs(x).toFixed(digits);
  return Number(text) === 0 ? text : `${x < 0 ? '−' : '+'}${text}`;
}
