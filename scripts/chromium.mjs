// Where a Chromium is: the variable CHROMIUM, else the usual names on the PATH, else the usual places; and what to do
// where there is none.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The executable's path, or undefined. A path in CHROMIUM is the only one that counts. */
export function findChromium(env = process.env, places = PLACES) {
  if (env.CHROMIUM) return existsSync(env.CHROMIUM) ? env.CHROMIUM : undefined;
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...places].find((file) => existsSync(file));
}

/**
 * What the set-up does about a Chromium, and the line that it prints first: `use` the one that is there, `install` one
 * with apt-get where it may, else `skip` the tests that need it.
 */
export function planChromium({ found, env, isLinuxRoot }) {
  if (found) return { action: 'use', line: null };
  if (env.CHROMIUM) {
    return {
      action: 'skip',
      line: `CHROMIUM names ${env.CHROMIUM}, which does not exist; the browser tests will be skipped`,
    };
  }
  if (isLinuxRoot) {
    return { action: 'install', line: 'no Chromium found; installing one with apt-get for the browser tests …' };
  }
  return {
    action: 'skip',
    line: 'no Chromium found, and only root may install one; the browser tests will be skipped',
  };
}
