// Folders of conformer programs: which file of CREST, CENSO or ORCA holds the conformers, and the rotamers that CREST counts
// in a file beside it. P. Pracht et al., J. Chem. Phys. 160, 114110 (2024).

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inputError } from '../messages.ts';

/** Conformers with their rotamers merged before all rotamers, and structures before bare energies. */
const CREST = ['crest_conformers.xyz', 'crest_ensemble.xyz', 'crest.energies'];
/** Those whose conformers cre_members counts, in the same order. */
const COUNTED = ['crest_conformers.xyz', 'crest.energies'];
const OTHERS = /^\d_[A-Z]+\.json$|\.finalensemble\.xyz$/;

/** The file of levels that a path names: itself, or in a folder the one file of conformers. */
export async function levelsFile(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return path;
  const names = await readdir(path);
  const crest = CREST.filter((name) => names.includes(name)).slice(0, 1);
  const found = [...names.filter((name) => OTHERS.test(name)).sort(), ...crest];
  if (found.length === 1) return join(path, found[0]);
  if (found.length > 1) throw inputError('several-ensembles', { file: path, found: found.slice(0, 10).join(', ') });
  throw inputError('no-ensemble', { file: path, known: CREST.join(', ') });
}

/** The number of rotamers of each conformer, where the file is CREST's and the list lies beside it; else null. */
export async function rotamerCounts(file: string): Promise<{ file: string; counts: number[] } | null> {
  if (!COUNTED.includes(basename(file).replace(/\.(gz|bz2)$/, ''))) return null;
  const members = join(dirname(file), 'cre_members');
  const text = await readFile(members, 'utf8').catch(() => null);
  if (text === null) return null;
  const [first = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const counts = lines.map((line, i) => {
    const [, count, from, to] = (/^\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*$/.exec(line) ?? []).map(Number);
    if (count >= 1 && to - from + 1 === count) return count;
    throw inputError('bad-members', { file: members, line: i + 2, found: line.trim().slice(0, 40) });
  });
  if (first.trim() === String(counts.length)) return { file: members, counts };
  throw inputError('bad-members', { file: members, line: 1, found: first.trim().slice(0, 40) });
}
