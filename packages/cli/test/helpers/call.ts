// One call of the command line in this process, with its two streams caught.

import { run } from '../../src/run.ts';

export type Call = { code: number; out: string; err: string };

export async function call(argv: string[], stdin = '', env: Record<string, string> = {}): Promise<Call> {
  const out: string[] = [];
  const err: string[] = [];
  const streams = {
    stdin: (async function* () {
      yield stdin;
    })(),
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const code = await run(argv, streams, env);
  return { code, out: out.join(''), err: err.join('') };
}
