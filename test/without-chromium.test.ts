// Without a Chromium the set-up goes on and the other tests run; the last line names the files that were skipped, and in
// CI that is a failure.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { browserTests } from '../scripts/browser-tests.mjs';
import { findChromium, planChromium } from '../scripts/chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

describe('the plan for a Chromium', () => {
  const plan = (found: string | undefined, isLinuxRoot: boolean, env = {}) => planChromium({ found, env, isLinuxRoot });

  test('uses the one that is there and says nothing', () => {
    expect(plan('/usr/bin/chromium', true)).toEqual({ action: 'use', line: null });
  });

  test('installs one with apt-get as root on Linux and says so first', () => {
    expect(plan(undefined, true).action).toBe('install');
    expect(plan(undefined, true).line).toContain('installing one with apt-get');
  });

  test('skips the browser tests for anyone else, and where CHROMIUM names no file', () => {
    expect(plan(undefined, false)).toMatchObject({
      action: 'skip',
      line: expect.stringContaining('no Chromium found'),
    });
    const named = plan(undefined, true, { CHROMIUM: 'nowhere/chromium' });
    expect(named).toMatchObject({ action: 'skip', line: expect.stringContaining('CHROMIUM names nowhere/chromium') });
  });

  test('finds the executable that CHROMIUM names, on the PATH, or nothing', () => {
    const folder = join(root, 'scripts');
    expect(findChromium({ CHROMIUM: join(folder, 'chromium.mjs') })).toBe(join(folder, 'chromium.mjs'));
    expect(findChromium({ CHROMIUM: join(folder, 'nothing'), PATH: process.env.PATH })).toBe(undefined);
    expect(findChromium({ PATH: folder }, [])).toBe(undefined);
    expect(findChromium({ PATH: folder }, [join(folder, 'setup.mjs')])).toBe(join(folder, 'setup.mjs'));
  });
});

describe('the tests that open a browser', () => {
  test('are those that import playwright-core, directly or through a helper', () => {
    const files = browserTests(root);
    expect(files).toContain('packages/bridle/test/gpu/open.test.ts');
    expect(files).toContain('packages/cli/test/commands/lab.test.ts');
    expect(files).toContain('packages/lab/test/site.browser.test.ts');
    expect(files).not.toContain('packages/bridle/test/core/hardmax.test.ts');
    expect(files).not.toContain('test/without-chromium.test.ts');
  });

  /** scripts/test.mjs where no Chromium can be found, on one file that needs it and one that does not. */
  function runTests(CI: string) {
    const names = ['bridle/test/core/hardmax', 'bridle/test/gpu/open'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/test.mjs'), ...names], {
      encoding: 'utf8',
      env: { ...process.env, CHROMIUM: join(root, 'nowhere'), CI, NO_COLOR: '1' },
    });
    return { status, stdout, last: stderr.trimEnd().split('\n').at(-1) };
  }

  test('are left out without a Chromium, and the last line names them', () => {
    const { status, stdout, last } = runTests('');
    expect(stdout).toMatch(/Test Files +1 passed \(1\)/);
    expect(last).toMatch(/^bridle: skipped 1 test file .*: packages\/bridle\/test\/gpu\/open\.test\.ts\. Install one/);
    expect(status).toBe(0);
  });

  test('make the run fail in CI', () => {
    const { status, stdout, last } = runTests('true');
    expect(stdout).toMatch(/Test Files +1 passed \(1\)/);
    expect(last).toMatch(/^bridle: FAILED: skipped 1 test file/);
    expect(status).toBe(1);
  });

  test('are run by npm test through the script that says so', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(scripts.test).toBe('node scripts/setup.mjs --lab --browser --engines && node scripts/test.mjs');
  });
});
