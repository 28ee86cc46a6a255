import { describe, expect, test } from 'vitest';
import { type Fit, fit } from '../../../src/learn/fit/fit.ts';
import type { FitOptions } from '../../../src/learn/fit/problem.ts';
import type { State } from '../../../src/learn/fit/state.ts';
import { choosingPenalty } from '../../../src/learn/select/choose-penalty.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { type Table, takeRows } from '../../../src/learn/table/table.ts';
import { exampleTable } from '../../helpers/tables.ts';

function task(table: Table, target: string, standardize = true) {
  const { classes, labels } = readLabels(table, target);
  const learn = (part: Table) => learnRecipe(part, { target, standardize }).recipe;
  return { table, learn, design: applyRecipe(learn(table), table).design, labels, classes: classes.length };
}

type Task = ReturnType<typeof task>;

const iris = task(exampleTable('iris'), 'species');
const everyThird = Array.from({ length: 599 }, (_, i) => 3 * i);
const digits = task(takeRows(exampleTable('digits'), everyThird), 'digit', false);

/** The states before every step, each made and carried as a structured clone is. */
function statesOf({ design, labels, classes }: Task, options: FitOptions): { states: State[]; whole: Fit } {
  const states: State[] = [];
  const whole = fit(design, labels, classes, { ...options, onState: (take) => states.push(structuredClone(take())) });
  return { states, whole };
}

describe('a fit that goes on from its state', () => {
  test.each<[string, Task, FitOptions]>([
    ['Newton’s method', iris, { C: 1 }],
    ['L-BFGS', iris, { solver: 'lbfgs', C: 1e4 }],
    ['without a penalty, to separation', iris, { solver: 'lbfgs', l2: 0 }],
    ['L-BFGS on lists of entries, its preconditioner renewed', digits, { C: 1 }],
    ['two threads', digits, { C: 0.01, threads: 2 }],
    ['gradient descent, some steps capped', iris, { solver: 'gd', learningRate: 0.3, maxIterations: 25 }],
    ['L1, by the proximal method', iris, { l1: 0.003 }],
    ['stochastic gradient descent', iris, { solver: 'sgd', learningRate: 0.1, batchSize: 7, maxIterations: 12 }],
  ])('has the bits of one that never stopped: %s', (_, problem, options) => {
    const { states, whole } = statesOf(problem, options);
    expect(states.length).toBe(whole.iterations + 1);
    const step = Math.ceil(states.length / 12);
    for (let at = 0; at < states.length; at += step) {
      const rest = fit(problem.design, problem.labels, problem.classes, { ...options, state: states[at] });
      expect(rest).toEqual(whole);
    }
    const last = fit(problem.design, problem.labels, problem.classes, { ...options, state: states.at(-1) as State });
    expect(last).toEqual(whole);
  });

  test('the state is needed: from its parameters alone the bits are others', () => {
    const { states, whole } = statesOf(digits, { C: 1 });
    const state = states[6];
    const descent = state.descent as State;
    const forgetful = {
      ...state,
      descent: { ...descent, directions: { ...(descent.directions as State), pairs: [] } },
    };
    const { design, labels, classes } = digits;
    expect(fit(design, labels, classes, { C: 1, state: forgetful }).weights).not.toEqual(whole.weights);
  });

  test('goes on twice: a state of a training that went on already', () => {
    const { states, whole } = statesOf(digits, { C: 1 });
    const { design, labels, classes } = digits;
    const later: State[] = [];
    fit(design, labels, classes, { C: 1, state: states[3], onState: (take) => later.push(take()) });
    expect(later).toEqual(states.slice(3));
    expect(fit(design, labels, classes, { C: 1, state: later[4] })).toEqual(whole);
  });

  test('refuses a state of other data, options or shapes', () => {
    const { states } = statesOf(iris, { solver: 'lbfgs' });
    const [state] = states.slice(2);
    const descent = state.descent as State;
    const point = descent.point as State;
    const go = (from: unknown, options: FitOptions = {}, problem = iris) =>
      fit(problem.design, problem.labels, problem.classes, { solver: 'lbfgs', ...options, state: from as State });
    expect(() => go(state, { C: 2 })).toThrow(RangeError);
    expect(() => go(state, { solver: 'newton' })).toThrow('expected solver newton, got lbfgs');
    expect(() => go(state, {}, digits)).toThrow('expected rows 599, got 150');
    expect(() => go({})).toThrow('expected solver');
    const other = { ...iris, labels: iris.labels.map((label, i) => (i === 7 ? 1 : label)) };
    expect(() => go(state, {}, other)).toThrow('state: expected');
    const withDescent = (changes: object) => go({ ...state, descent: { ...descent, ...changes } });
    expect(() => withDescent({ point: null })).toThrow('float64 numbers parameters');
    expect(() => withDescent({ point: { ...point, scores: new Float64Array(3) } })).toThrow('numbers scores, got 3');
    expect(() => withDescent({ point: { ...point, scores: [1, 2] } })).toThrow('float64 numbers scores');
    expect(() => withDescent({ point: { ...point, loss: 1 } })).toThrow('expected the loss 1');
    const residuals = (point.residuals as Float64Array).map((r, i) => (i === 5 ? r + 1e-9 : r));
    expect(() => withDescent({ point: { ...point, residuals } })).toThrow('expected gradientSum');
    expect(() => withDescent({ iteration: -1 })).toThrow('a count iteration');
    const directions = { ...(descent.directions as State), curvatures: null, last: null };
    expect(() => withDescent({ directions: { ...directions, pairs: 7 } })).toThrow('a list');
    expect(() => withDescent({ directions: { ...directions, care: 'none' } })).toThrow('care rough or fine, got none');
    const size = (point.parameters as Float64Array).length;
    const pair = { s: new Float64Array(size), y: new Float64Array(size) };
    expect(() => withDescent({ directions: { ...directions, pairs: [pair] } })).toThrow('pairs of a product > 0');
    expect(() => go(Object.create(state))).toThrow('expected solver');
  });
});

describe('a cross-validation that goes on from its state', () => {
  const run = (problem: Task, options: object) => {
    const { table, learn, labels, classes } = problem;
    const steps = choosingPenalty(table, labels, classes, { learn, ...options });
    const seen: object[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) seen.push(step.value);
    return { choice: step.value, seen };
  };

  test.each([
    ['over the grid', {}],
    ['of a given penalty', { fixed: { C: 2 } }],
    ['with L1', { l1Ratio: 1, folds: 2 }],
    ['extended, by one standard error', { oneStandardError: true, seed: 3 }],
  ])('has the bits of one that never stopped: %s', (_, options) => {
    const states: State[] = [];
    const { choice, seen } = run(iris, {
      ...options,
      onState: (take: () => State) => states.push(structuredClone(take())),
    });
    expect(states.length).toBe(seen.length + 1);
    const step = Math.ceil(states.length / 6);
    for (let at = 0; at < states.length; at += step) {
      const rest = run(iris, { ...options, state: states[at] });
      expect(rest.choice).toEqual(choice);
      expect(rest.seen).toEqual(seen.slice(at));
    }
    const done = run(iris, { ...options, state: states.at(-1) });
    expect(done.choice).toEqual(choice);
    expect(done.seen).toEqual([]);
  });

  test('refuses a state of another one, or of none', () => {
    const states: State[] = [];
    run(iris, { onState: (take: () => State) => states.length < 40 && states.push(take()) });
    const state = states[39];
    const go = (changes: object, options: object = {}) => run(iris, { ...options, state: { ...state, ...changes } });
    expect(() => go({}, { seed: 2 })).toThrow('expected seed 2, got 1');
    expect(() => go({}, { folds: 3 })).toThrow('expected folds 3, got 5');
    expect(() => go({ exponents: [1] })).toThrow('exponents');
    expect(() => go({ exponents: new Int32Array([99]) })).toThrow('an exponent');
    expect(() => go({ exponents: new Int32Array(1000) })).toThrow('exponents');
    expect(() => go({ fold: 5 })).toThrow('a fold');
    expect(() => go({ index: 17 })).toThrow('a penalty');
    expect(() => go({ losses: [{ exponent: 1, found: new Float64Array(6) }] })).toThrow('losses');
    expect(() => go({ parameters: new Float64Array(2) })).toThrow('numbers parameters, got 2');
    expect(() => go({ keep: 'all' })).toThrow('keep');
    expect(() => go({ logits: new Float64Array(7) })).toThrow('numbers logits');
    expect(() => go({ descent: 3 })).toThrow('a part descent');
  });
});
