// The part of WebAssembly that the backends use: the library compiles without the types of any one host.

export type WasmMemory = { readonly buffer: ArrayBuffer; grow: (pages: number) => number };
export type WasmModule = object;
type Instance = { readonly exports: Record<string, unknown> };

type Api = {
  Memory: new (limits: { initial: number; maximum: number; shared?: boolean }) => WasmMemory;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => Instance;
};

const host = globalThis as unknown as { WebAssembly?: Api; atob: (base64: string) => string };

/** A memory of so many pages of 64 KiB, or null where the host has no WebAssembly. */
export function createMemory(initial: number, maximum: number, shared = false): WasmMemory | null {
  try {
    return host.WebAssembly ? new host.WebAssembly.Memory({ initial, maximum, shared }) : null;
  } catch {
    return null;
  }
}

/** The exports of a module, or null where the host has no WebAssembly, forbids it, or lacks the module's features. */
export function instantiate(module: WasmModule | null, memory: WasmMemory): Instance['exports'] | null {
  if (!module || !host.WebAssembly) return null;
  try {
    return new host.WebAssembly.Instance(module, { env: { memory } }).exports;
  } catch {
    return null;
  }
}

/** Compiles at once. A policy without 'wasm-unsafe-eval' refuses, and so do engines without the module's features. */
export function compile(base64: string): WasmModule | null {
  if (!host.WebAssembly) return null;
  try {
    return new host.WebAssembly.Module(Uint8Array.from(host.atob(base64), (c) => c.charCodeAt(0)));
  } catch {
    return null;
  }
}
