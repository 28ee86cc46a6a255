export { type Boltzmann, type BoltzmannInput, boltzmann } from './boltzmann.ts';
export { CONSTANTS, type Constant, constants } from './constants.ts';
export { type DiatomicInput, diatomic, type RotorInput, rigidRotor, type SpinSpecies } from './diatomic.ts';
export { energiesFromPopulations, type InversionInput } from './energies-from-populations.ts';
export { equalPopulationTemperature, type PairOfLevels } from './equal-population-temperature.ts';
export { type HydrogenInput, hydrogenLike } from './hydrogen-like.ts';
export { idealGasTranslation, type Translation, type TranslationInput } from './ideal-gas.ts';
export { type IsingLatticeInput, isingLattice } from './ising-lattice.ts';
export { type IsingStripInput, isingStrip } from './ising-strip.ts';
export { type LadderInput, ladder } from './ladder.ts';
export { type ColumnOptions, type LevelColumns, levelColumns } from './level-columns.ts';
export { LevelSum, type SumOptions } from './level-sum.ts';
export type { LevelList, Levels } from './levels.ts';
export { LevelsError, type LevelsErrorCode } from './levels-error.ts';
export { type Component, type MixtureThermodynamics, mixture } from './mixture.ts';
export { type HarmonicInput, harmonicOscillator, type MorseInput, morseOscillator } from './oscillators.ts';
export { type BoxInput, particleInBox } from './particle-in-box.ts';
export { exomolReader } from './read-exomol.ts';
export { type Level, type LevelReader, readLevels, streamLevels } from './read-levels.ts';
export { parseLevelList } from './read-list.ts';
export { nistReader } from './read-nist.ts';
export { degeneracyOfJ } from './read-numbers.ts';
export { tableReader } from './read-table.ts';
export { xyzReader } from './read-xyz.ts';
export { type Reweighted, type ReweightInput, reweight } from './reweight.ts';
export { type SamplerInput, type SampleStep, sampleLevels } from './sample-levels.ts';
export {
  type PopulationsInput,
  type TemperatureEstimate,
  temperatureFromPopulations,
} from './temperature-from-populations.ts';
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
