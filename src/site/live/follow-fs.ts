/** `npm run dev`: what is saved is read, checked and shown, without a restart of the server. */
import { relative } from 'node:path';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { formatProblem } from '../../problem/problem.ts';
import { DATA_MODULE } from '../vite.ts';
import type { LiveSite } from './site-fs.ts';

type Setup = NonNullable<AstroIntegration['hooks']['astro:server:setup']>;
type Server = Parameters<Setup>[0]['server'];
type Environment = Server['environments'][string];

/** What a site is made from; what we generate from it among them. */
const SOURCES =
  /^(?:content\/(?:inventory\/.*\.ya?ml|configs\/[^/]*\.(?:ya?ml|liquid)|site\.yaml|diagrams\/[^/]*\.svg|observed\/.*|docs\/.*\.mdx)|runbooks\/.*\.mdx)$/;
/** Milliseconds of quiet that end a burst of changes, such as a branch switch. */
const QUIET_MS = 40;

/** @param root absolute path of the project. */
export function followProject(
  root: string,
  site: LiveSite,
  server: Server,
  logger: AstroIntegrationLogger,
): void {
  const versions = new Versions(server);
  let timer: NodeJS.Timeout | undefined;
  server.watcher.on('all', (_event, path) => {
    if (!SOURCES.test(relative(root, path).replaceAll('\\', '/'))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      update(server, site, logger);
      versions.next();
    }, QUIET_MS);
  });
}

/**
 * Which state of the project the browser was given. A page that was asked for before a change
 * and only then begins to listen has missed the word to reload.
 */
class Versions {
  readonly #server: Server;
  #current = 0;
  #given = 0;

  constructor(server: Server) {
    this.#server = server;
    server.middlewares.use((request, _response, next) => {
      if (request.headers.accept?.includes('text/html')) this.#given = this.#current;
      next();
    });
    server.ws.on('connection', () => {
      if (this.#given < this.#current) this.#reload();
    });
  }

  next(): void {
    this.#current += 1;
    this.#reload();
  }

  #reload(): void {
    this.#server.ws.send({ type: 'full-reload', path: '*' });
  }
}

function update(server: Server, site: LiveSite, logger: AstroIntegrationLogger): void {
  try {
    for (const problem of site.refresh()) logger.warn(formatProblem(problem));
  } catch (error) {
    logger.error((error as Error).message);
    return;
  }
  for (const environment of Object.values(server.environments)) forget(environment);
}

/** Pages, and all that has seen the project, are made again when they are next asked for. */
function forget(environment: Environment): void {
  const { moduleGraph } = environment;
  const data = moduleGraph.getModuleById(`\0${DATA_MODULE}`);
  const pages = [...moduleGraph.idToModuleMap.values()].filter(({ id }) =>
    /\.mdx(?:\?|$)/.test(id ?? ''),
  );
  const now = Date.now();
  for (const module of [...(data ? [data] : []), ...pages])
    moduleGraph.invalidateModule(module, new Set(), now, true);
  if ('runner' in environment) forgetRun(environment.runner as Runner);
  environment.hot.send('astro:content-changed', {});
}

/** What is read of Vite's module runner. */
interface Runner {
  readonly evaluatedModules: {
    readonly idToModuleMap: ReadonlyMap<string, RunModule>;
    readonly invalidateModule: (module: RunModule) => void;
  };
}
interface RunModule {
  readonly id: string;
  readonly importers: ReadonlySet<string>;
}

/** Modules that ran with what has changed, and those that imported them. */
function forgetRun({ evaluatedModules }: Runner): void {
  const { idToModuleMap } = evaluatedModules;
  const due = [...idToModuleMap.values()].filter(
    ({ id }) => id.includes(DATA_MODULE) || /\.mdx(?:\?|$)/.test(id),
  );
  const seen = new Set<RunModule>();
  for (let module = due.pop(); module !== undefined; module = due.pop()) {
    if (seen.has(module)) continue;
    seen.add(module);
    for (const importer of module.importers) {
      const found = idToModuleMap.get(importer);
      if (found) due.push(found);
    }
    evaluatedModules.invalidateModule(module);
  }
}
