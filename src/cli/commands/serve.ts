/** `runbook serve`: the built site, on loopback only. */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import sirv from 'sirv';
import { type Action, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';

const HOST = '127.0.0.1';
const FIRST_PORT = 4321;
const PORTS_TO_TRY = 20;

export const run: Action = async ({ options, terminal, root, cwd }) => {
  const given = text(options, 'dir');
  const folder = given === undefined ? join(root(), 'dist', 'site') : resolve(cwd, given);
  if (!existsSync(join(folder, 'index.html'))) {
    throw new CliError(EXIT.usage, `there is no built site in ${folder}`, 'npm run build makes it');
  }
  const server = createSiteServer(folder);
  const port = await listen(server, portFrom(text(options, 'port')));
  terminal.note(`serving ${folder}`);
  terminal.out(`http://${HOST}:${port}/`);
  await untilSignal();
  server.closeAllConnections();
  server.close();
  return EXIT.ok;
};

function portFrom(given: string | undefined): number {
  const port = given === undefined ? FIRST_PORT : Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CliError(EXIT.usage, `"${given}" is not a port`, 'a number from 0 (any) to 65535');
}

/** Pages as `…/index.html`, and the site's own 404 page. */
function createSiteServer(folder: string): Server {
  const files = sirv(folder, { dev: true, etag: true });
  const site = sirv(folder, { dev: true, single: '404.html' });
  return createServer((request, response) => {
    files(request, response, () => {
      response.statusCode = 404;
      site(request, response);
    });
  });
}

/** Listens on the first free port. @returns the port */
async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + PORTS_TO_TRY && port <= 65_535; port += 1) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(true) : reject(error),
      );
      server.listen(port, HOST, () => resolve(false));
    });
    server.removeAllListeners('error');
    const address = server.address();
    if (!taken && address !== null && typeof address === 'object') return address.port;
  }
  throw new CliError(EXIT.usage, `no free port from ${first} on`, 'choose one with --port');
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
  });
}
