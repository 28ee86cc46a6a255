/** The style sheet of a report: system fonts, two colour schemes, and paper. */
export const style = `
:root {
  --ink: #1c2230; --soft: #5b6475; --line: #dfe3ea; --page: #ffffff; --card: #f6f7fa;
  --blue: #2563c9; --orange: #b4540a; --blue-wash: 37, 99, 201; --orange-wash: 214, 110, 20;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7eaf1; --soft: #9aa4b8; --line: #333b4a; --page: #14181f; --card: #1c222c;
    --blue: #7aa9ff; --orange: #f0a35e; --blue-wash: 122, 169, 255; --orange-wash: 240, 163, 94;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink); line-height: 1.55; word-break: keep-all; overflow-wrap: anywhere;
  font-family: system-ui, -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif;
}
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .6rem; }
h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
h3 { font-size: .95rem; margin: 0 0 .35rem; }
p { margin: .35rem 0; max-width: 44rem; }
section { margin-top: 2.4rem; padding-top: 1.4rem; border-top: 1px solid var(--line); }
.lead { font-size: 1.1rem; }
.soft, .note { color: var(--soft); }
.note { font-size: .88rem; }
.warning { border-left: 3px solid var(--orange); padding: .3rem .8rem; background: var(--card); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1.4rem; }
.tile { background: var(--card); border-radius: .5rem; padding: .8rem .9rem; }
.tile b { display: block; font-size: 1.55rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .88rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 1rem 2.5rem; align-items: start; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(18.5rem, 1fr)); gap: .9rem; margin-top: .8rem; }
.card { background: var(--card); border-radius: .5rem; padding: .8rem .9rem; break-inside: avoid; }
.scroll { overflow-x: auto; margin-top: .5rem; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
th[scope=row] { min-width: 5.5rem; overflow-wrap: break-word; } td { white-space: nowrap; } td small { display: block; } td .note { display: block; white-space: normal; min-width: 13rem; }
th, td { padding: .28rem .9rem .28rem 0; text-align: left; font-weight: 400; vertical-align: baseline; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-size: .84rem; vertical-align: bottom; }
td:last-child, th:last-child { padding-right: 0; }
table.matrix th[scope=row] { min-width: 0; }
table.matrix td { text-align: right; padding: .28rem .5rem; min-width: 2.4rem; }
table.matrix td, table.matrix th { border: 1px solid var(--page); }
table.matrix th[scope=col] { text-align: right; padding: .28rem .5rem; max-width: 8rem; }
table.matrix td.zero { color: var(--soft); opacity: .55; }
table.matrix td.right { font-weight: 600; }
.bar { display: inline-block; width: 7rem; height: .62rem; background: var(--line); border-radius: .2rem; overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--blue); }
.bar.against i { background: var(--orange); }
.card table { width: 100%; table-layout: fixed; }
.card th[scope=row] { min-width: 0; overflow-wrap: anywhere; } .card td { text-align: right; } .card td:nth-child(2) { width: 4.2rem; } .card td:nth-child(3) { width: 30%; } .card .bar { width: 100%; }
svg { display: block; width: 100%; max-width: 25rem; height: auto; }
svg text { fill: var(--soft); font-size: 12px; font-family: inherit; }
svg .grid { stroke: var(--line); }
svg .perfect { stroke: var(--soft); stroke-dasharray: 2 4; }
svg .band { fill: var(--blue); opacity: .16; }
svg .range { stroke: var(--blue); opacity: .55; }
svg .curve { fill: none; stroke: var(--blue); stroke-width: 1.5; }
svg .point { fill: var(--blue); stroke: var(--page); stroke-width: 1.5; }
svg .count { fill: var(--blue); opacity: .45; }
pre { background: var(--card); border-radius: .5rem; padding: .8rem .9rem; overflow-x: auto; font-size: .88rem; white-space: pre-wrap; }
details { margin-top: .6rem; } summary { cursor: pointer; color: var(--soft); font-size: .88rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .84rem; }
@media print {
  :root { --ink: #000; --soft: #444; --line: #ccc; --page: #fff; --card: #f4f4f4; --blue: #2563c9; --orange: #b4540a; }
  main { max-width: none; padding: 0; } section { break-inside: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
