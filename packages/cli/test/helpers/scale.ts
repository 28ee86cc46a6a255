// The tutorial docs/scale.md: its SQL and its commands.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bin.ts';

/** The section that begins with a title: the statements, and the commands as words. */
export function section(title: string): { sql: string[]; commands: string[][] } {
  const page = readFileSync(join(root, 'docs/scale.md'), 'utf8');
  const [, text = ''] = page.split(`## ${title}\n`);
  const [own] = text.split('\n## ');
  const blocks = (language: string) =>
    [...own.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block);
  const lines = blocks('console').flatMap((block) => block.split('\n').filter((line) => line.startsWith('$ bridle ')));
  return { sql: blocks('sql'), commands: lines.map((line) => line.slice('$ bridle '.length).split(' ')) };
}
