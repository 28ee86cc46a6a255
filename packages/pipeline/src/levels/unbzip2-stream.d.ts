declare module 'unbzip2-stream' {
  /** A stream of the old kind: it takes compressed bytes and emits 'data' within the call of write. */
  function unbzip2Stream(): {
    write(bytes: Uint8Array): boolean;
    end(): void;
    on(event: 'data', listener: (bytes: Buffer) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
  };
  export = unbzip2Stream;
}
