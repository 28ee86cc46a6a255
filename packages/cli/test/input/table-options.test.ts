import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-table-options-'));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The columns 이름 and n, in CP949. */
const korean = (rows: string[]) =>
  Buffer.concat([Buffer.of(0xc0, 0xcc, 0xb8, 0xa7), Buffer.from([',n', ...rows].join('\n'))]);
const rows = Array.from({ length: 20 }, (_, i) => `${i % 2 ? 'a' : 'b'},${i}`);

describe('--encoding', () => {
  test('is one option of train, predict, evaluate and check; what was decided without it is a line on stderr', async () => {
    const table = file('korean.csv', korean(rows));
    const out = join(folder, 'korean.json');
    const train = ['train', table, '--target', '이름', '--no-report', '--holdout', '0', '--json', '--out'];
    const decided = await call([...train, out]);
    expect(decided.err).toContain('korean.csv: the text is not UTF-8 and was read as Korean in CP949.\n');
    expect(JSON.parse((await call([...train, join(folder, 'given.json'), '--encoding', 'cp949'])).out).classes).toEqual(
      ['a', 'b'],
    );
    for (const command of [
      ['predict', out, table],
      ['evaluate', out, table],
      ['check', table],
    ]) {
      expect((await call(command)).err, command[0]).toContain('read as Korean');
      expect(await call([...command, '--encoding', 'uhc']), command[0]).toMatchObject({ code: 0, err: '' });
    }
    const columns = ['train', table, '--target', '이름', '--columns', '--lang', 'ko'];
    expect((await call(columns)).err).toContain('UTF-8이 아니어서 CP949 한글로 읽었습니다.');
  });

  test('is named where it is needed', async () => {
    const table = file('west.csv', Buffer.from('größe,n\n1,a\n', 'latin1'));
    const { code, err } = await call(['train', table, '--target', 'n']);
    expect(code).toBe(2);
    expect(err).toContain('give its encoding, such as windows-1252, or save the file as UTF-8 (--encoding)');
    const scores = file('west.txt', Buffer.from('größe breite\n1 2\n3 4\n', 'latin1'));
    expect((await call(['check', scores])).err).toContain('(--encoding)');
    const { out } = await call(['check', scores, '--encoding', 'latin1', '--json']);
    expect(JSON.parse(out).columns).toEqual(['größe', 'breite']);
  });
});

describe('--header, --no-header and --delimiter', () => {
  test('decide how the head of a file is read', async () => {
    const table = file('rows.txt.csv', rows.map((row) => `${row.replace(',', ':')}.5`).join('\n'));
    const columns = ['train', table, '--target', '1', '--columns', '--json', '--delimiter', ':'];
    const decided = await call(columns);
    expect(JSON.parse(decided.out)).toMatchObject({ rows: 20, classes: ['a', 'b'] });
    expect(decided.err).toContain('line 1 was read as a row, not as a header; the columns are named 1 to 2 (--header');
    expect(await call([...columns, '--no-header'])).toMatchObject({ code: 0, err: '' });
    const named = await call(['train', table, '--target', 'b', '--columns', '--json', '--delimiter', ':', '--header']);
    expect(JSON.parse(named.out)).toMatchObject({ rows: 19 });
    expect((await call([...columns, '--lang', 'ko'])).err).toContain('첫 줄을 머리글이 아니라 데이터로 읽었습니다.');
    expect((await call(['train', table, '--target', '1', '--delimiter', 'ab'])).err).toContain('--delimiter: expected');
    const tabs = file('tabs.csv', 'a b\tc\n1\t2\n3\t2\n5\t4\n2\t4\n');
    const { out } = await call(['train', tabs, '--target', 'c', '--columns', '--delimiter', 'tab']);
    expect(out).toContain('a b');
  });
});
