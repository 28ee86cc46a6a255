// The solutions of the three inverse problems, as sheets and as JSON documents.

import {
  CONSTANTS,
  type EnergyUnit,
  energiesFromPopulations,
  equalPopulationTemperature,
  type Level,
  boltzmann as populationsAt,
  temperatureFromPopulations,
} from 'bridle/boltzmann';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { grid } from './drawing.ts';
import { energyFigure, kelvin, populationFigure } from './energy-figures.ts';
import { count, figure } from './figures.ts';
import { facts, sheet } from './sheet.ts';
import { printable, truncate, wrap } from './text.ts';

/** What was seen of each level: counts, which carry their sample size, or populations in any normalisation. */
export type Seen = { values: Float64Array; counts: boolean; sampleSize: number | undefined };

/** A solution: a sheet for a person, a document for a script. */
export type Answer = { text: string; document: object };

const NAME = 24;

/** The maximum-likelihood temperature of populations, with the populations at that temperature. */
export function fittedTemperature(levels: Level[], unit: EnergyUnit, seen: Seen, context: Context): Answer {
  const { messages, terminal } = context;
  const t = messages.boltzmann;
  const lists = listsOf(levels);
  if (lists.energies.every((energy) => energy === lists.energies[0])) throw new CallError(t.calls.oneEnergy);
  const given = seen.counts ? { counts: seen.values } : { populations: seen.values, sampleSize: seen.sampleSize };
  const estimate = temperatureFromPopulations({ ...lists, unit, ...given });
  const { temperature, standardError, inverseTemperature, inverseStandardError } = estimate;
  const { probabilities } = populationsAt({ ...lists, unit, temperature });
  const total = seen.values.reduce((sum, value) => sum + value, 0);
  const size = seen.counts ? total : seen.sampleSize;
  const known = Number.isFinite(inverseStandardError);
  const withError = (value: number, error: number, of: string) =>
    known && Number.isFinite(value) && Number.isFinite(error)
      ? t.fit.plusMinus(...rounded(value, error), of)
      : `${figure(value)} ${of}`;
  const limit = temperature === 0;
  const note = known ? t.fit.likelihood : temperature === 0 ? t.fit.limit : t.fit.noSize;
  const rows = levels.map(({ name, energy, degeneracy }, i) => [
    truncate(printable(name), NAME),
    energyFigure(energy, unit),
    figure(degeneracy),
    populationFigure(seen.values[i] / total),
    populationFigure(probabilities[i]),
  ]);
  const title = [t.level, t.energy(unit), t.degeneracy, t.fit.seen, t.fit.expected];
  const story: [string, string][] = [
    [t.temperature, Number.isFinite(standardError) ? withError(temperature, standardError, 'K') : kelvin(temperature)],
    ...(limit
      ? []
      : ([[t.fit.inverse, withError(inverseTemperature, inverseStandardError, '1/K')]] as [string, string][])),
    ...(size === undefined
      ? []
      : ([[t.source, t.fit.sample(Number.isInteger(size) ? count(size) : figure(size))]] as [string, string][])),
    [t.constants, CONSTANTS],
  ];
  return {
    text: sheet([
      facts(story, terminal),
      grid([title.map(terminal.paint.dim), ...rows], 'lrrrr'),
      wrap(note, terminal.columns).map(terminal.paint.dim),
    ]),
    document: {
      temperature_K: temperature,
      standard_error_K: known ? standardError : null,
      inverse_temperature_per_K: inverseTemperature,
      inverse_standard_error_per_K: known ? inverseStandardError : null,
      sample_size: size ?? null,
      unit,
      states: levels.map((level, i) => ({ ...level, observed: seen.values[i] / total, probability: probabilities[i] })),
      constants: CONSTANTS,
    },
  };
}

/** The energies, from the lowest, of levels with these populations at a temperature. */
export function invertedEnergies(
  names: readonly string[],
  degeneracies: Float64Array,
  values: Float64Array,
  temperature: number,
  unit: EnergyUnit,
  { messages, terminal }: Context,
): Answer {
  const t = messages.boltzmann;
  const energies = energiesFromPopulations({ populations: values, degeneracies, temperature, unit });
  const total = values.reduce((sum, value) => sum + value, 0);
  const rows = names.map((name, i) => [
    truncate(printable(name), NAME),
    figure(degeneracies[i]),
    populationFigure(values[i] / total),
    Number.isFinite(energies[i]) ? energyFigure(energies[i], unit) : figure(energies[i]),
  ]);
  const title = [t.level, t.degeneracy, t.population, t.energy(unit)];
  const story: [string, string][] = [
    [t.temperature, kelvin(temperature)],
    [t.constants, CONSTANTS],
  ];
  const notes = energies.every(Number.isFinite) ? [] : wrap(t.fit.empty, terminal.columns);
  return {
    text: sheet([
      facts(story, terminal),
      grid([title.map(terminal.paint.dim), ...rows], 'lrrr'),
      notes.map(terminal.paint.dim),
    ]),
    document: {
      temperature_K: temperature,
      unit,
      states: names.map((name, i) => ({
        name,
        energy: energies[i],
        degeneracy: degeneracies[i],
        probability: values[i] / total,
      })),
      constants: CONSTANTS,
    },
  };
}

/** The temperature at which two levels are equally populated. */
export function equalTemperature(
  [one, other]: readonly Level[],
  unit: EnergyUnit,
  { messages, terminal }: Context,
): Answer {
  const t = messages.boltzmann;
  const temperature = equalPopulationTemperature({
    energies: [one.energy, other.energy],
    degeneracies: [one.degeneracy, other.degeneracy],
    unit,
  });
  const note = () => {
    if (Number.isNaN(temperature)) return t.fit.same;
    if (temperature === Infinity || temperature === -Infinity) return t.fit.never;
    return temperature < 0 ? t.fit.inverted : t.fit.equalNote(printable(one.name), printable(other.name));
  };
  const story: [string, string][] = [
    [t.fit.equal, Number.isNaN(temperature) ? '—' : `${figure(temperature)} K`],
    [t.constants, CONSTANTS],
  ];
  return {
    text: sheet([facts(story, terminal), wrap(note(), terminal.columns).map(terminal.paint.dim)]),
    document: { temperature_K: temperature, unit, states: [one, other], constants: CONSTANTS },
  };
}

function listsOf(levels: readonly Level[]) {
  return {
    energies: levels.map(({ energy }) => energy),
    degeneracies: levels.map(({ degeneracy }) => degeneracy),
  };
}

/** A value and its error to the error's second digit, 120.3 and 8.6, 1310 and 120; at least two digits of the value. */
function rounded(value: number, error: number): [value: string, error: string] {
  const place = secondDigit(error);
  return [atPlace(value, value === 0 ? place : Math.min(place, secondDigit(value))), atPlace(error, place)];
}

/** The power of ten of a number's second digit. */
function secondDigit(value: number): number {
  return Math.floor(Math.log10(Math.abs(value))) - 1;
}

function atPlace(value: number, place: number): string {
  if (Math.abs(place) > 12) return figure(value, 3);
  return place <= 0 ? value.toFixed(-place) : figure(10 ** place * Math.round(value / 10 ** place), 8);
}
