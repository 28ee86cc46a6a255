// The process: real streams, real environment. If the reader of stdout goes away (| head), the process ends quietly; if
// the result cannot be written (a full disk), it ends with one sentence and exit code 1. What nobody reads on stderr is
// dropped, and the work goes on.

import { chooseLanguage } from './messages/choose-language.ts';
import { wordsOf } from './messages/languages.ts';
import { run } from './run.ts';

const argv = process.argv.slice(2);

process.stderr.on('error', () => {});
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(0);
  const { end } = wordsOf(chooseLanguage(argv, process.env)).messages;
  process.stderr.write(`${end.prefix}${end.notPrinted(end.streamErrors[code ?? ''] ?? message)}\n`);
  process.exit(1);
});

process.exitCode = await run(argv, process, process.env);
