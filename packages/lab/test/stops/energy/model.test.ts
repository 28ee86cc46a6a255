import { klDivergence, logSumExp, share, softmax } from 'bridle';
import { boltzmann, sampleLevels, thermalEnergy } from 'bridle/boltzmann';
import { describe, expect, test } from 'vitest';
import { properties } from '../../../src/state/properties.ts';
import { curvesCode, followCode, ladderCode } from '../../../src/stops/energy/code.ts';
import {
  answerOfCapacity,
  answerOfHeat,
  answerOfOne,
  answerOfWays,
  curves,
  knowing,
  MOLAR,
  rungs,
  rungsDrawn,
  scaleOf,
  thermodynamics,
} from '../../../src/stops/energy/model.ts';
import { presets } from '../../../src/stops/energy/presets.ts';
import { populations, systemOf } from '../../../src/stops/energy/system.ts';
import { MOST_PARTICLES, MOST_SWEEPS, PACES, walkOf } from '../../../src/stops/energy/walk.ts';

const ladder = systemOf(rungs, [1], 'meV');

describe('the levels', () => {
  test('are put in order with their degeneracies, 1 where there is none', () => {
    expect(systemOf([20, 0, 10], [5, 2], 'K')).toEqual({ energies: [0, 10, 20], degeneracies: [2, 1, 5], unit: 'K' });
  });

  test('have the softmax of −E/kT as their populations', () => {
    const kT = thermalEnergy(300, 'meV');
    const expectedOnes = softmax(rungs.map((energy) => -energy / kT));
    populations(ladder, 300).forEach((p, i) => {
      expect(p).toBeCloseTo(expectedOnes[i], 14);
    });
  });

  test('begin as the table of properties has them', () => {
    expect(properties.levels.default).toEqual([...rungs]);
    expect(properties.particles.max).toBe(MOST_PARTICLES);
    expect(properties.sweeps.max).toBe(MOST_SWEEPS);
    expect([properties.pace.min, properties.pace.max]).toEqual([PACES[0], PACES.at(-1)]);
  });
});

describe('the presets', () => {
  const systemAt = (id: string) => {
    const { state } = presets.find((preset) => preset.id === id)!;
    return { ...state, system: systemOf(state.levels, state.degeneracies, state.unit) };
  };

  test('have levels enough: CO at 300 K has C = 1.000 kʙ and Z = 108.8, as with twice as many', () => {
    const { system, kelvin } = systemAt('rotor');
    const { ZFromLowest, heatCapacity } = thermodynamics(system, kelvin);
    expect(kelvin).toBe(300);
    expect(ZFromLowest).toBeCloseTo(108.792, 3);
    expect(heatCapacity).toBeCloseTo(1.0, 3);
    const many = Array.from({ length: 82 }, (_, j) => j);
    const whole = systemOf(
      many.map((j) => 1.9225 * j * (j + 1)),
      many.map((j) => 2 * j + 1),
      'cm-1',
    );
    expect(thermodynamics(whole, 300).ZFromLowest).toBeCloseTo(ZFromLowest, 4);
    expect(thermodynamics(whole, 300).heatCapacity).toBeCloseTo(heatCapacity, 4);
    // Ten levels are not enough.
    const few = systemOf(system.energies.slice(0, 10), system.degeneracies.slice(0, 10), 'cm-1');
    expect(thermodynamics(few, 300).heatCapacity).toBeLessThan(0.1);
  });

  test('have hydrogen at the Sun’s surface, with one atom in some 10⁸ excited', () => {
    const { system, kelvin } = systemAt('hydrogen');
    const excited = 1 - populations(system, kelvin)[0];
    expect(kelvin).toBe(5772);
    expect(excited).toBeGreaterThan(1e-9);
    expect(excited).toBeLessThan(1e-8);
  });

  test('fit the properties, and only a thousandth is ever left out of a picture', () => {
    for (const { state } of presets) {
      expect(state.levels.length).toBeLessThanOrEqual(properties.levels.most);
      const exact = populations(systemOf(state.levels, state.degeneracies, state.unit), state.kelvin);
      const drawn = rungsDrawn(exact);
      expect(exact.slice(drawn).reduce((a, b) => a + b, 0)).toBeLessThan(1e-3);
      expect(drawn).toBeGreaterThanOrEqual(Math.min(12, exact.length));
    }
    const { system } = systemAt('rotor');
    expect(rungsDrawn(populations(system, 300))).toBeLessThan(41);
    expect(rungsDrawn(populations(system, 1e5))).toBe(41);
  });
});

describe('the thermodynamics', () => {
  test('are the library’s', () => {
    const over = curves(ladder, 1200);
    expect(over[0].temperature).toBe(0);
    expect(over.at(-1)?.temperature).toBe(1200);
    expect(over[30]).toMatchObject({ ...thermodynamics(ladder, 300) });
    const { energies, degeneracies, unit } = ladder;
    expect(thermodynamics(ladder, 300)).toEqual(boltzmann({ energies, degeneracies, unit, temperature: 300 }));
  });

  test('run over a window as wide as the levels', () => {
    expect(scaleOf(systemOf([0, 10], [1], 'K'))).toBe(10);
    expect(scaleOf(systemOf([3], [1], 'K'))).toBe(1);
  });

  test('of each preset are numbers', () => {
    for (const { state } of presets) {
      const system = systemOf(state.levels, state.degeneracies, state.unit);
      for (const value of Object.values(thermodynamics(system, state.kelvin))) {
        if (typeof value === 'number') expect(value).not.toBeNaN();
      }
    }
  });
});

describe('knowing and counting', () => {
  test('the ways are states to the power of the particles, and the stray falls with the root', () => {
    const [ten, hundred, , mole] = knowing(ladder, 300);
    expect(ten.ways).toBeCloseTo(Math.log10(8 ** 10), 12);
    expect(hundred.ways).toBeCloseTo(90.309, 3);
    expect(hundred.years).toBeCloseTo(90.309 - Math.log10(1e9 * 3.156e7), 2);
    expect(ten.stray / hundred.stray).toBeCloseTo(Math.sqrt(10), 12);
    expect(mole.stray).toBeLessThan(1e-11);
    expect(mole.ways).toBeGreaterThan(5e23);
  });

  test('the answers to the questions', () => {
    expect(answerOfHeat().answer).toBe(1);
    answerOfHeat().facts.forEach((p) => {
      expect(Math.abs(p - 1 / 8)).toBeLessThan(1e-3);
    });
    expect(answerOfCapacity().answer).toBe(2);
    expect(answerOfCapacity().facts[0]).toBeCloseTo(0.43923, 4); // Schottky's peak of two levels
    expect(answerOfWays()).toBe(2);
    const { answer, facts } = answerOfOne();
    expect(answer).toBe(1);
    expect(facts[1]).toBe(populations(ladder, 300)[0]);
    expect(Math.abs(facts[0] - facts[1])).toBeLessThan(0.05);
  });
});

describe('the TypeScript snippets', () => {
  function run(code: string, name: string): unknown {
    const body = code.replace(/^import .*$/gm, '').replaceAll(' as const', '');
    return new Function(
      'klDivergence',
      'share',
      'logSumExp',
      'boltzmann',
      'sampleLevels',
      'thermalEnergy',
      `${body}\nreturn ${name};`,
    )(klDivergence, share, logSumExp, boltzmann, sampleLevels, thermalEnergy);
  }

  test('compute the numbers of their figures', () => {
    const seen = walkOf(ladder, 300, 10, 3).at(40);
    const code = ladderCode(ladder, 300, 10, 3, 40).typescript;
    expect(share(run(code, 'visits') as number[])).toEqual(seen.visited);
    expect(run(code, 'divergence')).toBe(seen.divergences.at(-1));
    expect(run(followCode(ladder, 300, 3, 40).typescript, 'time')).toEqual(seen.one.visited);
    const { typescript } = curvesCode(ladder, 1200);
    expect((run(typescript, 'heatCapacity') as number).toFixed(12)).toBe(
      curves(ladder, 1200).at(-1)?.heatCapacity.toFixed(12),
    );
    expect(run(typescript, 'same')).toBeCloseTo(run(typescript, 'lnZ') as number, 13);
  });
});

describe('the presets of molecules', () => {
  const at = (id: string, kelvin?: number) => {
    const { state } = presets.find((preset) => preset.id === id)!;
    const { levels, degeneracies, unit } = state;
    return populations(systemOf(levels, degeneracies, unit), kelvin ?? state.kelvin);
  };

  test('butane is 69.548 % anti, methylcyclohexane 94.964 % equatorial', () => {
    expect(at('butane')[0]).toBeCloseTo(0.69548, 5);
    expect(at('methyl')[0]).toBeCloseTo(0.94964, 5);
    // Without the two gauche states butane would seem 82 % anti.
    expect(populations(systemOf([0, 0.9], [1], 'kcal/mol'), 298.15)[0]).toBeCloseTo(0.8204, 4);
  });

  test('H₂ is half para at 77 K and a quarter para when it is warm', () => {
    const para = (kelvin?: number) => at('orthopara', kelvin).reduce((sum, p, j) => sum + (j % 2 === 0 ? p : 0), 0);
    expect(para()).toBeCloseTo(0.506, 3);
    expect(para(300)).toBeCloseTo(0.2507, 4);
  });
});

test('k_B per mole is the gas constant', () => {
  expect(MOLAR).toBeCloseTo(8.31446261815324, 13);
});
