// Populations and thermodynamics for a person: a table with bars at one temperature, or a line for each of several; then
// doubts about the levels.

import type { Doubt, LevelsResult, State } from '@bridle/pipeline';
import { convertEnergy, type EnergyUnit, thermalEnergy } from 'bridle/boltzmann';
import type { Context } from '../context.ts';
import { bar, grid } from './drawing.ts';
import { energyFigure, kelvin, populationFigure, quantity } from './energy-figures.ts';
import { count, figure } from './figures.ts';
import { facts, sheet } from './sheet.ts';
import { pad, printable, truncate, width, wrap } from './text.ts';

/** A result, its file, if any, and the states to show at each temperature. */
export type Shown = { result: LevelsResult; file: string | null; states: State[][]; threshold: number | undefined };

/** How many levels are listed; the rest are only counted. */
const LISTED = 20;
const NAME = 24;
const GAS = convertEnergy(1, 'K', 'J/mol');
const GAS_CAL = GAS / 4.184;

/** The account of one temperature. */
export function populationsAccount(shown: Shown, context: Context): string {
  const { terminal } = context;
  return sheet([
    facts(head(shown, context), terminal),
    populations(shown, context),
    thermodynamics(shown.result, context),
    remarks(shown.result, context),
  ]);
}

/** The account of several temperatures. */
export function temperaturesAccount(shown: Shown, context: Context): string {
  const { terminal } = context;
  return sheet([facts(head(shown, context), terminal), lines(shown, context), remarks(shown.result, context)]);
}

function head({ result, file }: Shown, { messages: { boltzmann: t } }: Context): [label: string, value: string][] {
  const { thermodynamics: at, unit, skipped } = result;
  const levels = count(result.count);
  const source = [file === null ? t.typed(levels) : t.from(levels, printable(file))];
  if (skipped > 0) source.push(t.skipped(count(skipped)));
  const rows: [string, string][] = [[t.source, source.join(' · ')]];
  if (at.length === 1) {
    const [{ temperature }] = at;
    const kT = Number.isFinite(temperature) ? ` · ${t.kT(`${figure(thermalEnergy(temperature, unit))} ${unit}`)}` : '';
    rows.push([t.temperature, kelvin(temperature) + kT]);
  }
  rows.push([t.constants, at[0].constants]);
  return rows;
}

function populations({ result, states: [states], threshold }: Shown, context: Context): string[] {
  const { messages, terminal } = context;
  const { paint, plain, columns } = terminal;
  const t = messages.boltzmann;
  const { unit } = result;
  const { lowestEnergy } = result.thermodynamics[0];
  const listed = states.slice(0, LISTED);
  const room = columns < 72 ? 8 : 16;
  let cumulative = 0;
  const rows = listed.map(({ name, energy, degeneracy, probability }) => {
    cumulative += probability;
    return [
      truncate(printable(name), NAME),
      energyFigure(energy - lowestEnergy, unit),
      figure(degeneracy),
      pad(paint.softmax(bar(probability, room, plain)), room),
      populationFigure(probability),
      populationFigure(listed.length === result.count ? Math.min(1, cumulative) : cumulative),
    ];
  });
  if (listed.length === result.count && rows.length > 0) rows[rows.length - 1][5] = '100%';
  const energy = lowestEnergy === 0 ? t.energy(unit) : t.relative(unit);
  const title = [t.level, energy, t.degeneracy, t.population, '', t.cumulative];
  const table = grid([title.map(paint.dim), ...rows], 'lrrlrr');
  const rest = result.count - listed.length;
  const notes: string[] = [];
  if (threshold !== undefined) {
    notes.push(t.reached(`${figure(100 * threshold)}%`, count(states.length), count(result.count)));
  } else if (rest > 0) notes.push(t.more(count(rest), populationFigure(Math.max(0, 1 - cumulative))));
  return [...table, ...notes.flatMap((note) => wrap(note, columns)).map(paint.dim)];
}

function thermodynamics({ thermodynamics: [at], unit }: LevelsResult, { messages, terminal }: Context): string[] {
  const t = messages.boltzmann;
  const other: EnergyUnit = unit === 'kJ/mol' ? 'kcal/mol' : 'kJ/mol';
  const energy = (label: string, value: number) => [
    label,
    `${energyFigure(value, unit)} ${unit}`,
    `${energyFigure(convertEnergy(value, unit, other), other)} ${other}`,
    '',
  ];
  const entropy = (label: string, value: number) => [
    label,
    `${quantity(value)} k`,
    `${quantity(value * GAS)} J/mol/K`,
    `${quantity(value * GAS_CAL)} cal/mol/K`,
  ];
  const absolute = at.lowestEnergy !== 0;
  const rows = [
    [absolute ? t.ZFromLowest : t.Z, figure(at.ZFromLowest, 8), '', ''],
    [t.lnZ, figure(at.lnZ, 8), '', ''],
    energy(t.U, at.meanEnergy),
    ...(absolute ? [energy(t.thermal, at.thermalEnergy)] : []),
    energy(t.F, at.freeEnergy),
    energy(t.spread, at.energyFluctuation),
    entropy(t.S, at.entropy),
    entropy(t.Cv, at.heatCapacity),
    [t.effective, figure(at.effectiveStates), t.effectiveStates(figure(at.effectiveStates, 3)), ''],
  ];
  const labelled = rows.map(([label, ...cells]) => [terminal.paint.dim(label), ...cells]);
  const wide = grid(labelled, 'lrrr', 3);
  if (wide.every((line) => width(line) <= terminal.columns)) return wide;
  // The column in calories is left out first.
  return grid(
    labelled.map((cells) => cells.slice(0, 3)),
    'lrr',
    2,
  );
}

/** A line for each temperature. */
function lines({ result, states }: Shown, { messages, terminal: { paint, columns } }: Context): string[] {
  const t = messages.boltzmann;
  const { unit } = result;
  const absolute = result.thermodynamics[0].lowestEnergy !== 0;
  const titles = ['T', t.Z, t.U, t.F, 'S', 'Cv', t.effective, t.leading, ''];
  const units = ['K', absolute ? t.fromLowest : '', unit, unit, 'J/mol/K', 'J/mol/K', '', '', ''];
  const rows = result.thermodynamics.map((at, i) => [
    figure(at.temperature, 8),
    five(at.ZFromLowest),
    energyFigure(at.meanEnergy, unit),
    energyFigure(at.freeEnergy, unit),
    (at.entropy * GAS).toFixed(3),
    (at.heatCapacity * GAS).toFixed(3),
    five(at.effectiveStates),
    truncate(printable(states[i][0].name), 10),
    populationFigure(states[i][0].probability),
  ]);
  const table = (gap: number) => grid([titles.map(paint.dim), units.map(paint.dim), ...rows], 'rrrrrrrlr', gap);
  const wide = table(2);
  return wide.some((line) => width(line) > columns) ? table(1) : wide;
}

/** Five digits with trailing zeros, so that they line up. */
function five(value: number): string {
  return value < 1e5 ? value.toPrecision(5) : figure(value, 5);
}

/** Notes on special temperatures, and doubts about the levels. */
export function remarks(result: LevelsResult, context: Context): string[] {
  const { messages, terminal } = context;
  const { notes } = messages.boltzmann;
  const temperatures = result.thermodynamics.map(({ temperature }) => temperature);
  const said: string[] = [];
  if (temperatures.some((T) => Object.is(T, 0))) said.push(notes.zero);
  if (temperatures.some((T) => Object.is(T, -0))) said.push(notes.belowZero);
  if (temperatures.some((T) => T < 0)) said.push(notes.negative);
  if (temperatures.some((T) => !Number.isFinite(T))) said.push(notes.infinite);
  const doubts = result.doubts.map((doubt) => doubtText(doubt, result.unit, context));
  return [
    ...doubts.flatMap((text) => wrap(text, terminal.columns)).map(terminal.paint.warn),
    ...said.flatMap((text) => wrap(text, terminal.columns)).map(terminal.paint.dim),
  ];
}

function doubtText(doubt: Doubt, unit: EnergyUnit, { messages }: Context): string {
  const t = messages.boltzmann.doubts;
  switch (doubt.code) {
    case 'looks-like-hartree':
      return t[doubt.code](unit, figure(doubt.span, 2), figure(doubt.other, 2));
    case 'not-hartree':
      return t[doubt.code](figure(doubt.gap, 3));
    case 'no-degeneracies':
      return t[doubt.code](printable(truncate(doubt.name, NAME)));
    case 'fractional-degeneracy':
      return t[doubt.code](printable(truncate(doubt.name, NAME)), figure(doubt.degeneracy));
    case 'repeated-name':
      return t[doubt.code](printable(truncate(doubt.name, NAME)), count(doubt.levels));
    case 'absolute-energies':
      return t[doubt.code](`${energyFigure(doubt.lowest, unit)} ${unit}`);
  }
}
