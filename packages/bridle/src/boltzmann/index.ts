export { type Boltzmann, type BoltzmannInput, boltzmann } from './boltzmann.ts';
export { CONSTANTS, type Constant, constants } from './constants.ts';
export { energiesFromPopulations, type InversionInput } from './energies-from-populations.ts';
export { equalPopulationTemperature, type PairOfLevels } from './equal-population-temperature.ts';
export { LevelSum, type SumOptions } from './level-sum.ts';
export type { LevelList, Levels } from './levels.ts';
export { type Reweighted, type ReweightInput, reweight } from './reweight.ts';
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
