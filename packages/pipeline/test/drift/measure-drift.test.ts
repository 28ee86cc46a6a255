import { learnRecipe, type Model, type Table } from 'bridle/learn';
import { seededRandom } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import { type ColumnDrift, measureDrift } from '../../src/drift/measure-drift.ts';
import { learnProfile } from '../../src/drift/profile.ts';

const TOPICS = ['card lost', 'card stolen', 'pin wrong', 'pin lost', 'refund late', 'refund card'];
const random = seededRandom(11);

/** A number, a category, a date and a text; `shift` moves the number, `rare` the share of the category's last level. */
function tableOf(rows: number, { shift = 0, rare = 0.1, year = 2024, missing = 0, words = '' } = {}): Table {
  const draw = <T>(of: () => T) => Array.from({ length: rows }, of);
  const normal = () => Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6);
  const days = draw(() => `${year}-0${1 + Math.floor(9 * random())}-1${Math.floor(10 * random())}`);
  const texts = draw(() => `${words}${TOPICS[Math.floor(TOPICS.length * random())]}`);
  const categories = (name: string, cells: string[], levels = [...new Set(cells)]) => {
    return {
      kind: 'categorical' as const,
      name,
      levels,
      codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)),
    };
  };
  const values = Float64Array.from(draw(() => (random() < missing ? Number.NaN : normal() + shift)));
  return {
    rows,
    columns: [
      { kind: 'numeric', name: 'x', values },
      categories(
        'level',
        draw(() => (random() < rare ? 'rare' : random() < 0.5 ? 'a' : 'b')),
      ),
      categories('day', days),
      categories('text', texts),
      categories(
        'y',
        draw(() => (random() < 0.5 ? 'no' : 'yes')),
        ['no', 'yes'],
      ),
    ],
  };
}

const training = tableOf(4000);
const { recipe } = learnRecipe(training, {
  target: 'y',
  dates: [{ name: 'day', form: 'year-month-day' }],
  texts: ['text'],
  textShape: { minCount: 1 },
});
const profile = learnProfile(recipe, training, null);
const model = { recipe, classes: ['no', 'yes'], training: { rows: 4000, shares: [0.5, 0.5] } } as unknown as Model;

function driftOf(table: Table, weights: Float64Array | null = null) {
  const labels = table.columns[4].kind === 'categorical' ? table.columns[4].codes : new Int32Array(0);
  return measureDrift(model, profile, { table, labels, weights });
}
const columnOf = (table: Table, name: string, weights: Float64Array | null = null) =>
  driftOf(table, weights).columns?.find(({ column }) => column === name) as ColumnDrift;

describe('measureDrift', () => {
  test('is the population stability index of the bins of the training', () => {
    const x = columnOf(tableOf(3000, { shift: 0.5 }), 'x');
    // Of two normal distributions a distance d apart it is d² in infinitely many bins.
    expect(x.psi).toBeGreaterThan(0.2);
    expect(x.psi).toBeLessThan(0.26);
    const level = columnOf(tableOf(20_000, { rare: 0.5 }), 'level');
    const exact = (0.5 - 0.1) * Math.log(0.5 / 0.1) + (0.5 - 0.9) * Math.log(0.5 / 0.9);
    expect(Math.abs(level.psi / exact - 1)).toBeLessThan(0.06);
    expect(level).toMatchObject({ drift: 'large', unseen: 0 });
    expect(level.changes[0].bin).toEqual({ kind: 'level', level: 'rare' });
    expect(level.changes[0].table).toBeCloseTo(0.5, 1);
  });

  test('does not take chance for drift: in small tables without drift the index alone would', () => {
    const found = Array.from({ length: 60 }, () => columnOf(tableOf(50), 'x'));
    const share = (is: (one: ColumnDrift) => boolean) => found.filter(is).length / found.length;
    expect(share(({ psi }) => psi >= 0.1)).toBeGreaterThan(0.5);
    expect(share(({ drift }) => drift !== 'small')).toBeLessThanOrEqual(0.05);
    const middle = found.map(({ psi, byChance }) => psi / byChance).sort((a, b) => a - b)[30];
    expect(middle).toBeGreaterThan(0.25); // the median of χ² with 9 degrees is 0.39 of its quantile 0.99
    expect(middle).toBeLessThan(0.55);
  });

  test('stays finite where the table has no row in a bin, and counts what the training never had', () => {
    const far = columnOf(tableOf(500, { shift: 100 }), 'x');
    expect(far.psi).toBeGreaterThan(3);
    expect(far.psi).toBeLessThan(50);
    expect(far).toMatchObject({ drift: 'large', unseen: 1 });
    expect(far.changes[0].bin).toMatchObject({ kind: 'interval', to: null });
    const table = tableOf(400);
    const other = table.columns[1];
    if (other.kind === 'categorical')
      other.levels = other.levels.map((name) => (name === 'rare' ? 'never seen' : name));
    const level = columnOf(table, 'level');
    expect(level.unseen).toBeGreaterThan(0.05);
    expect(level.changes.map(({ bin }) => bin.kind)).toContain('others');
  });

  test('counts missing cells as a bin, beside their shares', () => {
    const x = columnOf(tableOf(1000, { missing: 0.4 }), 'x');
    expect(x.missing.training).toBe(0);
    expect(x.missing.table).toBeCloseTo(0.4, 1);
    expect(x.changes[0].bin).toEqual({ kind: 'missing' });
    const gone = tableOf(20);
    gone.columns[0] = { kind: 'categorical', name: 'x', levels: [], codes: new Int32Array(20).fill(-1) };
    expect(columnOf(gone, 'x').missing.table).toBe(1);
  });

  test('compares the days of dates and the lengths of texts, and finds texts without a known word', () => {
    const later = driftOf(tableOf(800, { year: 2025, words: 'hello there, I have a question: ' })).columns ?? [];
    const [day, text] = ['day', 'text'].map((name) => later.find(({ column }) => column === name));
    expect(day).toMatchObject({ kind: 'date', drift: 'large', unseen: 1 });
    expect(day?.changes[0].bin).toMatchObject({ kind: 'days', to: null });
    expect(day?.changes[0].bin).toHaveProperty('from', expect.stringMatching(/^2024-0[89]-\d\d$/));
    expect(text).toMatchObject({ kind: 'text', drift: 'large', unseen: 0 });
    const foreign = tableOf(100);
    const texts = foreign.columns[3];
    if (texts.kind === 'categorical') texts.levels = texts.levels.map((_, i) => (i % 2 ? 'ґґ' : 'card'));
    const unseen = columnOf(foreign, 'text').unseen ?? 0;
    expect(unseen).toBeGreaterThan(0.2);
    expect(unseen).toBeLessThan(0.8);
  });

  test('orders columns by their index, and compares the shares of the classes', () => {
    const { columns, classes } = driftOf(tableOf(1000, { shift: 2, rare: 0.3 }));
    expect(columns?.map(({ column }) => column).slice(0, 2)).toEqual(['x', 'level']);
    expect(classes).toMatchObject({ drift: 'small' });
    expect(classes?.shares.map(({ class: name, training: share }) => [name, share])).toEqual([
      ['no', 0.5],
      ['yes', 0.5],
    ]);
    const weighed = { ...model, training: { ...model.training, shares: [0.9, 0.1], classWeights: [9, 1] } };
    const same = measureDrift(weighed, null, { table: training, labels: new Int32Array([0, 1, -1]), weights: null });
    expect(same.columns).toBeNull();
    expect(same.classes?.shares[0].training).toBeCloseTo(0.5, 15);
    const old = { ...model, training: { ...model.training, shares: undefined } } as unknown as Model;
    expect(
      measureDrift(old, null, { table: training, labels: new Int32Array(4000), weights: null }).classes,
    ).toBeNull();
  });

  test('takes weights as rows, whole or not', () => {
    const table = tableOf(300, { shift: 0.3 });
    const twice = columnOf(table, 'x', new Float64Array(300).fill(2));
    const part = columnOf(table, 'x', new Float64Array(300).fill(0.01));
    const once = columnOf(table, 'x');
    expect(part.psi).toBeCloseTo(once.psi, 12);
    expect(part.byChance).toBeCloseTo(once.byChance, 12);
    expect(twice.byChance).toBeLessThan(once.byChance);
  });
});
