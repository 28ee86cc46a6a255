import type { StateEvent, TrainProgress } from '@bridle/pipeline';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Interrupted } from '../../src/errors.ts';
import { wordsOf } from '../../src/messages/languages.ts';
import { stateLines } from '../../src/output/state-lines.ts';
import { terminal } from '../../src/output/terminal.ts';
import { trainingProgress } from '../../src/output/training-progress.ts';

function contextOf(language: 'en' | 'ko') {
  const err: string[] = [];
  const streams = [{ write: () => true }, { write: (text: string) => err.push(text) }] as const;
  const context = {
    terminal: terminal(streams[0], streams[1], {}),
    stdin: (async function* () {})(),
    language,
    messages: wordsOf(language).messages,
  };
  return { context, err };
}

afterEach(() => vi.restoreAllMocks());

/** The texts at events that come every second. */
function texts(events: TrainProgress[]): string[] {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 500; // it is asked twice for the first event, and once for the others
    return now;
  });
  const textOf = trainingProgress(contextOf('en').context);
  return events.map(textOf);
}

describe('trainingProgress', () => {
  test('the time left of a cross-validation counts from where it began, also where that is not the first training', () => {
    const at = (done: number) => ({ phase: 'choose' as const, done, total: 90 });
    const shown = texts(Array.from({ length: 21 }, (_, i) => at(40 + i)));
    expect(shown[0]).toBe('choosing the penalty · training 41 of 90');
    expect(shown[9]).not.toContain('left');
    // Each training took half a second, and 30 are left.
    expect(shown[20]).toMatch(/training 61 of 90 · about 1[56] s left$/);
  });

  test('the time left of a fit is extrapolated from the logarithm of its bound', () => {
    const at = (iteration: number) => ({
      ...{ phase: 'fit' as const, solver: 'lbfgs' as const, iteration, passes: iteration, objective: 0.1 },
      ...{ gradientNorm: 1e-3, gapBound: 10 ** (-iteration / 5) },
    });
    const shown = texts(Array.from({ length: 31 }, (_, i) => at(i)));
    expect(shown[5]).not.toContain('left');
    // After 30 iterations in 15 s the bound is 1e−6; as many remain.
    expect(shown[30]).toMatch(/iteration 30 .* · about 1[456] s left$/);
    expect(texts([{ ...at(40), gapBound: Infinity }])[0]).not.toContain('left');
  });
});

describe('stateLines', () => {
  const file = 'x.model.state';

  test.each([
    [
      'en',
      { code: 'resumed', file },
      'x.model.state: the training continues from this saved state (--restart begins anew).\n',
    ],
    [
      'en',
      { code: 'unusable', file, fault: 'broken' },
      'x.model.state is a damaged or incomplete saved state; the training begins anew.\n',
    ],
    [
      'en',
      { code: 'not-saved', file, why: 'disk-full' },
      'x.model.state: the state of the training cannot be saved (the disk is full); the training goes on without.\n',
    ],
    [
      'ko',
      { code: 'resumed', file },
      'x.model.state: 저장된 학습 상태에서 이어서 학습합니다(처음부터 하려면 --restart).\n',
    ],
    [
      'ko',
      { code: 'unusable', file, fault: 'foreign' },
      'x.model.state: 저장된 학습 상태가 아니어서 처음부터 학습합니다.\n',
    ],
  ] satisfies ['en' | 'ko', StateEvent, string][])('%s, %o', (language, event, line) => {
    const { context, err } = contextOf(language);
    stateLines(context, { clear: () => {} }).show(event);
    expect(err.join('')).toBe(line);
  });

  test('an interrupted training says that its state is kept; one without a state, or another error, does not', () => {
    const { context, err } = contextOf('en');
    const lines = stateLines(context, { clear: () => {} });
    lines.showKept(new Interrupted('SIGINT'));
    lines.show({ code: 'saved', file });
    lines.showKept(new Error('else'));
    expect(err).toEqual([]);
    lines.showKept(new Interrupted('SIGINT'));
    expect(err.join('')).toBe(
      'The state of the training is saved in x.model.state; the same command continues from it.\n',
    );
  });
});
