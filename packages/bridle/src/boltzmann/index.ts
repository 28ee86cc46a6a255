export { type Boltzmann, type BoltzmannInput, boltzmann } from './boltzmann.ts';
export { CONSTANTS, type Constant, constants } from './constants.ts';
export { LevelSum, type SumOptions } from './level-sum.ts';
export type { LevelList, Levels } from './levels.ts';
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
