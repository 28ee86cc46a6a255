// Conditional requests (RFC 9110, section 13) for files that have a weak tag, made of size and time, and a date.

import type { IncomingHttpHeaders } from 'node:http';

export type Version = { tag: string; date: Date };

/** The version of a file of this size that was written at this time; HTTP's dates have whole seconds. */
export function versionOf({ size, mtimeMs }: { size: number; mtimeMs: number }): Version {
  const tag = `W/"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`;
  return { tag, date: new Date(1000 * Math.floor(mtimeMs / 1000)) };
}

/** 304 where the client has this version, 412 where it asks for another one only, else 200. */
export function statusFor(headers: IncomingHttpHeaders, { tag, date }: Version): 200 | 304 | 412 {
  const match = headers['if-match'];
  // If-Match compares strongly, and a weak tag equals none.
  if (match !== undefined ? match.trim() !== '*' : isAfter(date, headers['if-unmodified-since'])) return 412;
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return noneMatch.trim() === '*' || tagsOf(noneMatch).includes(opaque(tag)) ? 304 : 200;
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return date.getTime() <= since ? 304 : 200;
}

function isAfter(date: Date, limit: string | undefined): boolean {
  return date.getTime() > Date.parse(limit ?? '');
}

/** The opaque parts of a list of tags: a comma may stand inside one. */
function tagsOf(list: string): string[] {
  return (list.match(/(?:W\/)?"[^"]*"/g) ?? []).map(opaque);
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}
