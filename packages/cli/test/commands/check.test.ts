import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-check-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('bridle check', () => {
  test('says which formula fails in which format, and at which value', async () => {
    const { code, out, err } = await call(['check', '12', '11', '3']);
    expect(out).toBe(`\
scores              1 row of 3 values
widest spread       9
entropy of softmax  0.583081 nats

      range for e^x       naive e^x/Σe^x  stable
f16   -17.3287 … 11.0901  OVERFLOW → NaN  ok
bf16  -92.8817 … 88.7209  ok              ok
f32   -103.972 … 88.7228  ok              ok
f64   -745.133 … 709.783  ok              ok

f16 naive: value 1 is 12, so e^12 overflows (limit 11.0901).

Subtract the largest score first (the stable formula); bridle always does.
`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('names the rows and columns of a matrix, in Korean too, and tries no format on a row with NaN', async () => {
    const matrix = file('matrix.csv', 'a,b,c\n1,2,3\n1000,NaN,3\n-inf,0,900\n5,5,1\n-800,-900,-1000\n');
    const { code, out } = await call(['check', matrix, '--lang', 'ko']);
    expect(out).toBe(`\
점수                   5행, 한 행에 값 3개
점수 열                a, b, c
NaN                    2번째 행 b 열
-∞                     3번째 행 a 열
최댓값이 여럿인 행     4번째 행
가장 넓은 폭           997 (2번째 행)
소프트맥스의 엔트로피  0 (3번째 행) … 0.832396 (1번째 행) 나트

      e^x의 범위          단순 e^x/Σe^x         안정
f16   -17.3287 … 11.0901  오버플로 → NaN · 1행  일부 0이 됨 · 2행
bf16  -92.8817 … 88.7209  오버플로 → NaN · 1행  일부 0이 됨 · 2행
f32   -103.972 … 88.7228  오버플로 → NaN · 1행  일부 0이 됨 · 2행
f64   -745.133 … 709.783  오버플로 → NaN · 1행  일부 0이 됨 · 1행

f16 단순: 3번째 행 c 열이 900이므로 e^900이 넘칩니다(한계 11.0901).
f16 안정: 3번째 행 b 열이 0이므로 e^-900이 0이 됩니다(한계 -17.3287).
bf16 단순: 3번째 행 c 열이 900이므로 e^900이 넘칩니다(한계 88.7209).
bf16 안정: 3번째 행 b 열이 0이므로 e^-900이 0이 됩니다(한계 -92.8817).
f32 단순: 3번째 행 c 열이 900이므로 e^900이 넘칩니다(한계 88.7228).
f32 안정: 3번째 행 b 열이 0이므로 e^-900이 0이 됩니다(한계 -103.972).
f64 단순: 3번째 행 c 열이 900이므로 e^900이 넘칩니다(한계 709.783).
f64 안정: 3번째 행 b 열이 0이므로 e^-900이 0이 됩니다(한계 -745.133).

표에서 NaN이 있는 행과 +∞가 있는 행은 뺐습니다. 형식에 상관없이 앞의 행은 결과가
NaN이고, 뒤의 행은 +∞가 확률을 모두 차지합니다.
가장 큰 점수를 먼저 빼세요(안정적인 식). bridle은 항상 이렇게 계산합니다.
`);
    expect(code).toBe(0);
  });

  test('--json is the diagnosis of the library', async () => {
    const { formats, rowCount, spread } = JSON.parse((await call(['check', '1000', '1000', '--json'])).out);
    expect(rowCount).toBe(1);
    expect(spread).toEqual({ largest: 0, row: 0 });
    expect(formats.f64.naive).toMatchObject({ verdict: 'overflow', first: { row: 0, column: 0, value: 1000 } });
    expect(formats.f64.stable).toMatchObject({ verdict: 'ok', first: null });
  });

  test('tells safe scores, scores too large for a format, and probabilities that only logarithms keep', async () => {
    const last = async (...words: string[]) => (await call(['check', ...words])).out.trimEnd().split('\n').at(-1);
    expect(await last('1', '1', '3')).toBe('For these scores both formulas are safe in every format.');
    expect(await last('70000', '1')).toBe('format.');
    expect(await last('0', '-800')).toBe('A probability that becomes 0 still has a finite logarithm: use logSoftmax.');
    expect((await call(['check', 'nan', '1'])).out).not.toContain('f64');
  });

  test('reads stdin, a list of lists, and one number a line as one row', async () => {
    const rows = async (text: string) => JSON.parse((await call(['check', '-', '--json'], text)).out).rows.length;
    expect(await rows('[[1, 2], [3, 4]]')).toBe(2);
    expect(await rows('1\n2\n3\n')).toBe(1);
  });

  test('takes the numeric columns of a table, its missing cells masked', async () => {
    const table = file('table.csv', 'name,x,y\na,1,2000\nb,,3\nc,4,5\n');
    const { out } = await call(['check', table]);
    expect(out).toContain(
      'scores              3 rows of 2 values\ncolumns             x, y\nleft out            name (not numeric)\nmissing             1\n',
    );
    expect(out).toContain('f64 naive: row 1, column y is 2000, so e^2000 overflows (limit 709.783).');
    expect(JSON.parse((await call(['check', table, '--json'])).out)).toMatchObject({
      columns: ['x', 'y'],
      leftOut: ['name'],
    });
  });

  test('leaves out identifiers and labels, and says so; --scores names the columns instead', async () => {
    const table = file('with-id.csv', 'id,a,b\n1001,12,11\n1002,3,2\n');
    const { out } = await call(['check', table]);
    expect(out).toContain(`\
scores              2 rows of 2 values
columns             a, b
left out            id (identifier)
widest spread       1 (row 1)
`);
    expect((await call(['check', table, '--lang', 'ko'])).out).toContain('제외한 열              id (식별자)\n');
    const json = async (...argv: string[]) => JSON.parse((await call(['check', ...argv, '--json'])).out);
    expect(await json(table)).toMatchObject({ columns: ['a', 'b'], leftOut: ['id'], spread: { largest: 1 } });
    expect(await json(table, '--scores', 'id,2')).toMatchObject({ columns: ['id', 'a'], spread: { largest: 999 } });
    const labelled = file('labelled.jsonl', '{"a":2.5,"b":1,"label":0}\n{"a":-1,"b":1,"label":1}\n');
    expect(await json(labelled)).toMatchObject({ columns: ['a', 'b'], leftOut: ['label'], spread: { largest: 2 } });
    const numbered = file('numbered.txt', '0 0.5 2\n1 1.5 1\n2 -1 3\n');
    expect((await call(['check', numbered])).out).toContain(
      'left out            1 (identifier)\nwidest spread       4',
    );
    expect((await call(['check', table, '--scores', 'a,bb'])).err.replace(folder, '')).toBe(
      'bridle: /with-id.csv has no numeric column "bb"; the nearest name is "b".\n',
    );
  });

  test('refuses what it cannot read with the line and what stands there', async () => {
    const error = async (...words: string[]) => {
      const { code, out, err } = await call(['check', ...words]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return err.replaceAll(folder, '');
    };
    expect(await error('1', 'x')).toBe('bridle: value 2 is not a number: "x".\n');
    expect(await error('nowhere.csv')).toBe('bridle: "nowhere.csv" is neither a number nor an existing file.\n');
    expect(await error(file('ragged.txt', '1 2 3\n1 2\n'))).toBe(
      'bridle: /ragged.txt, line 2: expected 3 numbers, as in the lines before, found 2.\n',
    );
    expect(await error(file('word.txt', '1 2\n3 x\n'))).toBe('bridle: /word.txt, line 2: "x" is not a number.\n');
    expect(await error(file('empty.txt', ''))).toBe('bridle: no numbers were found.\n');
    expect(await error(file('words.csv', 'a,b\nx,y\nz,w\n'))).toBe('bridle: /words.csv has no numeric columns.\n');
    expect(await error(folder)).toContain('is a folder');
  });
});
