import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const korean = write('questions.csv', [
  'question,topic',
  ...Array.from({ length: 60 }, (_, i) => {
    const topic = i % 2 ? '배송' : '환불';
    return `주문 ${i}번 ${topic}${'이은을도'[i % 4]} 어떻게 되는지 알려 주세요,${topic}`;
  }),
]);
/** Particles that no sentence of the training has. */
const others = write('others.csv', ['question,topic', '배송까지 얼마나 걸리나요,배송', '환불만 해 주세요,환불']);
const english = write('tickets.csv', [
  'ticket,intent',
  ...Array.from({ length: 60 }, (_, i) =>
    i % 2 ? `where is my card number ${i},card` : `please cancel transfer ${i},transfer`,
  ),
]);
const model = join(folder, 'm.model.json');
const train = (...options: string[]) => call(['train', ...options, '--out', model, '--no-report']);
const textOf = () => JSON.parse(readFileSync(model, 'utf8')).recipe.features[0];

describe('bridle train on texts', () => {
  test('finds a Korean column, says so, prints the size of the model, and classifies other particles', async () => {
    const { code, out, err } = await train(korean, '--target', 'topic', '--C', '10');
    expect(code).toBe(0);
    expect(err).toContain('column question contains texts');
    expect(out).toMatch(/split +54 rows for training, 6 held out · trained again on all 60/);
    expect(out.replace(/\s+/g, ' ')).toMatch(/m\.model\.json · [\d.]+ kB · n-grams [\d.]+ kB/);
    const judged = await call(['evaluate', model, others, '--json']);
    expect(JSON.parse(judged.out).evaluation.accuracy).toBe(1);
  });

  test('says the same in Korean', async () => {
    const { out } = await train(korean, '--target', 'topic', '--C', '10', '--lang', 'ko');
    expect(out).toMatch(/학습 54행, 평가 6행 · 평가 뒤 60행 모두로 다시 학습/);
    expect(out.replace(/\s+/g, ' ')).toMatch(/m\.model\.json · [\d.]+ kB · n-그램 [\d.]+ kB/);
  });

  test('takes n-grams, counts and the most features as they are given, and writes the judged model on request', async () => {
    const shape = [
      '--text',
      'ticket',
      '--ngrams',
      'words=1-1',
      '--max-features',
      '4',
      '--min-count',
      '2',
      '--no-refit',
    ];
    const { code, out } = await train(english, '--target', 'intent', '--C', '10', ...shape);
    expect(code).toBe(0);
    expect(out).not.toContain('trained again');
    expect(textOf()).toMatchObject({ words: [1, 1], chars: null, bits: null, rows: 54 });
    expect(textOf().terms.split('\n').length).toBe(4);
    const few = await train(english, '--target', 'intent', '--C', '10', '--min-count', '1000');
    expect([few.code, few.err]).toEqual([2, expect.stringContaining('ticket')]);
  });

  test('makes features by a hash, which leaves no list in the model', async () => {
    const { code, out } = await train(english, '--target', 'intent', '--C', '10', '--hash', '8');
    expect(code).toBe(0);
    expect(out).toMatch(/features +256/);
    expect(out).toMatch(/m\.model\.json · [\d.]+ kB\n/);
    expect(textOf()).toMatchObject({ bits: 8, terms: '', rows: 60 });
    const wrong = await train(english, '--target', 'intent', '--hash', '40');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--hash')]);
  });
});
