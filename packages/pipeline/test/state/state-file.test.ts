import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { State } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { parseState, readState, stateParts } from '../../src/state/state-file.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

const bytesOf = (state: State) => Buffer.from([...stateParts(state)].join(''));
/** A file with this text and its own checksum. */
const signed = (text: string) => Buffer.from(`${text}${createHash('sha256').update(text).digest('hex')}\n`);
const head = '{"format":"bridle-state","version":1}';

const state: State = {
  solver: 'lbfgs',
  spent: 0.1,
  near: null,
  isDone: false,
  codes: Int32Array.from([-1, 2 ** 31 - 1]),
  empty: new Float64Array(0),
  part: { pairs: [{ s: Float64Array.from([0.1, -0, Number.NaN, Infinity, 5e-324]) }, { s: new Float64Array(1) }] },
};

describe('a file of a state', () => {
  test('gives the state again, every bit of its arrays', () => {
    expect(parseState(bytesOf(state))).toEqual({ state });
  });

  test('holds arrays longer than a block of base64, and arrays of every length modulo 3', () => {
    for (const length of [1, 2, 3, 4, 98303, 98304, 98305, 250_001]) {
      const x = Float64Array.from({ length }, (_, i) => Math.sin(i));
      expect(parseState(bytesOf({ x, last: Int32Array.from([7]) }))).toEqual({
        state: { x, last: Int32Array.from([7]) },
      });
    }
  });

  test('is broken when it is cut off or changed anywhere', () => {
    const bytes = bytesOf(state);
    for (let size = head.length; size < bytes.length; size += 1) {
      expect(parseState(bytes.subarray(0, size))).toEqual({ fault: 'broken' });
    }
    for (let at = head.length; at < bytes.length; at += 1) {
      const other = Buffer.from(bytes);
      other[at] ^= 1;
      expect(parseState(other)).toEqual({ fault: 'broken' });
    }
  });

  test('is foreign with another beginning; no file is null, a folder foreign', async () => {
    for (const text of ['', 'x', '{"format":"bridle-model"}', head.slice(0, -2)]) {
      expect(parseState(Buffer.from(text))).toEqual({ fault: 'foreign' });
    }
    expect(await readState(file('none.state'))).toBeNull();
    mkdirSync(file('folder.state'));
    expect(await readState(file('folder.state'))).toEqual({ fault: 'foreign' });
    writeFileSync(file('other.state'), Buffer.alloc(100, 7));
    expect(await readState(file('other.state'))).toEqual({ fault: 'foreign' });
    writeFileSync(file('own.state'), bytesOf(state));
    expect(await readState(file('own.state'))).toEqual({ state });
  });

  test('is broken with arrays of other sizes, types or places, even with a right checksum', () => {
    const base64 = Buffer.from(new Float64Array(2).buffer).toString('base64');
    const good = `${head}\n{"x":{"$":0,"type":"float64","length":2}}\n${base64}\n`;
    expect(parseState(signed(good))).toEqual({ state: { x: new Float64Array(2) } });
    const wrong: [string, string][] = [
      ['"length":2', '"length":3'],
      ['"length":2', '"length":-1'],
      ['"length":2', '"length":1e300'],
      ['"length":2', '"length":4294967296'],
      ['"length":2', '"length":"2"'],
      ['"float64"', '"float32"'],
      ['"$":0', '"$":1'],
      ['{"x":', '[{"x":'],
      [`${base64}\n`, ''],
      [`${base64}\n`, `${base64}\n${base64}\n`],
      ['{"x":{"$":0,"type":"float64","length":2}}', '7'],
      ['{"x":{"$":0,"type":"float64","length":2}}', '{"$":0,"type":"float64","length":2}'],
      ['{"$":0,"type":"float64","length":2}', `${'['.repeat(30)}${']'.repeat(30)}`],
    ];
    for (const [from, to] of wrong) {
      expect(good).toContain(from);
      expect(parseState(signed(good.replace(from, to)))).toEqual({ fault: 'broken' });
    }
  });

  test('sets no prototype', () => {
    const found = parseState(signed(`${head}\n{"__proto__":{"polluted":true}}\n`));
    expect('state' in found && Object.getPrototypeOf(found.state)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});
