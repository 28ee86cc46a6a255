// One child process under watch: it is killed when an input takes too long or too much memory. When it ends, for whatever
// reason, the result names the input that it was reading.

import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const LOOK_MS = 100;
/** The time to load the sources and make the seeds. */
const START_MS = 120_000;

/** A child that runs one task after another; `alone` gives each input all that is its own, a database too. */
export function openChild({ alone = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bridle-fuzz-'));
  const progress = join(folder, 'index');
  writeFileSync(progress, '-1'.padEnd(16));
  const child = fork(CHILD, [folder, alone ? 'alone' : ''], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'json',
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }, // temporary copies that a reader makes
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors = (errors + text).slice(-4000);
  });
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const indexNow = () => Number(readFileSync(progress, 'latin1'));

  /** Runs a task; `onReport` hears its reports. Gives { kind: 'done' | 'full' | 'crash' | 'hang' | …, index, text }. */
  const run = (task, onReport) =>
    new Promise((resolve, reject) => {
      let last = { index: -1, since: Date.now() };
      let reason;
      const watch = setInterval(() => {
        const index = indexNow();
        if (index !== last.index) last = { index, since: Date.now() };
        const waited = Date.now() - last.since;
        // The child reports what is slow but ends; what has not ended by then hangs.
        if (waited > (index < 0 ? START_MS : 2 * task.limits.ms))
          stop('hang', `no end in ${(waited / 1000).toFixed(1)} s`);
        const bytes = residentBytes(child.pid);
        if (bytes > 2 * task.limits.bytes) stop('memory', `${Math.round(bytes / 1e6)} MB and growing`);
      }, LOOK_MS);
      const stop = (kind, text) => {
        reason ??= { kind, text };
        child.kill('SIGKILL');
      };
      const finish = (end) => {
        clearInterval(watch);
        child.removeAllListeners('message').removeAllListeners('exit');
        resolve(end);
      };
      child.on('message', (message) => {
        if (message.kind === 'report') onReport(message);
        else if (message.kind === 'done') finish({ kind: 'done' });
        else if (message.kind === 'full') reason = { kind: 'full' };
        else if (message.kind === 'stray') reason = { kind: 'answer', text: message.text, index: message.index };
        else reason = { kind: 'broken', text: message.text };
      });
      child.on('exit', (code, signal) => {
        const index = indexNow();
        clearInterval(watch);
        clean();
        if (reason?.kind === 'full') return finish(reason);
        if (reason?.kind === 'broken' || index < 0)
          return reject(new Error(`the child failed: ${reason?.text ?? errors}`));
        const heap = errors.includes('heap out of memory');
        finish({
          index,
          ...(reason ?? { kind: heap ? 'memory' : 'crash', text: `${signal ?? `exit ${code}`} ${tail(errors)}` }),
        });
      });
      child.send(task);
    });

  const end = () => {
    child.kill('SIGKILL');
    clean();
  };
  return { run, end };
}

function tail(errors) {
  return errors.trim().split('\n').slice(0, 3).join(' | ').slice(0, 300);
}

/** The memory of a process where the system tells it (Linux); the child tells its own peak everywhere. */
function residentBytes(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
