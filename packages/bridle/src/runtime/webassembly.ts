// The part of WebAssembly that the runtime uses: the library compiles without the types of any one host.

export type WasmMemory = { readonly buffer: ArrayBufferLike; grow: (pages: number) => number };
/** A compiled WebAssembly.Module. */
export type WasmModule = object;

type Api = {
  Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => { readonly exports: object };
};

const host = globalThis as unknown as {
  WebAssembly?: Api;
  Buffer?: { from: (hex: string, encoding: 'hex') => Uint8Array };
  Uint8Array: { fromHex?: (hex: string) => Uint8Array };
};

export const PAGE = 65536;

/** A memory of so many pages of 64 KiB, at first and at most; null where the host has no WebAssembly or no room. */
export function createMemory(initial: number, maximum: number, shared = false): WasmMemory | null {
  try {
    return host.WebAssembly ? new host.WebAssembly.Memory({ initial, maximum, shared }) : null;
  } catch {
    return null;
  }
}

/** What a module's import of a memory with a largest size ends in, and that of a shared one: one flag apart. */
const MEMORY = '03656e76066d656d6f72790201';
const SHARED_MEMORY = '03656e76066d656d6f72790203';

/**
 * Compiles at once, for a memory that is shared or not; null where the host forbids it (a policy without
 * 'wasm-unsafe-eval') or lacks a feature.
 */
export function compile(hex: string, shared = false): WasmModule | null {
  if (!host.WebAssembly) return null;
  try {
    return new host.WebAssembly.Module(bytesOf(shared ? hex.replace(MEMORY, SHARED_MEMORY) : hex));
  } catch {
    return null;
  }
}

/** By the host's own decoder where it has one: the loop, run once and never compiled, takes most of a first call. */
function bytesOf(hex: string): Uint8Array {
  const decoded = host.Buffer?.from(hex, 'hex') ?? host.Uint8Array.fromHex?.(hex);
  if (decoded) return decoded;
  const digit = (code: number) => (code < 58 ? code - 48 : code - 87);
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = digit(hex.charCodeAt(2 * i)) * 16 + digit(hex.charCodeAt(2 * i + 1));
  }
  return bytes;
}

/** The exports of a module over a memory, or null where the host refuses. */
export function instantiate(module: WasmModule, memory: WasmMemory): object | null {
  if (!host.WebAssembly) return null;
  try {
    return new host.WebAssembly.Instance(module, { env: { memory } }).exports;
  } catch {
    return null;
  }
}
