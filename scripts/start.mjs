// The main job on real data: trains a classifier on the 1,797 handwritten digits and says what it did.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = ['train', 'examples/digits/digits.csv', '--target', 'digit', '--out', 'out/digits/digits.model.json'];
console.error(`$ npx bridle ${args.join(' ')}\n`);
const { status } = spawnSync(process.execPath, [join(root, 'packages/cli/bin/bridle.js'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
