// The part of WebAssembly that the backends use: the library compiles without the types of any one host.

export type WasmMemory = { readonly buffer: ArrayBufferLike; grow: (pages: number) => number };
/** A compiled WebAssembly.Module. */
export type WasmModule = object;

type Api = {
  Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => { readonly exports: object };
};

const host = globalThis as unknown as { WebAssembly?: Api; atob: (base64: string) => string };

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
const MEMORY = '\x03env\x06memory\x02\x01';
const SHARED_MEMORY = '\x03env\x06memory\x02\x03';

/**
 * Compiles at once, for a memory that is shared or not; null where the host forbids it (a policy without
 * 'wasm-unsafe-eval') or lacks a feature.
 */
export function compile(base64: string, shared = false): WasmModule | null {
  if (!host.WebAssembly) return null;
  try {
    const code = host.atob(base64);
    const text = shared ? code.replace(MEMORY, SHARED_MEMORY) : code;
    return new host.WebAssembly.Module(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  } catch {
    return null;
  }
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
