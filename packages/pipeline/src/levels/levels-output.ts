// Results as tables for other programs, with the fewest digits that give back the same float64: the population of every
// level, or the thermodynamics at every temperature.

import { convertEnergy, type Level } from 'bridle/boltzmann';
import { inputError } from '../messages.ts';
import type { OutputColumn } from '../write/predictions.ts';
import { textParts } from '../write/write-predictions.ts';
import type { Output } from '../write/write-whole.ts';
import { eachLevel } from './each-level.ts';
import { leadingStates } from './leading-states.ts';
import type { LevelsResult, State, SumLevelsOptions } from './sum-levels.ts';

/** Options of `levelsOutput`: those of `sumLevels`, and the file. */
export type LevelsOutputOptions = SumLevelsOptions & { out: string; threshold?: number | undefined };

type Table = { rows: number; columns: OutputColumn[] };

const R = convertEnergy(1, 'K', 'J/mol');

/**
 * The output file of a result: at one temperature, the populations in the order of the levels (with a threshold, the most
 * populated levels that reach it); at several temperatures, the thermodynamics with one row per temperature. CSV or TSV,
 * by the name. If the result does not keep all levels, the input is read again.
 *
 * @example
 * ```ts
 * import { levelsOutput, readTable, sumLevels, writeWhole } from '@bridle/pipeline';
 * const options = { levels: 'examples/butane/conformers.csv', temperatures: [298.15], out: 'out/butane.csv' };
 * await writeWhole([levelsOutput(await sumLevels(options), options)]);
 * (await readTable('out/butane.csv')).rows; // → 2
 * ```
 */
export function levelsOutput(result: LevelsResult, options: LevelsOutputOptions): Output {
  const { out, levels, temperatures, threshold } = options;
  const kind = levelsOutputKind(out);
  const whole = (table: Table): Output => ({
    path: out,
    content: async (write) => {
      for (const part of textParts(kind, table)) await write(part);
    },
  });
  if (temperatures.length > 1) return whole(thermodynamicsTable(result));
  if (threshold !== undefined) return whole(statesTable(leadingStates(result, 0, threshold), result));
  if (result.complete || typeof levels !== 'string') return whole(statesTable(result.states(0), result));
  return {
    path: out,
    content: async (write) => {
      for (const part of textParts(kind, populationsTable([], [], result))) await write(part);
      await eachLevel(levels, { ...options, temperature: temperatures[0] }, async (chunk) => {
        const [, ...rows] = textParts(kind, populationsTable(chunk, result.populations(chunk, 0), result));
        for (const part of rows) await write(part);
      });
    },
  };
}

/**
 * The kind of an output table, by its extension.
 *
 * @example
 * ```ts
 * import { levelsOutputKind } from '@bridle/pipeline';
 * levelsOutputKind('populations.tsv'); // → 'tsv'
 * ```
 */
export function levelsOutputKind(out: string): 'csv' | 'tsv' {
  const name = out.toLowerCase();
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.tsv')) return 'tsv';
  throw inputError('unknown-output', { file: out, accepted: '.csv, .tsv, .json' });
}

function statesTable(states: readonly State[], result: LevelsResult): Table {
  return populationsTable(
    states,
    states.map(({ probability }) => probability),
    result,
  );
}

function populationsTable(levels: readonly Level[], populations: ArrayLike<number>, { unit }: LevelsResult): Table {
  return {
    rows: levels.length,
    columns: [
      { kind: 'text', name: 'name', at: (row) => levels[row].name },
      { kind: 'number', name: `energy (${unit})`, at: (row) => levels[row].energy },
      { kind: 'number', name: 'degeneracy', at: (row) => levels[row].degeneracy },
      { kind: 'number', name: 'probability', at: (row) => populations[row] },
    ],
  };
}

function thermodynamicsTable({ thermodynamics: at, unit }: LevelsResult): Table {
  const column = (name: string, read: (one: LevelsResult['thermodynamics'][number]) => number) => ({
    kind: 'number' as const,
    name,
    at: (row: number) => read(at[row]),
  });
  return {
    rows: at.length,
    columns: [
      column('temperature (K)', ({ temperature }) => temperature),
      column('Z', ({ Z }) => Z),
      column('ln Z', ({ lnZ }) => lnZ),
      column('Z from lowest', ({ ZFromLowest }) => ZFromLowest),
      column(`U (${unit})`, ({ meanEnergy }) => meanEnergy),
      column(`F (${unit})`, ({ freeEnergy }) => freeEnergy),
      column(`sigma E (${unit})`, ({ energyFluctuation }) => energyFluctuation),
      column('S (k)', ({ entropy }) => entropy),
      column('Cv (k)', ({ heatCapacity }) => heatCapacity),
      column('S (J/mol/K)', ({ entropy }) => entropy * R),
      column('Cv (J/mol/K)', ({ heatCapacity }) => heatCapacity * R),
      column('effective states', ({ effectiveStates }) => effectiveStates),
    ],
  };
}
