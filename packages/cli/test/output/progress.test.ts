import { describe, expect, test, vi } from 'vitest';
import type { Context } from '../../src/context.ts';
import { wordsOf } from '../../src/messages/languages.ts';
import { progressLine } from '../../src/output/progress.ts';
import { terminal } from '../../src/output/terminal.ts';

function watched(stream: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  const stderr = { ...stream, write: (text: string) => written.push(text) };
  const context: Context = {
    terminal: terminal({ write: () => true }, stderr, { NO_COLOR: '1' }),
    stdin: (async function* () {})(),
    language: 'en',
    messages: wordsOf('en').messages,
  };
  return { line: progressLine(context), written };
}

describe('progressLine', () => {
  test('rewrites one line of a terminal, cut to its width, and takes it away at the end', () => {
    const { line, written } = watched({ isTTY: true, columns: 12 });
    line.show('fit', 'iteration 1 of many');
    line.clear();
    expect(written).toEqual(['\r\x1b[Kiteration …', '\r\x1b[K']);
  });

  test('writes plain lines elsewhere, once a phase lasts a quarter of a second and then every five', () => {
    vi.useFakeTimers();
    const { line, written } = watched({});
    const at = (ms: number, phase: string, text: string) => {
      vi.advanceTimersByTime(ms);
      line.show(phase, text);
    };
    at(0, 'read', 'reading');
    at(249, 'read', 'reading');
    at(200, 'fit', 'iteration 1');
    at(200, 'fit', 'iteration 2');
    at(51, 'fit', 'iteration 3');
    at(4000, 'fit', 'iteration 4');
    at(1001, 'fit', 'iteration 5');
    line.clear();
    vi.useRealTimers();
    expect(written).toEqual(['iteration 3\n', 'iteration 5\n']);
  });

  test('takes nothing away where nothing was shown', () => {
    const { line, written } = watched({ isTTY: true });
    line.clear();
    expect(written).toEqual([]);
  });
});
