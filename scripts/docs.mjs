// Fills the documents with what the code gives: below `$ npx bridle …` in a console block what that command prints, and
// between <!-- table: NAME --> and <!-- end --> a table of docs-tables.mjs. --check changes nothing and fails where the
// text is stale. Needs a build (npm run docs sees to it); other documents join by their names in PAGES.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tables } from './docs-tables.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGES = [
  'README.md',
  'README.ko.md',
  'docs/boltzmann.md',
  'docs/learning.md',
  'docs/threads.md',
  ...['butane', 'methylcyclohexane', 'hydrogen', 'carbon-monoxide', 'crest'].map(
    (name) => `examples/${name}/README.md`,
  ),
];

const words = process.argv.slice(2);
const check = words.includes('--check');
const named = words.filter((word) => word !== '--check');
// A desk of its own: what a command writes lands there.
const desk = mkdtempSync(join(tmpdir(), 'bridle-docs-'));
cpSync(join(root, 'examples'), join(desk, 'examples'), { recursive: true });
try {
  for (const page of named.length > 0 ? named : PAGES.map((page) => join(root, page))) {
    const text = readFileSync(page, 'utf8');
    const filled = fill(text, page);
    if (withoutTimes(filled) === withoutTimes(text)) continue;
    if (check) {
      console.error(`${page} is stale; run npm run docs`);
      process.exitCode = 1;
    } else writeFileSync(page, filled);
  }
} finally {
  rmSync(desk, { recursive: true });
}

function fill(text, page) {
  return text
    .replace(/^```console\n\$ (npx bridle .+)\n[\s\S]*?^```$/gm, (_, command) => {
      return `\`\`\`console\n$ ${command}\n${print(command, page)}\n\`\`\``;
    })
    .replace(/^<!-- table: (\w+) -->$[\s\S]*?^<!-- end -->$/gm, (_, name) => {
      if (!Object.hasOwn(tables, name)) throw new Error(`docs.mjs: there is no table ${name}`);
      return `<!-- table: ${name} -->\n\n${tables[name](page.endsWith('.ko.md') ? 'ko' : 'en')}\n\n<!-- end -->`;
    });
}

/** What a command prints on stdout, run as a newcomer would: no colours, 80 columns, in the language of the page. */
function print(command, page) {
  const args = command.replace(/^npx bridle /, '').split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'packages/cli/bin/bridle.js'), ...args], {
    cwd: desk,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LANG: page.endsWith('.ko.md') ? 'ko_KR.UTF-8' : 'C', COLUMNS: '80' },
  });
  if (status !== 0) throw new Error(`docs.mjs: ${command}: ${stderr}`);
  return stdout.trimEnd();
}

/** How long something took differs from run to run, and makes no page stale. */
function withoutTimes(text) {
  return text.replace(/\d+(\.\d+)? m?s$/gm, '… s');
}
