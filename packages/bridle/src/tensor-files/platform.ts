// The two classes that the platform brings, in browsers and in Node: inflate and UTF-8. The library has no code of its
// own for either.

type ByteStream = {
  pipeThrough(through: unknown): ByteStream;
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array }>;
    cancel(): Promise<void>;
  };
};

const { ReadableStream, DecompressionStream, TextDecoder, TextEncoder } = globalThis as unknown as {
  ReadableStream: new (source: { pull(sink: Sink): Promise<void> }) => ByteStream;
  DecompressionStream: new (format: string) => unknown;
  TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };
  TextEncoder: new () => { encode(text: string): Uint8Array };
};

type Sink = { enqueue(part: Uint8Array): void; close(): void };

/** What raw deflate (RFC 1951) packed into the parts, part by part; it throws the platform's error where they are broken. */
export async function* inflated(parts: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = new ReadableStream({
    async pull(sink) {
      const next = await parts.next();
      if (next.done) sink.close();
      else sink.enqueue(next.value);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !value) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The text of UTF-8 bytes, or null where they are none. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
