// The table that GoodVibes prints and writes to its .dat and .csv files: below a preamble a line `Structure  E  ZPE  H  T.S
// T.qh-S  G(T)  qh-G(T)`, a rule, a row for each structure behind `o` or `x`, and a rule. All of it in hartree. G. Luchini,
// J. V. Alegre-Requena, I. Funes-Ardoiz and R. S. Paton, F1000Research 9, 291 (2020).

import { chosen } from './level-columns.ts';
import type { LevelUnit } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { numberOf } from './read-numbers.ts';
import { columnPlace, type PassedOver, passedOverNotes, passOver } from './reading.ts';

/** The column to take, and a unit, which has to be hartree. */
export type GoodVibesOptions = { energy?: string | undefined; unit?: LevelUnit | undefined };

/** The free energy whose Boltzmann populations the program itself prints, with and without single-point energies. */
const FREE_ENERGIES = ['qh-G(T)', 'qh-G(T)_SPC'];

/** Columns that may be missing or repeated at the end of a row. */
const LOOSE = /^(im|freq|point|group|boltz)/i;

/**
 * Whether a line is the header of GoodVibes' table.
 *
 * @example
 * ```ts
 * import { isGoodVibesHeader } from 'bridle/boltzmann';
 * isGoodVibesHeader('   Structure  E  ZPE  H  T.S  T.qh-S  G(T)  qh-G(T)'); // → true
 * ```
 */
export function isGoodVibesHeader(line: string): boolean {
  const [first, ...others] = wordsOf(line);
  return first === 'Structure' && others.some((word) => FREE_ENERGIES.includes(word)) && !others.includes('Temp/K');
}

/**
 * A reader of GoodVibes' output, each level named by its structure. The energy is the quasi-harmonic free energy qh-G(T),
 * by which the program weights conformers itself, or the column `energy`. Rows marked x that have no such number are passed
 * over and counted in `skipped`.
 *
 * @example
 * ```ts
 * import { goodVibesReader, readLevels } from 'bridle/boltzmann';
 * const lines = ['Structure E G(T) qh-G(T)', '*****', 'o  a -40.5 -40.48 -40.47', 'o  b -40.4 -40.38 -40.37', '*****'];
 * [...readLevels(lines, goodVibesReader())][1]; // → { name: 'b', energy: -40.37, degeneracy: 1 }
 * ```
 */
export function goodVibesReader({ energy: wanted, unit }: GoodVibesOptions = {}): LevelReader {
  let headers: string[] | null = null;
  let column = -1;
  let ended = false;
  let lineNumber = 0;
  let found = 0;
  const passedOver: PassedOver = {};
  let temperature: number | null = null;
  const reader: LevelReader = {
    unit: 'hartree',
    hasDegeneracies: false,
    skipped: 0,
    reading: null,
    notes: [],
    line: (text) => {
      lineNumber += 1;
      if (ended) return null;
      if (headers === null) {
        const [, kelvin] = /\bTemperature = (\d+(?:\.\d+)?) Kelvin/.exec(text) ?? [];
        if (kelvin !== undefined) temperature = Number(kelvin);
        if (!isGoodVibesHeader(text)) return null;
        headers = wordsOf(text);
        column = columnOf(headers, wanted, lineNumber);
        reader.reading = {
          energies: columnPlace(column, headers),
          unit: 'hartree',
          degeneracies: null,
          names: columnPlace(0, headers),
        };
        if (unit !== undefined && unit !== 'hartree') {
          throw new LevelsError('mixed-units', `expected energies in ${unit}, found those of GoodVibes, in hartree`, {
            ...{ line: lineNumber, unit, other: 'hartree', found: 'hartree' },
          });
        }
        return null;
      }
      if (/^\s*(\*{5,}|─{5,})/.test(text)) {
        ended = found > 0;
        return null;
      }
      const [, mark, rest = ''] = /^\s*([ox])\s+(.*)$/.exec(text) ?? [];
      if (mark === undefined) return null;
      const cells = wordsOf(rest);
      const energy = numberOf(cells[column] ?? '');
      if (Number.isNaN(energy) && mark === 'x') {
        reader.skipped = passOver(passedOver, 'noEnergy');
        return null;
      }
      if (Number.isNaN(energy)) {
        throw new LevelsError('not-a-number', `expected an energy, found '${shown(cells[column] ?? '')}'`, {
          ...{ line: lineNumber, found: shown(cells[column] ?? '') },
        });
      }
      const fixed = headers.filter((header) => !LOOSE.test(header)).length;
      if (cells.slice(1, fixed).some((cell) => Number.isNaN(numberOf(cell)) && !/^-+$/.test(cell))) {
        throw new LevelsError(
          'not-a-number',
          `expected a name without blanks and numbers, found '${shown(rest.trim())}'`,
          {
            ...{ line: lineNumber, found: shown(rest.trim()) },
          },
        );
      }
      found += 1;
      return { name: cells[0], energy, degeneracy: 1 };
    },
    end: () => {
      if (headers === null)
        throw new LevelsError('no-header', "expected a header with 'Structure' and 'qh-G(T)', found none", {
          line: lineNumber,
        });
      if (found === 0)
        throw new LevelsError('no-levels', 'expected at least one level, found none', { line: lineNumber });
      const free = /G\(T\)/.test(headers[column]) && temperature !== null;
      reader.notes = [
        ...(free ? [{ code: 'free-energies' as const, temperature: temperature as number }] : []),
        ...passedOverNotes(passedOver),
      ];
    },
  };
  return reader;
}

function columnOf(headers: string[], wanted: string | undefined, line: number): number {
  if (wanted !== undefined) return chosen(headers, wanted, line);
  return headers.findIndex((header) => FREE_ENERGIES.includes(header));
}

/** Words between blanks or commas. */
function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
