import { describe, expect, test } from 'vitest';
import { sizeOption } from '../../src/input/options.ts';
import { wordsOf } from '../../src/messages/languages.ts';
import { bytes } from '../../src/output/figures.ts';

describe('sizeOption', () => {
  const read = sizeOption('--memory', wordsOf('en').messages);

  test.each([
    ['2GB', 2e9],
    ['1.5 gb', 1.5e9],
    ['64MB', 64e6],
    ['512MiB', 2 ** 29],
    ['900kB', 900e3],
  ])('%s is %i bytes', (text, size) => {
    expect(read(text)).toBe(size);
  });

  test.each(['64', 'GB', '-1GB', '1e9', '2 gigabytes', '1.GB', ''])('refuses "%s"', (text) => {
    expect(() => read(text)).toThrow('--memory');
    expect(() => read(text)).toThrow('a size such as 512MB or 2GB');
  });
});

describe('bytes', () => {
  test.each([
    [15_136, '15.1 kB'],
    [64e6, '64 MB'],
    [4_200_000_000, '4.2 GB'],
    [999, '0.999 kB'],
  ])('%i is %s', (size, text) => {
    expect(bytes(size)).toBe(text);
  });
});
