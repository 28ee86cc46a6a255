// Levels in any number, a chunk at a time: a mergeable state of constant size for each temperature (see moments.ts).
// Joined blocks wait in a stack, one for each power of two, so that the tree of additions is the same however the
// levels arrive.

import { BLOCK, type Block, countLevels, emptyBlock, fill, type LevelList } from './levels.ts';
import { join, type Moments, momentsOf } from './moments.ts';
import { populations } from './populations.ts';
import { type Temperatures, temperatureList } from './temperatures.ts';
import { type Thermodynamics, thermodynamicsOf, type Units } from './thermodynamics.ts';
import {
  type Beta,
  type EnergyUnit,
  type EntropyUnit,
  energyUnitOf,
  entropyUnitOf,
  inverseTemperature,
} from './units.ts';

/** The unit of the energies, the temperatures, and the units of the results. */
export type SumOptions = {
  unit: EnergyUnit;
  /** In kelvin. */
  temperature: Temperatures;
  /** Default: `unit`. */
  energyUnit?: EnergyUnit | undefined;
  /** Of entropy and heat capacity. Default 'k'. */
  entropyUnit?: EntropyUnit | undefined;
};

/**
 * The running partition sum of levels that need not fit in memory, at one or many temperatures.
 *
 * `add` takes chunks, `addLevel` one level, `merge` another sum of the same unit and temperatures (of another worker or
 * file); `thermodynamics` may be called at any time and gives one entry for each temperature; `populations` gives the pᵢ of
 * some of the levels, so that a second pass over a file gives them all. Constant memory: 4 KB, and some 2 KB for each
 * temperature. Accuracy as `boltzmann`; the same levels in the same order give the same bits however they are cut into chunks.
 *
 * @throws TypeError or RangeError for invalid levels, units or temperatures, naming what was found.
 * @example
 * ```ts
 * import { LevelSum } from 'bridle/boltzmann';
 * const rotor = new LevelSum({ unit: 'K', temperature: 100 });
 * for (let J = 0; J < 1000; J += 1) rotor.addLevel(J * (J + 1), 2 * J + 1);
 * rotor.thermodynamics()[0].Z; // → 100.33400127302747
 * rotor.populations({ energies: [0], degeneracies: [1] })[0]; // → 0.009966711058186688
 * ```
 */
export class LevelSum {
  readonly temperatures: readonly number[];
  #count = 0;
  #lowest = Infinity;
  readonly #name: string;
  readonly #units: Units;
  readonly #betas: Beta[];
  readonly #block: Block = emptyBlock();
  /** For each temperature the moments of 128·2^rank levels at index rank, where that power of two is in the count. */
  readonly #stacks: (Moments | null)[][];

  /** `name` is what errors begin with. */
  constructor(options: SumOptions, name = 'LevelSum') {
    this.#name = name;
    const unit = energyUnitOf(name, 'unit', options.unit);
    const energyUnit = energyUnitOf(name, 'energyUnit', options.energyUnit ?? unit);
    const entropyUnit = entropyUnitOf(name, 'entropyUnit', options.entropyUnit ?? 'k');
    this.#units = { unit, energyUnit, entropyUnit };
    this.temperatures = temperatureList(name, options.temperature);
    this.#betas = this.temperatures.map((temperature) => inverseTemperature(temperature, unit));
    this.#stacks = this.temperatures.map(() => []);
  }

  /** How many levels of degeneracy above 0 there are so far. */
  get count(): number {
    return this.#count;
  }

  /** Adds a chunk of levels. */
  add(levels: LevelList): this {
    const n = countLevels(this.#name, levels);
    for (let i = 0; i < n; ) i = this.#take(levels, i);
    return this;
  }

  /** Adds one level, in the unit of the sum. */
  addLevel(energy: number, degeneracy = 1): this {
    this.#take({ energies: [energy], degeneracies: [degeneracy] }, 0);
    return this;
  }

  /** Adds what another sum has added; RangeError where its unit or temperatures are others. */
  merge(other: LevelSum): this {
    const fits =
      other !== this &&
      other.#units.unit === this.#units.unit &&
      other.temperatures.length === this.temperatures.length &&
      other.temperatures.every((temperature, t) => Object.is(temperature, this.temperatures[t]));
    if (!fits) throw new RangeError(`${this.#name}: expected another sum of the same unit and temperatures to merge`);
    const { n, energies, logs, logsLow } = other.#block;
    for (let i = 0; i < n; i += 1) {
      const block = this.#block;
      block.energies[block.n] = energies[i];
      block.logs[block.n] = logs[i];
      block.logsLow[block.n] = logsLow[i];
      block.n += 1;
      this.#flushFull();
    }
    other.#stacks.forEach((stack, t) => {
      stack.forEach((moments, rank) => {
        if (moments) this.#carry(t, moments, rank);
      });
    });
    this.#count += other.#count;
    this.#lowest = Math.min(this.#lowest, other.#lowest);
    return this;
  }

  /** Z, populations' averages and their functions at each temperature. */
  thermodynamics(): Thermodynamics[] {
    return this.temperatures.map((temperature, t) =>
      thermodynamicsOf(this.moments(t), this.#lowest, temperature, this.#units),
    );
  }

  /** pᵢ of these levels, which are some of those added, at the temperature of that index. */
  populations(levels: LevelList, t = 0): Float64Array {
    countLevels(this.#name, levels);
    return populations(this.#name, levels, this.moments(t), this.#betas[t]);
  }

  /** The moments of all levels so far at the temperature of that index. */
  moments(t: number): Moments {
    if (this.#count === 0)
      throw new RangeError(`${this.#name}: expected at least one level of degeneracy above 0, got none`);
    const beta = this.#betas[t];
    let sum = this.#block.n > 0 ? momentsOf(this.#block, beta) : null;
    for (const moments of this.#stacks[t]) if (moments) sum = sum ? join(moments, sum, beta) : moments;
    return sum as Moments;
  }

  /** Takes levels from place `from` on into the block; returns the place to go on from. */
  #take(levels: LevelList, from: number): number {
    const block = this.#block;
    const start = block.n;
    const next = fill(this.#name, levels, from, block);
    this.#count += block.n - start;
    for (let i = start; i < block.n; i += 1) if (block.energies[i] < this.#lowest) this.#lowest = block.energies[i];
    this.#flushFull();
    return next;
  }

  #flushFull(): void {
    if (this.#block.n < BLOCK) return;
    for (let t = 0; t < this.#betas.length; t += 1) this.#carry(t, momentsOf(this.#block, this.#betas[t]), 0);
    this.#block.n = 0;
  }

  /** Binary addition: two sums of one rank make one of the next. */
  #carry(t: number, moments: Moments, rank: number): void {
    const stack = this.#stacks[t];
    let sum = moments;
    let r = rank;
    for (; stack[r]; r += 1) {
      sum = join(stack[r] as Moments, sum, this.#betas[t]);
      stack[r] = null;
    }
    while (stack.length < r) stack.push(null);
    stack[r] = sum;
  }
}
