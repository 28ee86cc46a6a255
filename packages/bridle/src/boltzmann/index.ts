export { type Boltzmann, type BoltzmannInput, boltzmann } from './boltzmann.ts';
export { CONSTANTS, type Constant, constants } from './constants.ts';
export { energiesFromPopulations, type InversionInput } from './inverse/energies-from-populations.ts';
export { equalPopulationTemperature, type PairOfLevels } from './inverse/equal-population-temperature.ts';
export { type Reweighted, type ReweightInput, reweight } from './inverse/reweight.ts';
export {
  type PopulationsInput,
  type TemperatureEstimate,
  temperatureFromPopulations,
} from './inverse/temperature-from-populations.ts';
export { LevelSum, type SumOptions } from './level-sum.ts';
export type { LevelList, Levels } from './levels.ts';
export { type DiatomicInput, diatomic, type RotorInput, rigidRotor, type SpinSpecies } from './models/diatomic.ts';
export { type HydrogenInput, hydrogenLike } from './models/hydrogen-like.ts';
export { idealGasTranslation, type Translation, type TranslationInput } from './models/ideal-gas.ts';
export { type IsingLatticeInput, isingLattice } from './models/ising-lattice.ts';
export { type IsingStripInput, isingStrip } from './models/ising-strip.ts';
export { type LadderInput, ladder } from './models/ladder.ts';
export { type Component, type MixtureThermodynamics, mixture } from './models/mixture.ts';
export { type HarmonicInput, harmonicOscillator, type MorseInput, morseOscillator } from './models/oscillators.ts';
export { type BoxInput, particleInBox } from './models/particle-in-box.ts';
export type { DecimalMark } from './read/decimal-mark.ts';
export { namesDegeneracy } from './read/header-words.ts';
export { type ColumnOptions, type LevelColumns, levelColumns } from './read/level-columns.ts';
export { findLevelUnit, type LevelUnit } from './read/level-unit.ts';
export { LevelsError, type LevelsErrorCode } from './read/levels-error.ts';
export { type CensoLevels, censoLevels, isCensoHead } from './read/read-censo.ts';
export { exomolReader } from './read/read-exomol.ts';
export { goatReader, isGoatTitle } from './read/read-goat.ts';
export { type GoodVibesOptions, goodVibesReader, isGoodVibesHeader } from './read/read-goodvibes.ts';
export { type Level, type LevelReader, readLevels, streamLevels } from './read/read-levels.ts';
export { parseLevelList } from './read/read-list.ts';
export { nistReader } from './read/read-nist.ts';
export { degeneracyOfJ } from './read/read-numbers.ts';
export { tableReader } from './read/read-table.ts';
export { type XyzOptions, xyzReader } from './read/read-xyz.ts';
export type { PassedOver, Place, ReaderNote, Reading } from './read/reading.ts';
export type { TableOptions } from './read/table-layout.ts';
export { type SamplerInput, type SampleStep, sampleLevels } from './sample-levels.ts';
export type { TemperatureRange, Temperatures } from './temperatures.ts';
export type { Thermodynamics } from './thermodynamics.ts';
export {
  convertEnergy,
  type EnergyUnit,
  type EntropyUnit,
  energyUnits,
  findEnergyUnit,
  nearestEnergyUnit,
  thermalEnergy,
} from './units.ts';
