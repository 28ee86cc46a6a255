import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import { checkWritable, writeWhole } from '../../src/write/write-whole.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const listing = (folder: string) => readdirSync(folder).sort();

describe('writeWhole', () => {
  test('writes text, bytes and parts, makes the folder, and leaves no other file', async () => {
    const folder = file('new/deep');
    await writeWhole([
      { path: join(folder, 'text'), content: '한글\n' },
      { path: join(folder, 'bytes'), content: Uint8Array.of(1, 2, 3) },
      {
        path: join(folder, 'parts'),
        content: async (write) => {
          await write('a');
          await write('b');
        },
      },
    ]);
    expect(listing(folder)).toEqual(['bytes', 'parts', 'text']);
    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('한글\n');
    expect([...readFileSync(join(folder, 'bytes'))]).toEqual([1, 2, 3]);
    expect(readFileSync(join(folder, 'parts'), 'utf8')).toBe('ab');
  });

  test('keeps what was there, and writes none of several files, when one fails half-way', async () => {
    mkdirSync(file('kept'));
    const old = file('kept/old', 'old');
    const failing = async (write: (part: string) => Promise<void>) => {
      await write('half');
      throw new Error('half-way');
    };
    const outputs = [
      { path: old, content: 'new' },
      { path: file('kept/other'), content: failing },
    ];
    await expect(writeWhole(outputs)).rejects.toThrow('half-way');
    expect(listing(file('kept'))).toEqual(['old']);
    expect(readFileSync(old, 'utf8')).toBe('old');
  });

  test('keeps what was there when the signal aborts between two parts', async () => {
    mkdirSync(file('aborted'));
    const stop = new AbortController();
    const content = async (write: (part: string) => Promise<void>) => {
      await write('half');
      stop.abort(new Error('stopped'));
      await write('other half');
    };
    await expect(writeWhole([{ path: file('aborted/x'), content }], stop.signal)).rejects.toThrow('stopped');
    expect(listing(file('aborted'))).toEqual([]);
  });

  test('writes through a symbolic link', async () => {
    mkdirSync(file('linked'));
    const real = file('linked/real', 'old');
    symlinkSync(real, file('linked/link'));
    await writeWhole([{ path: file('linked/link'), content: 'new' }]);
    expect(readFileSync(real, 'utf8')).toBe('new');
    expect(listing(file('linked'))).toEqual(['link', 'real']);
  });

  test('writes through a link whose file does not exist yet, and through a chain of such links', async () => {
    mkdirSync(file('dangling/real'), { recursive: true });
    symlinkSync('real/new', file('dangling/link'));
    symlinkSync('link', file('dangling/second'));
    symlinkSync('real', file('dangling/folder'));
    symlinkSync('../beside', file('dangling/real/up'));
    await writeWhole([
      { path: file('dangling/second'), content: 'new' },
      { path: file('dangling/folder/up'), content: 'beside' },
    ]);
    expect(readFileSync(file('dangling/real/new'), 'utf8')).toBe('new');
    expect(readFileSync(file('dangling/beside'), 'utf8')).toBe('beside');
    expect(readlinkSync(file('dangling/link'))).toBe('real/new');
    expect(listing(file('dangling'))).toEqual(['beside', 'folder', 'link', 'real', 'second']);
  });

  test('refuses links that lead to each other, and leaves them', async () => {
    mkdirSync(file('loop'));
    symlinkSync('b', file('loop/a'));
    symlinkSync('a', file('loop/b'));
    await expect(writeWhole([{ path: file('loop/a'), content: '' }])).rejects.toMatchObject({ code: 'not-writable' });
    expect(readlinkSync(file('loop/a'))).toBe('b');
  });

  test('undoes the renames that are done when a later one fails', async () => {
    mkdirSync(file('both'));
    const old = file('both/old', 'old');
    const blocked = file('both/blocked');
    const outputs = [
      { path: old, content: 'new' },
      { path: file('both/fresh'), content: 'new' },
      {
        path: blocked,
        // A folder that appears at the path after it was checked makes the rename fail.
        content: async (write: (part: string) => Promise<void>) => {
          await write('new');
          mkdirSync(blocked);
        },
      },
      { path: file('both/after'), content: 'new' },
    ];
    const inode = statSync(old).ino;
    await expect(writeWhole(outputs)).rejects.toMatchObject({ code: 'not-writable', facts: { file: blocked } });
    expect(listing(file('both'))).toEqual(['blocked', 'old']);
    expect(readFileSync(old, 'utf8')).toBe('old');
    expect(statSync(old).ino).toBe(inode);
  });

  test('replaces several files and leaves no second name of the old ones', async () => {
    mkdirSync(file('replaced'));
    const outputs = ['a', 'b', 'c'].map((name) => ({ path: file(`replaced/${name}`, 'old'), content: 'new' }));
    await writeWhole(outputs);
    expect(listing(file('replaced'))).toEqual(['a', 'b', 'c']);
    for (const { path } of outputs) expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('refuses a folder, a device, and a path below a file', async () => {
    mkdirSync(file('folder'));
    const below = join(file('plain', ''), 'x');
    await expect(writeWhole([{ path: file('folder'), content: '' }])).rejects.toMatchObject({ code: 'is-a-folder' });
    await expect(writeWhole([{ path: '/dev/null', content: '' }])).rejects.toMatchObject({ code: 'not-a-file' });
    await expect(writeWhole([{ path: below, content: '' }])).rejects.toMatchObject({ code: 'not-writable' });
    await expect(checkWritable(below)).rejects.toMatchObject({ code: 'not-writable', facts: { file: below } });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test.runIf(existsSync('/proc/self'))(
    'refuses a folder that cannot be made in /proc, and comes to an end',
    async () => {
      const path = '/proc/no-such-folder/below/x';
      await expect(checkWritable(path)).rejects.toMatchObject({ code: 'not-writable', facts: { file: path } });
    },
  );

  test('two writers of one new folder do not refuse each other', async () => {
    const outputs = Array.from({ length: 8 }, (_, i) => ({ path: file(`new/folder/${i}`), content: String(i) }));
    await Promise.all(outputs.map((output) => writeWhole([output])));
    expect(listing(file('new/folder'))).toHaveLength(8);
  });

  test('checkWritable makes the folder and leaves nothing in it', async () => {
    await checkWritable(file('made/here/x'));
    expect(listing(file('made/here'))).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('refuses a folder without permission', async () => {
    mkdirSync(file('locked'));
    chmodSync(file('locked'), 0o500);
    await expect(writeWhole([{ path: file('locked/x'), content: '' }])).rejects.toMatchObject({
      name: 'WorkError',
      code: 'no-permission',
    });
  });
});

describe('writeWhole on a file system that is small or read-only', () => {
  const mounted: string[] = [];
  afterEach(() => {
    for (const folder of mounted.splice(0)) {
      spawnSync('umount', [folder]);
      rmdirSync(folder);
    }
  });
  const mount = (name: string, options: string): string => {
    const folder = file(name);
    mkdirSync(folder);
    mounted.push(folder);
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    return folder;
  };
  const probe = file('probe');
  mkdirSync(probe);
  const mayMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe]).status === 0;
  if (mayMount) spawnSync('umount', [probe]);
  else console.warn('skipped: 2 tests of a full and a read-only file system, for mounting a tmpfs is not allowed here');

  test.skipIf(!mayMount)('says that the disk is full, and leaves nothing', async () => {
    const folder = mount('full', 'size=64k');
    const path = join(folder, 'x');
    await writeWhole([{ path, content: 'fits' }]);
    const error = await writeWhole([{ path, content: 'x'.repeat(100_000) }]).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'WorkError', code: 'disk-full' });
    expect(error.message).toBe(`${path} cannot be written: the disk is full; free some space and run again`);
    expect(listing(folder)).toEqual(['x']);
    expect(readFileSync(path, 'utf8')).toBe('fits');
  });

  test.skipIf(!mayMount)('refuses a read-only file system', async () => {
    const path = join(mount('fixed', 'ro'), 'x');
    await expect(checkWritable(path)).rejects.toMatchObject({ name: 'WorkError', code: 'no-permission' });
  });
});

describe('a process that ends while it writes', () => {
  // The child runs plain JavaScript: the module and what it imports, transpiled beside each other, and the built library.
  symlinkSync(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), file('node_modules'));
  for (const name of [
    'errors',
    'messages',
    'feature-messages',
    ...['file-errors', 'output-path', 'temporary-files', 'write-whole'].map((one) => `write/${one}`),
  ]) {
    const source = readFileSync(new URL(`../../src/${name}.ts`, import.meta.url), 'utf8');
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    file(`${name}.mjs`, outputText.replace(/from '(\.[\w./-]+)\.ts'/g, "from '$1.mjs'"));
  }

  /** Starts a Node that stays half-way in a file, and waits until it is there. */
  async function halfway(path: string, prelude: string): Promise<ChildProcess> {
    const program = `
      ${prelude}
      const { writeWhole } = await import(process.env.MODULE);
      await writeWhole([{ path: process.env.TARGET, content: async (write) => {
        await write('half');
        console.log('half');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      } }]);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TARGET: path, MODULE: file('write/write-whole.mjs') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    return child;
  }

  const ended = (child: ChildProcess) =>
    new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s leaves no file and dies of it', async (signal) => {
    mkdirSync(file(signal));
    const child = await halfway(file(`${signal}/x`), '');
    expect(listing(file(signal))).toHaveLength(1);
    child.kill(signal);
    expect(await ended(child)).toBe(signal);
    expect(listing(file(signal))).toEqual([]);
  });

  test('by process.exit in a signal handler of its own leaves no file', async () => {
    mkdirSync(file('exit'));
    const child = await halfway(file('exit/x'), "process.on('SIGINT', () => process.exit(130));");
    child.kill('SIGINT');
    expect(await ended(child)).toBe(130);
    expect(existsSync(file('exit/x'))).toBe(false);
    expect(listing(file('exit'))).toEqual([]);
  });

  test('by SIGKILL leaves a file that the next run to this path removes, and no other', async () => {
    mkdirSync(file('killed'));
    const child = await halfway(file('killed/x'), '');
    child.kill('SIGKILL');
    await ended(child);
    expect(listing(file('killed'))).toHaveLength(1);
    const running = await halfway(file('killed/x'), '');
    const ofRunning = listing(file('killed')).filter((name) => name.includes(`-${running.pid}-`));
    expect(ofRunning).toHaveLength(1);
    const other = '.y.00000000-1-0123456789ab.tmp';
    const young = '.x.00000000-1-0123456789ab.tmp'; // of another host
    const old = '.x.00000000-1-ba9876543210.tmp';
    for (const name of [other, young, old, '.x.mine.tmp']) file(`killed/${name}`, '');
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    utimesSync(file(`killed/${old}`), twoDaysAgo, twoDaysAgo);
    await writeWhole([{ path: file('killed/x'), content: 'whole' }]);
    expect(listing(file('killed'))).toEqual([other, young, '.x.mine.tmp', ...ofRunning, 'x'].sort());
    running.kill('SIGKILL');
    await ended(running);
  });
});
