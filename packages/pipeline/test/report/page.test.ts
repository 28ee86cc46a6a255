import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/report/html.ts';
import { breakable, table } from '../../src/report/page.ts';

describe('breakable', () => {
  test('lets a line end between the parts of a name, and nowhere else', () => {
    const parts = (text: string) => textOf(breakable(text)).split('<wbr>');
    expect(parts('sepal_length_cm')).toEqual(['sepal_', 'length_', 'cm']);
    expect(parts('data/2024-05/iris.csv')).toEqual(['data/', '2024-', '05/', 'iris.csv']);
    expect(parts('0.5 of the rows, 1__2 and a - b')).toEqual(['0.5 of the rows, 1__', '2 and a - b']);
    expect(parts('꽃_iris.csv에서 품종 예측하기')).toEqual(['꽃_', 'iris.csv에서 품종 예측하기']);
  });

  test('escapes what it breaks', () => {
    expect(textOf(breakable('a_<b>'))).toBe('a_<wbr>&lt;b&gt;');
  });
});

describe('table', () => {
  test('puts figures at the right, with their head', () => {
    const page = textOf(
      table(
        ['name', 'rows', 'share', 'text'],
        [
          ['a_b', '1,024', '97.4%', 'x'],
          ['c', '–', '<0.1%', '1'],
        ],
      ),
    );
    expect(page).toContain('<th scope="col" class="figure">rows</th><th scope="col" class="figure">share</th>');
    expect(page).toContain(
      '<th scope="row">a_<wbr>b</th><td class="figure">1,024</td><td class="figure">97.4%</td><td>x</td>',
    );
  });

  test('can be reached by the keyboard where it may be wider than a phone', () => {
    expect(textOf(table(['a', 'b', 'c', 'd'], []))).toContain(
      '<div class="scroll" tabindex="0" role="group" aria-label="a, b, c, d">',
    );
    expect(textOf(table(['a', ''], []))).toContain('<div class="scroll"><table>');
  });
});
