// What `bridle boltzmann` says in English, its help included.

const levelsOf = (levels: string) => (levels === '1' ? '1 level' : `${levels} levels`);

export const boltzmannHelp = {
  about: 'Populations and thermodynamics of energy levels, p = g·e^(−E/kT)/Z',
  detail:
    'Levels come from a file: CSV or TSV (name, energy, degeneracy or J; the unit in the header, as in "E (kcal/mol)"), Parquet, XYZ frames with energies (CREST, in hartree), NIST ASD tables, ExoMol .states, output of GoodVibes, ORCA GOAT and CENSO, a folder of CREST; also as .gz and .bz2. A degeneracy is a column of that name, J, or --degeneracy, never a column by its place. Or levels are typed: NAME=ENERGY:DEGENERACY, name and degeneracy as needed. Energies may be absolute: only differences are exponentiated.',
  levels: 'a file, or levels such as 0 0.9:2 or anti=0 gauche=0.9:2',
  temperature: 'in kelvin: 298.15, or 100,200,300, or 100:1000:50 for a range; 0 is the limit (default: 298.15)',
  unit: 'unit of the energies: J, J/mol, kJ/mol, cal/mol, kcal/mol, eV, meV, cm-1, MHz, GHz, THz, Ry, mEh, hartree, K, kT',
  energy: 'the column of energies, by name or number (of XYZ frames the word on the comment lines)',
  degeneracy: 'the column of degeneracies, by name or number, or none',
  name: 'the column of names, by name or number',
  decimal: 'the decimal mark, . or , (the other one then groups digits)',
  encoding: 'encoding of the text, such as euc-kr or latin1 (default: UTF-8)',
  threshold: 'only the fewest levels whose populations reach p, such as 0.95',
  plot: 'draw the curves over several temperatures into an .svg file',
  out: 'write every population (several temperatures: the thermodynamics): .csv, .tsv or .json',
  examples: [
    'bridle boltzmann conformers.csv --temperature 298.15',
    'bridle boltzmann anti=0 gauche=0.9:2 --unit kcal/mol',
    'bridle boltzmann conformers.csv --temperature 100:1000:50 --plot curves.svg',
    'bridle boltzmann crest_conformers.xyz --threshold 0.95 --out kept.csv',
    'bridle boltzmann fit 0 1 --counts 731,269 --unit kJ/mol',
  ],
  fit: {
    about: 'Inverse problems: a temperature or energies from populations, or where two levels are equally populated',
    detail:
      'With levels and counts or populations (as options, or a column of the file): the maximum-likelihood temperature, with its standard error. With --temperature and populations: the energies. With two levels alone: the temperature at which they are equally populated.',
    levels: 'a file or levels, as of bridle boltzmann',
    counts: 'how often each level was observed, separated by commas',
    populations: 'the population of each level, in any normalisation, separated by commas',
    column: 'the column of counts or populations in the file',
    sampleSize: 'number of observations behind the populations, for the standard error',
    temperature: 'in kelvin: compute the energies that give the populations at this temperature',
    degeneracies: 'degeneracies that go with the populations, separated by commas (default: 1)',
    examples: [
      'bridle boltzmann fit 0 1 --counts 731,269 --unit kJ/mol',
      'bridle boltzmann fit lines.csv --column intensity --sample-size 5000',
      'bridle boltzmann fit --populations 69.548,30.452 --degeneracies 1,2 --temperature 298.15 --unit kcal/mol',
      'bridle boltzmann fit 0 0.9:2 --unit kcal/mol',
    ],
  },
};

export const boltzmann = {
  calls: {
    unknownUnit: (found: string, nearest: string | null, known: string) =>
      nearest === null
        ? `--unit: expected one of ${known}, found "${found}"`
        : `--unit: there is no unit "${found}"; did you mean ${nearest}?`,
    badTemperature: (found: string) =>
      `--temperature: expected temperatures in kelvin, such as 298.15, or a range from:to:step of at most 10,000, such as 100:1000:50, found "${found}"`,
    neitherLevelNorFile: (word: string) => `"${word}" is neither a level, such as gauche=0.9:2, nor an existing file`,
    oneFile: (file: string) => `${file} is a file; name one file, or type levels, not both`,
    plotNeedsRange:
      '--plot draws curves over temperature; give several temperatures, such as --temperature 100:1000:50',
    badDecimal: (found: string) => `--decimal: expected . or , but found "${found}"`,
    plotName: (found: string) => `--plot: expected a name that ends in .svg, found "${found}"`,
    numbers: (flag: string, found: string) =>
      `${flag}: expected numbers of at least 0, not all 0, separated by commas, found "${found}"`,
    listLength: (flag: string, found: number, expected: number) =>
      `${flag} has ${found} ${found === 1 ? 'number' : 'numbers'} for ${levelsOf(String(expected))}`,
    degenerate: (flag: string) => `${flag}: degeneracies must be above 0`,
    finiteTemperature: '--temperature: populations give energies only at a temperature that is neither 0 nor infinite',
    oneTemperature: '--temperature: expected one temperature',
    unitNeeded: 'the option --unit is required: the unit of the energies to compute',
    oneEnergy: 'all levels have the same energy, so any temperature gives the same populations',
    nothingToFit:
      'there is nothing to fit: give counts or populations of the levels, or two levels for the temperature at which they are equal',
    populationsNeeded: 'energies need populations: give --populations, --counts or a file with such a column',
    degeneraciesTwice:
      'give degeneracies with the levels, such as 0.9:2; --degeneracies is for populations without levels',
  },

  progress: (percent: string, levels: string) => `reading · ${percent} · ${levelsOf(levels)}`,
  source: 'levels',
  from: (levels: string, file: string) => `${levelsOf(levels)} from ${file}`,
  typed: levelsOf,
  skipped: (lines: string) => `${lines} ${lines === '1' ? 'line' : 'lines'} skipped`,
  temperature: 'temperature',
  kT: (value: string) => `kT = ${value}`,
  level: 'level',
  energy: (unit: string) => `E (${unit})`,
  relative: (unit: string) => `E − E₀ (${unit})`,
  degeneracy: 'g',
  population: 'population',
  cumulative: 'cumulative',
  more: (levels: string, share: string) => `and ${levels} more with ${share}; --out FILE writes them all`,
  reached: (threshold: string, kept: string, count: string) =>
    `${threshold} is reached by ${kept} of ${levelsOf(count)}`,
  Z: 'Z',
  ZFromLowest: 'Z (from E₀)',
  lnZ: 'ln Z',
  U: 'U',
  thermal: 'U − E₀',
  F: 'F',
  spread: 'σ(E)',
  S: 'S',
  Cv: 'Cv',
  effective: 'e^S',
  effectiveStates: (n: string) => (n === '1' ? '1 effective state' : `${n} effective states`),
  constants: 'constants',
  leading: 'top level',
  fromLowest: 'from E₀',
  wrote: (file: string) => `→ ${file}`,

  reading: {
    choice: (energies: string, unit: string, degeneracies: string) =>
      `energies: ${energies} in ${unit}; degeneracies: ${degeneracies}`,
    once: 'none, 1 each',
    column: (column: number, header: string) => (header === '' ? `column ${column}` : `column ${column} '${header}'`),
    comment: (key: string) =>
      key === '' ? 'the number that the comment lines begin with' : `'${key}' on the comment lines`,
    field: (field: string) => `'${field}' of each conformer`,
    rotamers: (file: string) => `the rotamers counted in ${file}`,
    fromJ: (place: string) => `2J + 1 from ${place}`,
    headerLine: (line: number) => `the header is on line ${line}; the lines before it are ignored`,
    rowNumbers: 'column 1 numbers the rows',
    doubtfulJ: (levels: string) => `${levelsOf(levels)} with a doubtful J (3/2?), read as it stands`,
    freeEnergies: (temperature: string) => `the energies are free energies at ${temperature} K`,
    passedOverLine: (reasons: string) => `skipped: ${reasons}`,
    passedOver: {
      limit: (n: string) => (n === '1' ? '1 ionisation limit' : `${n} ionisation limits`),
      noJ: (n: string) => `${n} without J`,
      severalJ: (n: string) => `${n} with one of several J`,
      offset: (n: string) => `${n} known up to an offset`,
      noEnergy: (n: string) => `${n} without an energy`,
      zeroDegeneracy: (n: string) => `${n} with degeneracy 0`,
    },
  },

  notes: {
    zero: 'T = 0 is the limit from above: the lowest levels are populated in proportion to their degeneracies.',
    belowZero: 'T = −0 is the limit from below: the highest levels are populated in proportion to their degeneracies.',
    negative: 'A negative temperature is an inversion: the higher a level, the more it is populated.',
    infinite: 'At infinite temperature levels are populated in proportion to their degeneracies.',
  },
  doubts: {
    'looks-like-hartree': (unit: string, span: string, other: string) =>
      `Is ${unit} right? All levels lie within ${span} kT; as hartree they would span ${other} kT. Try --unit hartree.`,
    'not-hartree': (gap: string) =>
      `Is hartree right? The second level lies ${gap} kT above the lowest. Energies this far apart are often kcal/mol or kJ/mol.`,
    'no-degeneracies': (name: string) =>
      `No degeneracies were given, so each level counts once; "${name}" sounds as if it counts more often (a column g).`,
    'fractional-degeneracy': (name: string, g: string) =>
      `"${name}" has a degeneracy of ${g}, which is not a whole number; it is used as it is.`,
    'repeated-name': (name: string, levels: string) =>
      `${levels === '1' ? '1 level has a name' : `${levels} levels have a name`} that occurs before, such as "${name}"; each is counted.`,
    'absolute-energies': (lowest: string) =>
      `Energies are not measured from the lowest level, ${lowest}: ln Z, U and F refer to the zero of the file, E₀ is the lowest level.`,
  },

  fit: {
    seen: 'observed',
    expected: 'expected',
    sample: (size: string) => (size === '1' ? '1 observation' : `${size} observations`),
    inverse: '1/T',
    plusMinus: (value: string, error: string, unit: string) => `${value} ± ${error} ${unit}`,
    likelihood: 'Maximum likelihood over all levels; ± is one standard error, from the number of observations alone.',
    noSize: 'Without a sample size there is no standard error; give counts or --sample-size.',
    limit: 'Only one end of the levels is populated: the temperature is a limit, without a standard error.',
    equal: 'equal at',
    equalNote: (one: string, other: string) => `At this temperature ${one} and ${other} are equally populated.`,
    never: 'The degeneracies are equal: the populations are equal only at infinite temperature.',
    same: 'The two levels have the same energy: their populations do not depend on the temperature.',
    inverted:
      'The upper level has the smaller degeneracy: the populations are equal only at a negative temperature, an inversion.',
    empty: 'An empty level has no finite energy.',
  },
};
