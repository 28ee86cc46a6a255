import { describe, expect, test } from 'vitest';
import { qrCode } from '../../src/class/qr.ts';
import { checkBytes } from '../../src/class/reed-solomon.ts';
import { readQr } from './read-qr.ts';

const address = 'https://example.org/lab/?stop=share&scores=1,1,3&names=가위,바위,보';

describe('a QR code', () => {
  test.each([
    [21, address.slice(0, 14)],
    [25, address.slice(0, 26)],
    [37, address],
    [45, `${address}${'x'.repeat(40)}`],
    [57, `${address}${'한글 주소'.repeat(10)}`],
    [73, address.repeat(5).slice(0, 320)],
  ])('of %i modules is read back', (size, text) => {
    const dark = qrCode(text)!;
    expect(dark.length).toBe(size);
    expect(dark.every((row) => row.length === size)).toBe(true);
    expect(readQr(dark)).toBe(text);
  });

  test('one module that is wrong is noticed by the reader, so that reading proves something', () => {
    const dark = qrCode(address)!.map((row) => [...row]);
    dark[20][20] = !dark[20][20];
    expect(() => readQr(dark)).toThrow(/syndrome/);
  });

  test('has the modules that ZXing reads as the same text', () => {
    const rows = qrCode('https://example.org/lab/?st')!.map((row) => row.map(Number).join(''));
    expect(rows).toEqual(GOLDEN);
  });

  test('has room for 2331 bytes, and none for more', () => {
    expect(qrCode('x'.repeat(2331))!.length).toBe(177);
    expect(qrCode('x'.repeat(2332))).toBeUndefined();
    expect(qrCode('')!.length).toBe(21);
  });
});

test('the check bytes of the standard’s own example', () => {
  // ISO/IEC 18004, annex I: "01234567" as version 1-M.
  const data = [0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11];
  expect(checkBytes(data, 10)).toEqual([0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
});

const GOLDEN = [
  '11111110010100100011001111111',
  '10000010100001000001101000001',
  '10111010010000010010101011101',
  '10111010000101001001001011101',
  '10111010101011001111001011101',
  '10000010000110111011001000001',
  '11111110101010101010101111111',
  '00000000010000010111100000000',
  '10101010011010001111100010010',
  '10110001101111011010101001001',
  '01111011011100111100001110111',
  '00010100100011101110110010010',
  '01010011001000110101111001011',
  '01110001110000110110011001001',
  '00111010100101000110010111011',
  '00100101000000010110110101010',
  '10001011110010001100111001011',
  '01010000011011011110111001101',
  '10111110101000111000111010011',
  '01011000010011101100000111010',
  '10100011001100110010111110000',
  '00000000111110110000100010111',
  '11111110001011000101101011011',
  '10000010011110010000100011001',
  '10111010100110001000111110000',
  '10111010011011011100110010100',
  '10111010111000011011000111001',
  '10000010011011101111101000010',
  '11111110100000010011100110011',
];
