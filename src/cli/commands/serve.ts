/** `runbook serve`: the built site, on loopback unless told otherwise. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Action, type OptionValues, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { basePath } from '../serve/header-rules.ts';
import { listen } from '../serve/listen.ts';
import { openBrowser } from '../serve/open-browser.ts';
import { isLoopback } from '../serve/request.ts';
import { createSiteServer, siteRules } from '../serve/server.ts';

const LOOPBACK = '127.0.0.1';

export const run: Action = async ({ options, terminal, root, cwd }) => {
  const given = text(options, 'dir');
  const folder = given === undefined ? join(root(), 'dist', 'site') : resolve(cwd, given);
  if (!existsSync(join(folder, 'index.html'))) {
    throw new CliError(EXIT.usage, `there is no built site in ${folder}`, 'npm run build makes it');
  }
  const host = text(options, 'host') ?? LOOPBACK;
  const local = isLoopback(host);
  const server = createSiteServer({ folder, local });
  // Before the address is told: who has it may end this at once.
  const ended = untilSignal();
  const port = await listen(server, host, portFrom(options));
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}${basePath(siteRules(folder))}/`;
  terminal.note(`serving ${folder}; Ctrl-C ends it`);
  if (!local) {
    terminal.note(
      `whoever reaches ${host} can read it; over plain http browsers keep no copy for an outage`,
    );
  }
  terminal.out(address);
  if (options.open === true && !(await openBrowser(address))) {
    terminal.note('no program opens a browser here: open the address yourself');
  }
  await ended;
  server.closeAllConnections();
  server.close();
  return EXIT.ok;
};

function portFrom(options: OptionValues): number | undefined {
  const given = text(options, 'port');
  if (given === undefined) return undefined;
  const port = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new CliError(EXIT.usage, `"${given}" is not a port`, 'a number from 0 (any) to 65535');
}

function untilSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => done());
    }
  });
}
