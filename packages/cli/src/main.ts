// The process: real streams, real environment. A reader that closes the pipe early (| head) ends it quietly; results that
// cannot be written, to a full disk for one, end it in one sentence.

import { chooseLanguage } from './messages/choose-language.ts';
import { wordsOf } from './messages/languages.ts';
import { run } from './run.ts';

const argv = process.argv.slice(2);

// Where stderr fails, nobody is left to be told.
process.stderr.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  const { end } = wordsOf(chooseLanguage(argv, process.env)).messages;
  process.stderr.write(`${end.prefix}${end.notPrinted(error.message)}\n`);
  process.exit(1);
});

process.exitCode = await run(argv, process, process.env);
