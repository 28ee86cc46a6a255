import { describe, expect, test } from 'vitest';
import { terminal, wantsColour } from '../../src/output/terminal.ts';

const tty = { isTTY: true, columns: 120, write: () => true };
const pipe = { write: () => true };

describe('wantsColour', () => {
  test('colours a terminal, never a pipe', () => {
    expect(wantsColour(tty, {})).toBe(true);
    expect(wantsColour(pipe, {})).toBe(false);
    expect(wantsColour(tty, { TERM: 'dumb' })).toBe(false);
  });

  test('obeys NO_COLOR when it is not empty, and FORCE_COLOR before it', () => {
    expect(wantsColour(tty, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(tty, { NO_COLOR: '' })).toBe(true);
    expect(wantsColour(pipe, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
    expect(wantsColour(tty, { FORCE_COLOR: '0' })).toBe(false);
  });
});

describe('terminal', () => {
  test('lays out in the width of the terminal, else COLUMNS, else 80, between 20 and 100', () => {
    expect(terminal(tty, tty, {}).columns).toBe(100);
    expect(terminal(pipe, pipe, {}).columns).toBe(80);
    expect(terminal(pipe, pipe, { COLUMNS: '60' }).columns).toBe(60);
    expect(terminal(pipe, pipe, { COLUMNS: '3' }).columns).toBe(20);
    expect(terminal(pipe, pipe, { COLUMNS: 'wide' }).columns).toBe(80);
  });

  test('rewrites a line only on a terminal that can, and not in a CI', () => {
    expect(terminal(pipe, tty, {}).live).toBe(true);
    expect(terminal(tty, pipe, {}).live).toBe(false);
    expect(terminal(pipe, tty, { CI: 'true' }).live).toBe(false);
    expect(terminal(pipe, tty, { TERM: 'dumb' }).live).toBe(false);
  });

  test('paints nothing where colour is off', () => {
    expect(terminal(pipe, tty, {}).paint.share('x')).toBe('x');
    expect(terminal(tty, pipe, {}).paint.share('x')).toBe('\x1b[36mx\x1b[39m');
  });
});
