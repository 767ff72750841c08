/** Listening, and what to say when that can't be done. */
import type { Server } from 'node:http';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';

/** Not the development server's: a browser keeps the two sites of one address in one drawer. */
export const FIRST_PORT = 4400;
const PORTS_TO_TRY = 20;

/**
 * Listens on the port that was asked for, or on the first free one.
 * @returns the port
 */
export async function listen(server: Server, host: string, wanted?: number): Promise<number> {
  const ports =
    wanted === undefined
      ? Array.from({ length: PORTS_TO_TRY }, (_, i) => FIRST_PORT + i)
      : [wanted];
  for (const port of ports) {
    const refused = await attempt(server, host, port);
    const address = server.address();
    if (refused === undefined && address !== null && typeof address === 'object') {
      return address.port;
    }
    if (refused?.code !== 'EADDRINUSE' || wanted !== undefined)
      throw explained(refused, host, port);
  }
  throw new CliError(
    EXIT.usage,
    `the ports ${FIRST_PORT} to ${FIRST_PORT + PORTS_TO_TRY - 1} are all taken`,
    'choose another with --port, or --port 0 for any',
  );
}

function attempt(
  server: Server,
  host: string,
  port: number,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

const REASONS: Readonly<Record<string, readonly [what: string, next: string]>> = {
  EADDRINUSE: ['is taken by another program', 'choose another with --port, or --port 0 for any'],
  EACCES: ['needs root', 'choose one from 1024 on'],
  EADDRNOTAVAIL: ["isn't an address of this machine", 'ip address lists them'],
  ENOTFOUND: ["isn't a name that resolves", 'give an address of this machine'],
};

function explained(error: NodeJS.ErrnoException | undefined, host: string, port: number): Error {
  const [what, next] = REASONS[error?.code ?? ''] ?? [
    `can't be listened on: ${error?.code ?? 'no reason given'}`,
    'choose another with --port',
  ];
  const address = /NOTAVAIL|NOTFOUND/.test(error?.code ?? '') ? host : `port ${port}`;
  return new CliError(EXIT.usage, `${address} ${what}`, next);
}
