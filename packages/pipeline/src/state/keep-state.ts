// Keeps the state of a long training in a file beside the model, and finds it again: from the first ten seconds on the
// state is saved every few seconds, at most a twentieth of the time, and the file is removed when the model is written.

import { rm } from 'node:fs/promises';
import type { State } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { filesOf } from '../read/files.ts';
import { identityOf } from '../read/source.ts';
import { writeWhole } from '../write/write-whole.ts';
import { differences, type Fingerprint, fingerprintOf, hashOf } from './fingerprint.ts';
import { readState, stateParts } from './state-file.ts';

/** What became of the state of a training, as it happens. */
export type StateEvent =
  /** The training continues from the state in the file. */
  | { code: 'resumed'; file: string }
  /** The file is no state that this training can continue from, so it begins anew. */
  | { code: 'unusable'; file: string; fault: 'foreign' | 'broken' }
  /** The state was saved for the first time. */
  | { code: 'saved'; file: string }
  /** The state cannot be saved; the training goes on without. */
  | { code: 'not-saved'; file: string; why: 'changed' | 'disk-full' | 'no-permission' | 'write-failed' };

/** The options of a training that say where its state is kept; the others are its fingerprint. */
export type KeepingOptions = {
  table: string;
  embeddings?: string | undefined;
  out: string;
  restart?: boolean;
  keepState?: { afterMs?: number; everyMs?: number } | false;
  onState?: (event: StateEvent) => void;
  signal?: AbortSignal;
};

export type Keeper = {
  /** The state to continue from. */
  found: State | null;
  /** Forgets that state, which the solver refused. */
  refuse: () => void;
  isDue: () => boolean;
  /** Saves the state; a state that cannot be saved does not end the training. */
  save: (state: State) => Promise<void>;
  /** Whether a state has been saved and can be saved again. */
  isKept: () => boolean;
  /** Removes the file if it is of this training. */
  remove: () => Promise<void>;
};

const AFTER_MS = 10_000;
const EVERY_MS = 4000;
/** Saving may take this part of the time. */
const SHARE = 0.05;

/**
 * The path of the state of a training that writes the model `out`.
 *
 * @example
 * ```ts
 * import { statePath } from '@bridle/pipeline';
 * statePath('iris.model.json'); // → 'iris.model.state'
 * ```
 */
export function statePath(out: string): string {
  return `${out.replace(/\.json$/i, '')}.state`;
}

/** Looks for a state of this training; InputError 'other-training' where it is of another one. */
export async function openKeeper(options: KeepingOptions): Promise<Keeper> {
  const file = statePath(options.out);
  const { signal, onState, keepState = {}, restart = false } = options;
  const { afterMs = AFTER_MS, everyMs = EVERY_MS } = keepState || {};
  const begun = performance.now();
  const identity = await identitiesOf(options);
  const own = fingerprintOf(options);
  let hashes: Fingerprint | undefined;
  let isOff = keepState === false;
  let [savedAt, cost] = [-Infinity, 0];
  let isOurs = false;
  const stop = (why: Extract<StateEvent, { code: 'not-saved' }>['why']) => {
    isOff = true;
    onState?.({ code: 'not-saved', file, why });
  };
  const keeper: Keeper = {
    found: null,
    refuse: () => {
      keeper.found = null;
      onState?.({ code: 'unusable', file, fault: 'broken' });
    },
    isDue: () => {
      const now = performance.now();
      return !isOff && now - begun >= afterMs && now - savedAt >= Math.max(everyMs, cost / SHARE);
    },
    save: async (state) => {
      const start = performance.now();
      try {
        hashes ??= await hashesOf(options);
        if ((await identitiesOf(options)) !== identity) return stop('changed');
        await writeState(file, { fingerprint: { ...own, ...hashes }, ...state });
      } catch (error) {
        signal?.throwIfAborted();
        const { code } = error as { code?: unknown };
        return stop(code === 'disk-full' || code === 'no-permission' ? code : 'write-failed');
      }
      if (savedAt === -Infinity) onState?.({ code: 'saved', file });
      isOurs = true;
      savedAt = performance.now();
      cost = savedAt - start;
    },
    isKept: () => !isOff && savedAt > -Infinity,
    remove: async () => {
      if (isOurs) await rm(file, { force: true });
    },
  };
  if (isOff) return keeper;

  const found = await readState(file);
  if (found === null) return keeper;
  isOurs = !('fault' in found && found.fault === 'foreign');
  if (restart) {
    await keeper.remove();
    return keeper;
  }
  const before = 'state' in found ? fingerprintIn(found.state) : null;
  if ('fault' in found || before === null) {
    onState?.({ code: 'unusable', file, fault: 'fault' in found ? found.fault : 'broken' });
    return keeper;
  }
  hashes = await hashesOf(options);
  const [first, ...more] = differences(before, { ...own, ...hashes });
  if (first !== undefined) throw inputError('other-training', { file, ...first, more: more.length });
  keeper.found = found.state;
  onState?.({ code: 'resumed', file });
  return keeper;
}

function writeState(path: string, state: State): Promise<void> {
  return writeWhole([
    {
      path,
      content: async (write) => {
        for (const part of stateParts(state)) await write(part);
      },
    },
  ]);
}

/** The fingerprint in a state; null for a state without one. */
function fingerprintIn({ fingerprint }: State): Fingerprint | null {
  const isText = (part: unknown) => typeof part === 'string';
  const isPart = typeof fingerprint === 'object' && fingerprint !== null;
  return isPart && Object.values(fingerprint).every(isText) ? (fingerprint as Fingerprint) : null;
}

async function identitiesOf({ table, embeddings }: KeepingOptions): Promise<string> {
  const files = await filesOf(table).catch(() => []);
  const beside = embeddings === undefined ? [] : [embeddings];
  return (await Promise.all([...files, ...beside].map(identityOf))).join(' ');
}

/** The bytes of what is read. */
async function hashesOf({ table, embeddings, signal }: KeepingOptions): Promise<Fingerprint> {
  const hash = await hashOf(table, signal);
  return embeddings === undefined ? { table: hash } : { table: hash, embeddings: await hashOf(embeddings, signal) };
}
