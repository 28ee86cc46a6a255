// What a state belongs to: the bytes of the table, the options that the model depends on, the arithmetic and the version.
// Two trainings of one fingerprint have the same bits.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { arithmetic } from 'bridle';
import { filesOf } from '../read/files.ts';

/** Each part as a text by its name. */
export type Fingerprint = Readonly<Record<string, string>>;

/** A part that is not the same: what it was in the state and what it is now; '' where it was or is not given. */
export type Difference = { part: string; before: string; now: string };

/** Options that change neither the model nor its figures. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  ...['table', 'embeddings', 'out', 'report', 'threads', 'language', 'strict', 'restart', 'keepState', 'signal'],
  ...['tmp', 'onSpill', 'onNote', 'onInferred', 'onProgress', 'onState'],
]);

/** The fingerprint but for the table. */
export function fingerprintOf(options: object): Fingerprint {
  const parts = Object.entries(options).filter(([name, value]) => !WITHOUT_EFFECT.has(name) && value !== undefined);
  const texts = parts.map(([name, value]) => [name, shown(value)]).sort(([a], [b]) => (a < b ? -1 : 1));
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  return { ...Object.fromEntries(texts), arithmetic: arithmetic(), version };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The SHA-256 of a file's bytes; of several files, of each one's. */
export async function hashOf(table: string, signal?: AbortSignal): Promise<string> {
  const files = await filesOf(table);
  const whole = createHash('sha256');
  for (const file of files) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      signal?.throwIfAborted();
      hash.update(chunk as Buffer);
    }
    whole.update(hash.digest());
  }
  return whole.digest('hex');
}

/** What two fingerprints do not have in common. */
export function differences(before: Fingerprint, now: Fingerprint): Difference[] {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const own = (of: Fingerprint, part: string) => (Object.hasOwn(of, part) ? String(of[part]) : '');
  return parts.flatMap((part) => {
    const difference = { part, before: own(before, part), now: own(now, part) };
    return difference.before === difference.now ? [] : difference;
  });
}
