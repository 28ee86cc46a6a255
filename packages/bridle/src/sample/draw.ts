// draw: from logits to an index by steps in the caller's order, such as repetition penalty, temperature, top-k and top-p;
// drawStages: the same steps with what each leaves.

import { expectOptions } from '../core/arrays/refuse.ts';
import { rowMajorData, type Scores, view } from '../core/arrays/tensor.ts';
import { drawLeft } from './draw-left.ts';
import { slackOf } from './keep.ts';
import { philox } from './philox.ts';
import { type RandomOption, randomOf } from './random-option.ts';
import { type Left, leftOf, prepared, type Step, weightsOf } from './steps.ts';

/** What steps may need besides the logits. */
export type StepOptions = {
  /** What was drawn before, for `repetitionPenalty`: one list for all rows. */
  history?: Iterable<number | bigint> | undefined;
};

/** What a step leaves of a row: places in ascending order, their logits over the temperature, and their softmax. */
export type Stage = {
  /** The step, or null for the logits as they came. */
  step: Step | null;
  places: Int32Array;
  logits: Float64Array;
  probabilities: Float64Array;
};

/**
 * One draw from each row of logits after the steps, in their order: each sees what the ones before it have left. Rows run
 * along the last dimension; a flat list gives a number, anything else an Int32Array with an index for each row. −1 for a
 * row with NaN, of −∞ only, or empty; entries +∞ share all of the probability. An entry of probability 0 is never drawn.
 *
 * With a `seed`, row r draws from stream r of `philox(seed)`, so that its index does not depend on the other rows; an
 * `rng` goes on from row to row. Without steps it is a draw from the softmax. Borders are met up to rounding, as in `topP`.
 *
 * @throws TypeError for a step that is none, or unless exactly one of `seed` and `rng` is given; RangeError for the number
 * of a step that does not fit.
 * @example
 * ```ts
 * import { draw } from 'bridle/sample';
 * draw([1, 5, 3], [{ temperature: 0.5 }, { topK: 2 }, { topP: 0.9 }], { seed: 1 }); // → 1
 * draw([1, 5, 3], [{ repetitionPenalty: 100 }, { topK: 1 }], { seed: 1, history: [1] }); // → 2
 * ```
 */
export function draw(x: Scores, steps: readonly Step[], options: StepOptions & RandomOption): number | Int32Array {
  expectOptions('draw', options);
  const given = randomOf('draw', options);
  const rows = options.seed === undefined ? null : philox(options.seed);
  const drawn = eachRow('draw', x, steps, options.history, (left, r) =>
    left ? drawLeft(left, rows ? rows.stream(r) : given) : -1,
  );
  const { kind, dims } = view('draw', x);
  return kind !== 'tensor' && dims.length === 1 ? drawn[0] : Int32Array.from(drawn);
}

/**
 * The stages of one row: first the logits as they came, then what each step leaves. Empty for a row from which nothing can
 * be drawn. `categorical(stage.probabilities, { seed })` draws from a stage.
 *
 * @throws as `draw`.
 * @example
 * ```ts
 * import { drawStages } from 'bridle/sample';
 * const [raw, kept] = drawStages([0, 0, -1000], [{ minP: 0.1 }]);
 * raw.probabilities; // → Float64Array [0.5, 0.5, 0]
 * kept.places; // → Int32Array [0, 1]
 * ```
 */
export function drawStages(x: Scores, steps: readonly Step[], options: StepOptions = {}): Stage[] {
  expectOptions('drawStages', options);
  const { dims } = view('drawStages', x);
  if (dims.length !== 1) throw new RangeError(`drawStages: expected one row, got dims [${dims}]`);
  const stages: Stage[] = [];
  const see = (left: Left | null, step: Step | null) => {
    if (left) stages.push(stageOf(left, step));
  };
  eachRow('drawStages', x, steps, options.history, (left) => see(left, steps.at(-1) ?? null), (left, s) => see(left, steps[s - 1] ?? null)); // biome-ignore format: one line
  return stages;
}

/** A function of one row's logits for callers that hold many rows; see logits-processor.ts. */
export function rowOf(name: string, steps: readonly Step[]) {
  const apply = prepared(name, steps);
  return (x: Float32Array | Float64Array, history: ReadonlySet<number>, slack: number): Left | null =>
    apply.reduce<Left | null>((left, step) => left && step(left, history), leftOf(x, slack));
}

/** What each row gives, from what the steps leave of it; `before` sees what is there before each step. */
function eachRow<T>(
  name: string,
  x: Scores,
  steps: readonly Step[],
  history: StepOptions['history'],
  row: (left: Left | null, r: number) => T,
  before: (left: Left | null, step: number) => void = () => {},
): T[] {
  const apply = prepared(name, steps);
  const { dims, data } = view(name, x);
  const slack = slackOf(data, x);
  const values = rowMajorData(name, x);
  const floats = values instanceof Float32Array || values instanceof Float64Array ? values : Float64Array.from(values);
  const past = new Set(Array.from(history ?? [], Number));
  const n = dims[dims.length - 1] ?? 1;
  const count = n === 0 ? 0 : floats.length / n;
  return Array.from({ length: dims.length === 1 ? 1 : count }, (_, r) => {
    let left = leftOf(floats.subarray(r * n, (r + 1) * n), slack);
    for (const [s, step] of apply.entries()) {
      before(left, s);
      left = left && step(left, past);
    }
    return row(left, r);
  });
}

function stageOf(left: Left, step: Step | null): Stage {
  const { weights, total } = weightsOf(left);
  return {
    step,
    places: left.places ?? Int32Array.from(left.x, (_, i) => i),
    logits: Float64Array.from(left.x, (value) => value / left.temperature),
    probabilities: weights.map((weight) => weight / total),
  };
}
