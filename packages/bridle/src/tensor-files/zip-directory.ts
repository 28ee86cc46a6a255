// The directory at the end of a zip file (APPNOTE 6.3.10), zip64 included, which numpy.savez always writes. Every size
// and offset is compared with the file: entries may neither overlap nor reach beyond it, nor promise more than deflate can
// pack into their bytes, so that a small file cannot ask for much memory.

import type { ByteSource } from './byte-source.ts';
import { decodeText } from './platform.ts';
import { shown, TensorFileError } from './tensor-file-error.ts';

export type ZipEntry = {
  name: string;
  /** 0: stored, 8: deflated. */
  method: 0 | 8;
  /** Where its bytes lie in the file, and how many they are once unpacked. */
  start: number;
  end: number;
  size: number;
  crc: number;
};

/** The end record without its comment, and the longest comment. */
const END = 22;
const LONGEST_COMMENT = 65535;
/** The directory is read whole. */
const LONGEST_DIRECTORY = 2 ** 26;
/** More than any archive of arrays has. */
const MOST_ENTRIES = 65536;
/** Deflate packs at most 258 bytes into two bits: 1,032 to 1 (and a few bytes of ends). */
const DENSEST = 1032;

export function isZip(prefix: Uint8Array): boolean {
  return (
    prefix[0] === 0x50 && prefix[1] === 0x4b && (prefix[2] === 3 || prefix[2] === 5) && prefix[3] === prefix[2] + 1
  );
}

export async function zipDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const { count, start, length, limit } = await findDirectory(source);
  const view = viewOf(await source.read(start, start + length));
  const entries: (ZipEntry & { header: number })[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > length || view.getUint32(at, true) !== 0x02014b50) throw broken('its directory is cut off');
    const { entry, next } = centralEntry(view, at, length);
    if (names.has(entry.name)) {
      const name = shown(entry.name);
      throw new TensorFileError('duplicate-name', `two entries have the name "${name}"`, { found: name });
    }
    names.add(entry.name);
    entries.push(entry);
    at = next;
  }
  if (at !== length) throw broken('its directory has another number of entries than it states');
  for (const entry of entries) await locate(source, entry, limit);
  const placed = entries.toSorted((a, b) => a.header - b.header);
  for (let i = 1; i < placed.length; i += 1) {
    if (placed[i].header < placed[i - 1].end) {
      const [first, second] = [shown(placed[i - 1].name), shown(placed[i].name)];
      throw new TensorFileError('overlap', `"${first}" and "${second}" share bytes of the file; it is damaged`, {
        first,
        second,
      });
    }
  }
  return entries.map(({ header: _, ...entry }) => entry);
}

async function findDirectory(source: ByteSource) {
  const { size } = source;
  if (size < END) throw broken('its end is missing');
  const from = Math.max(0, size - END - LONGEST_COMMENT);
  const view = viewOf(await source.read(from, size));
  let at = view.byteLength - END;
  // The record's comment, whose length it states, is the end of the file.
  while (
    at >= 0 &&
    !(view.getUint32(at, true) === 0x06054b50 && at + END + view.getUint16(at + 20, true) === view.byteLength)
  )
    at -= 1;
  if (at < 0) throw broken('its end is missing');
  let count = view.getUint16(at + 10, true);
  let length = view.getUint32(at + 12, true);
  let start = view.getUint32(at + 16, true);
  let limit = from + at;
  let disks = view.getUint16(at + 4, true) + view.getUint16(at + 6, true);
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) throw broken('its zip64 end is missing');
    limit = uint64(view, at - 12);
    if (limit + 56 > from + at - 20) throw broken('its zip64 end is missing');
    const end = viewOf(await source.read(limit, limit + 56));
    if (end.getUint32(0, true) !== 0x06064b50) throw broken('its zip64 end is missing');
    disks = end.getUint32(16, true) + end.getUint32(20, true);
    count = uint64(end, 32);
    length = uint64(end, 40);
    start = uint64(end, 48);
  }
  if (disks !== 0) throw broken('it is one of several parts');
  if (start + length > limit || count * 46 > length) throw broken('its directory reaches beyond the file');
  if (length > LONGEST_DIRECTORY || count > MOST_ENTRIES) {
    throw broken(
      `its directory has ${count} entries in ${length} bytes, more than ${MOST_ENTRIES} in ${LONGEST_DIRECTORY}`,
    );
  }
  return { count, start, length, limit: start };
}

/** One record of the directory; numbers of 0xFFFFFFFF stand in the zip64 field. */
function centralEntry(
  view: DataView,
  at: number,
  length: number,
): { entry: ZipEntry & { header: number }; next: number } {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const extra = at + 46 + nameLength;
  const next = extra + extraLength + commentLength;
  if (next > length) throw broken('its directory is cut off');
  const name = nameOf(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  if (flags & 0x41) throw new TensorFileError('encrypted', `"${shown(name)}" is encrypted`, { found: shown(name) });
  if (method !== 0 && method !== 8) {
    throw new TensorFileError(
      'unsupported-method',
      `"${shown(name)}" is packed by method ${method}; save it with numpy.savez or numpy.savez_compressed`,
      { entry: shown(name), found: method },
    );
  }
  let wide = zip64Field(view, extra, extra + extraLength);
  const value = (offset: number): number => {
    const narrow = view.getUint32(at + offset, true);
    if (narrow !== 0xffffffff) return narrow;
    if (!wide || wide.at + 8 > wide.end) throw broken('a size of 64 bits is missing');
    const found = uint64(view, wide.at);
    wide = { at: wide.at + 8, end: wide.end };
    return found;
  };
  const size = value(24);
  const packed = value(20);
  const header = value(42);
  const stored = method === 0;
  if (stored ? size !== packed : size > DENSEST * packed) {
    throw broken(`"${shown(name)}" states ${size} bytes, which cannot be in ${packed} packed ones`);
  }
  const crc = view.getUint32(at + 16, true);
  return { entry: { name, method, start: 0, end: packed, size, crc, header }, next };
}

/** Finds the bytes behind the entry's own header, which repeats the name. */
async function locate(source: ByteSource, entry: ZipEntry & { header: number }, limit: number): Promise<void> {
  const { header } = entry;
  if (header + 30 > limit) throw broken(`"${shown(entry.name)}" lies beyond the file`);
  const view = viewOf(await source.read(header, header + 30));
  if (view.getUint32(0, true) !== 0x04034b50) throw broken(`"${shown(entry.name)}" has no header`);
  const nameEnd = header + 30 + view.getUint16(26, true);
  entry.start = nameEnd + view.getUint16(28, true);
  entry.end += entry.start; // `end` held the number of packed bytes
  if (entry.end > limit) throw broken(`"${shown(entry.name)}" reaches beyond the file`);
  if (nameOf(await source.read(header + 30, nameEnd)) !== entry.name) {
    throw broken(`"${shown(entry.name)}" has another name in its header`);
  }
}

function zip64Field(view: DataView, from: number, to: number): { at: number; end: number } | null {
  for (let at = from; at + 4 <= to; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > to) return null;
    if (view.getUint16(at, true) === 1) return { at: at + 4, end };
    at = end;
  }
  return null;
}

/** UTF-8, or each byte a letter where it is none. */
function nameOf(bytes: Uint8Array): string {
  return decodeText(bytes) ?? String.fromCharCode(...bytes.subarray(0, 4096));
}

/** Beyond 2⁵³ it is inexact, and beyond every file. */
function uint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function broken(found: string): TensorFileError {
  return new TensorFileError('broken-zip', `the .npz archive is damaged: ${found}; write it again`, { found });
}
