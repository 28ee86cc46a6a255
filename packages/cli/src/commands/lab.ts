// bridle lab: the web lab from local files, on this machine alone, until Ctrl-C.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CallError } from '../errors.ts';
import { numberOption } from '../input/options.ts';
import { interruptible } from '../interrupt.ts';
import { type Site, serveFolder } from '../server/static-server.ts';
import { addExamples } from './examples.ts';

/** Where the build puts the lab. */
const SITE = fileURLToPath(new URL('../../site', import.meta.url));
const PORT = 4173;

type Options = { port?: number; open: boolean };

export function addLab(program: Command, context: Context): void {
  const help = context.messages.help.lab;
  const command = program
    .command('lab')
    .summary(help.about)
    .description(`${help.about}.`)
    .option('--port <number>', help.port, numberOption('--port', 'port', context.messages))
    .option('--no-open', help.noOpen)
    .action((options: Options) => lab(options, context));
  addExamples(command, help.examples, context);
}

async function lab({ port, open }: Options, context: Context): Promise<void> {
  const { terminal, messages } = context;
  if (!existsSync(`${SITE}/index.html`)) throw new CallError(messages.lab.notBuilt);
  const serve = async (signal: AbortSignal) => {
    const site = await start(port, context);
    terminal.out(`${site.address}\n`);
    terminal.err(`${messages.lab.running}\n`);
    if (open) openBrowser(site.address);
    await aborted(signal);
    await site.close();
  };
  await interruptible(serve);
}

/** The site on the given port; without one on the usual port, or on any free one. */
async function start(port: number | undefined, { messages }: Context): Promise<Site> {
  try {
    return await serveFolder(SITE, port ?? PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (port === undefined) return serveFolder(SITE, 0);
    throw new CallError(messages.lab.portTaken(port));
  }
}

/** Resolves at Ctrl-C, which is how this command is meant to end. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done());
  });
}

/** Asks the desktop to open the address; where there is none, the printed address is enough. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
