import { describe, expect, test } from 'vitest';
import { html, textOf, trusted } from '../../src/report/html.ts';

describe('html', () => {
  test('escapes strings and keeps HTML', () => {
    const name = `<b title='x'>"&"</b>`;
    const escaped = '&lt;b title=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/b&gt;';
    expect(textOf(html`<td>${name}</td>`)).toBe(`<td>${escaped}</td>`);
    expect(textOf(html`<tr>${html`<td>${name}</td>`}${[html`<td>${1}</td>`]}</tr>`)).toBe(
      `<tr><td>${escaped}</td><td>1</td></tr>`,
    );
    expect(textOf(trusted('<style>'))).toBe('<style>');
  });
});
