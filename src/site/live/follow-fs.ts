/** `npm run dev`: what is saved is read, checked and shown, without a restart of the server. */
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import type { AstroIntegrationLogger } from 'astro';
import { formatProblem } from '../../problem/problem.ts';
import { STALE_DIAGRAM } from '../drawings-fs.ts';
import { forgetProject, type Server } from './forget.ts';
import type { LiveSite } from './site-fs.ts';
import { Visitors } from './visitors.ts';

/** What a site is made from; what we generate from it among them. */
const SOURCES =
  /^(?:content\/(?:inventory\/.*\.ya?ml|configs\/[^/]*\.(?:ya?ml|liquid)|site\.yaml|diagrams\/[^/]*\.svg|observed\/.*|docs\/.*\.mdx)|runbooks\/.*\.mdx)$/;
/** Astro's own data of the pages, which it writes half a second after one has changed. */
const PAGES_DATA = '.astro/data-store.json';
/** Milliseconds of quiet that end a burst of changes, such as a branch switch. */
const QUIET_MS = 40;

/** @param root absolute path of the project. */
export function followProject(
  root: string,
  site: LiveSite,
  server: Server,
  logger: AstroIntegrationLogger,
): void {
  const visitors = new Visitors(server);
  let timer: NodeJS.Timeout | undefined;
  server.watcher.on('all', (_event, path) => {
    const file = relative(root, path).replaceAll('\\', '/');
    if (file === PAGES_DATA) void followPagesData(path, server, visitors);
    if (!SOURCES.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      void visitors.change(() => update(server, site, logger));
    }, QUIET_MS);
  });
}

function update(server: Server, site: LiveSite, logger: AstroIntegrationLogger): void {
  try {
    // Diagrams are drawn again meanwhile: nobody has to be told that they are old.
    const told = site.refresh().filter(({ rule }) => rule !== STALE_DIAGRAM);
    for (const problem of told) logger.warn(formatProblem(problem));
  } catch (error) {
    logger.error((error as Error).message);
    return;
  }
  forgetProject(server);
}

/** Astro forgets the old data as soon as the new is written, whoever is being served just then. */
async function followPagesData(path: string, server: Server, visitors: Visitors): Promise<void> {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined || !visitors.wereServedAt(written)) return;
  await visitors.change(() => forgetProject(server));
}
