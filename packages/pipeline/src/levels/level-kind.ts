// Recognises the kind of a file of levels by its name or else by its first lines.

import { isCensoHead, isGoatTitle, isGoodVibesHeader } from 'bridle/boltzmann';

/**
 * A table with any delimiter, XYZ frames, atomic levels from NIST, states of ExoMol, the output of GoodVibes, of ORCA's GOAT or
 * of one part of CENSO, or a Parquet table.
 */
export type LevelKind = 'table' | 'xyz' | 'nist' | 'exomol' | 'goodvibes' | 'goat' | 'censo' | 'parquet';

const LINES = 40;

/** What a program prints before its table. */
const PREAMBLE_LINES = 400;

/** The kind of a text, by the name of its file and its first characters. */
export function kindOfText(file: string, head: string): Exclude<LevelKind, 'parquet'> {
  const name = file.toLowerCase().replace(/\.(gz|bz2)$/, '');
  if (name.endsWith('.states')) return 'exomol';
  if (name.endsWith('.xyz')) return 'xyz';
  const lines = head.trimStart().split(/\r?\n/).slice(0, LINES);
  if (lines.some(isNistHeader)) return 'nist';
  if (isCensoHead(head)) return 'censo';
  const preamble = head.split(/\r?\n/, PREAMBLE_LINES);
  if (preamble.some(isGoodVibesHeader)) return 'goodvibes';
  if (preamble.some((line) => isGoatTitle(line) || ORCA.test(line))) return 'goat';
  if (isFrame(lines)) return 'xyz';
  return STATE.test(lines[0]) ? 'exomol' : 'table';
}

/** The banner of ORCA's output, whose table may follow much later. */
const ORCA = /^\s*\*\s+O\s+R\s+C\s+A\s+\*\s*$/;

/** `1  0.000000  1  0 …`: an id, an energy with decimals, g and J, separated by blanks. */
const STATE = /^\s*\d+\s+-?\d+\.\d+\s+\d+\s+\d+(\.5)?(\s|$)/;

/** A header with a level, J or g, and a column that only atomic levels have. */
function isNistHeader(line: string): boolean {
  const cells = line.split(/[|\t,]/).map((cell) => cell.replace(/["=]/g, '').trim().toLowerCase());
  const level = cells.some((cell) => cell.startsWith('level'));
  const atom = line.includes('|') || cells.includes('term') || cells.includes('configuration');
  return level && atom && (cells.includes('j') || cells.includes('g'));
}

/** A count of atoms, a comment, and an atom. */
function isFrame([count = '', , atom = '']: string[]): boolean {
  return /^\s*[1-9]\d*\s*$/.test(count) && /^\s*[A-Za-z][A-Za-z0-9]{0,3}(\s+[-+.\dEe]+){3}\s*$/.test(atom);
}
