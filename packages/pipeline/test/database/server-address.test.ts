import { describe, expect, test } from 'vitest';
import { parseServerAddress, shownAddress } from '../../src/database/server-address.ts';

describe('the address of a database server', () => {
  test('names a kind, and is shown without credentials and options', () => {
    const shown = (text: string) => {
      const address = parseServerAddress(text);
      return address && shownAddress(address);
    };
    expect(shown('postgres://me:s3cret@db:5433/shop?sslmode=require')).toBe('postgres://db:5433/shop');
    expect(shown('postgresql://db/shop')).toBe('postgres://db/shop');
    expect(shown('clickhouse://me:s3cret@[::1]:8123/')).toBe('clickhouse://[::1]:8123');
    expect(shown('shop.db')).toBe(null);
    expect(shown('C:\\shop.db')).toBe(null);
    expect(shown('https://db/shop')).toBe(null);
  });

  test.each([
    'postgres://me:s3cret@db:99999/shop',
    'clickhouse://me:s3cret@',
    'postgres://',
    'clickhouse://me:s3cret%zz@db/shop',
    'postgres://me:s3cret@d b/',
  ])('refuses %j without repeating it', (text) => {
    expect(() => parseServerAddress(text)).toThrow(
      expect.objectContaining({ code: 'bad-address', message: expect.not.stringContaining('s3cret') }),
    );
  });
});
