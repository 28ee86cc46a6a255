/**
 * The style sheet of a report: system fonts, a light and a dark scheme, phones and paper. Words are not broken, only names
 * longer than their line are; figures, cards and rows of tables stay whole on a page, and what is folded is printed.
 */
export const style = `
:root {
  --ink: #1c2230; --soft: #5b6475; --line: #dfe3ea; --page: #ffffff; --card: #f6f7fa;
  --blue: #2563c9; --orange: #b4540a; --blue-wash: 37, 99, 201; --orange-wash: 214, 110, 20;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #e7eaf1; --soft: #9aa4b8; --line: #333b4a; --page: #14181f; --card: #1c222c;
    --blue: #7aa9ff; --orange: #f0a35e; --blue-wash: 84, 132, 222; --orange-wash: 196, 120, 50;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink); line-height: 1.55; word-break: keep-all; overflow-wrap: break-word;
  font-family: system-ui, -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif;
}
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3 { line-height: 1.3; text-wrap: balance; break-after: avoid; }
h1 { font-size: clamp(1.3rem, 5.5vw, 1.7rem); margin: 0 0 .6rem; }
h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
h3 { font-size: .95rem; margin: 0 0 .35rem; }
h3.next { margin-top: 1.2rem; }
p { margin: .35rem 0; max-width: 44rem; }
section { margin-top: 2.4rem; padding-top: 1.4rem; border-top: 1px solid var(--line); }
figure { margin: .8rem 0 0; break-inside: avoid; }
.lead { font-size: 1.1rem; }
.soft, .note { color: var(--soft); }
.note { font-size: .88rem; }
dl { margin: .6rem 0 0; max-width: 44rem; }
dt { float: left; clear: left; margin-right: .5em; color: var(--ink); }
dd { margin: 0 0 .15rem; }
.warning { border-left: 3px solid var(--orange); padding: .3rem .8rem; background: var(--card); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1.4rem; }
.tile { background: var(--card); border-radius: .5rem; padding: .8rem .9rem; break-inside: avoid; }
.tile b { display: block; font-size: 1.55rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .88rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); gap: 1rem 2.5rem; align-items: start; }
.columns > * { min-width: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18.5rem, 100%), 1fr)); gap: .9rem; margin-top: .8rem; }
.card { background: var(--card); border-radius: .5rem; padding: .8rem .9rem; break-inside: avoid; min-width: 0; }
.scroll { overflow-x: auto; margin-top: .5rem; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
tr { break-inside: avoid; }
th, td { padding: .28rem .9rem .28rem 0; text-align: left; font-weight: 400; vertical-align: baseline; border-bottom: 1px solid var(--line); }
td.figure, .whole { white-space: nowrap; }
.figure { text-align: right; }
th[scope=row] { min-width: 5.5rem; max-width: 22rem; }
td small { display: block; white-space: nowrap; }
td .note { display: block; min-width: 13rem; }
thead th, thead td { color: var(--soft); font-size: .84rem; vertical-align: bottom; }
td:last-child, th:last-child { padding-right: 0; }
table.matrix th[scope=row] { min-width: 0; max-width: 11rem; }
table.matrix td, table.matrix th { border: 1px solid var(--page); padding: .28rem .5rem; }
table.matrix tbody td { text-align: right; min-width: 2.4rem; }
table.matrix th[scope=col] { text-align: right; max-width: 8rem; }
table.matrix td.zero { color: var(--soft); }
table.matrix td.right { font-weight: 600; }
table.tight { font-size: .84rem; }
table.tight tbody td { min-width: 1.9rem; }
table.tight tbody td, table.tight th[scope=row] { padding: .2rem .3rem; }
table.tight th[scope=col] { padding: .3rem; }
table.turned th[scope=col] { padding: .3rem .2rem; }
table.turned th[scope=col] span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 9rem; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
table.tight thead td { white-space: normal; max-width: 7rem; }
.bar { display: inline-flex; width: 7rem; height: .62rem; background: var(--line); border-radius: .2rem; overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--blue); }
.bar.against i, .bar i.against { background: var(--orange); }
.card table { width: 100%; table-layout: fixed; }
.card th[scope=row] { min-width: 0; overflow-wrap: anywhere; }
.card th.group { color: var(--soft); font-size: .84rem; padding-top: .5rem; }
.card td { text-align: right; }
.card td:nth-child(2) { width: 4.2rem; }
.card td:nth-child(3) { width: 30%; }
.card .bar { width: 100%; }
ul.terms { margin: 0; padding: 0; list-style: none; min-width: 9rem; }
ul.terms li { display: inline-block; max-width: 100%; }
ul.terms li:not(:last-child)::after { content: " ·"; color: var(--soft); margin-right: .4em; }
ul.terms small { display: inline; white-space: nowrap; }
svg { display: block; width: 100%; max-width: 25rem; height: auto; }
svg text { fill: var(--soft); font-size: 12px; font-family: inherit; }
svg .grid { stroke: var(--line); }
svg .perfect { stroke: var(--soft); stroke-dasharray: 2 4; }
svg .band { fill: var(--blue); opacity: .16; }
svg .range { stroke: var(--blue); opacity: .55; }
svg .curve { fill: none; stroke: var(--blue); stroke-width: 1.5; }
svg .point { fill: var(--blue); stroke: var(--page); stroke-width: 1.5; }
svg .hit { fill: transparent; }
svg .count { fill: var(--blue); opacity: .45; }
pre { background: var(--card); border-radius: .5rem; padding: .8rem .9rem; font-size: .88rem; white-space: pre-wrap; overflow-wrap: anywhere; }
details { margin-top: .6rem; }
summary { cursor: pointer; color: var(--soft); font-size: .88rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .84rem; }
@media screen and (max-width: 30rem) {
  main { padding: 1.5rem 1rem 3rem; }
  th, td { padding-right: .6rem; }
  .bar { width: 3.2rem; }
  table { font-size: .88rem; }
  th[scope=row] { min-width: 4rem; }
}
@media print {
  @page { margin: 14mm; }
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #ccc; --card: #f4f4f4; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  section { margin-top: 1.4rem; padding-top: .9rem; }
  .scroll { overflow: visible; }
  table { font-size: .8rem; }
  table.tight { font-size: .62rem; }
  table.tight tbody td { min-width: 0; padding: .12rem .18rem; }
  th[scope=row] { max-width: 14rem; }
  ul.terms { min-width: 0; }
  td .note { min-width: 0; }
  .bar { width: 5rem; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
