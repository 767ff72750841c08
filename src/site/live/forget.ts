/** What the development server has made from the project is made again when it is next asked for. */
import type { AstroIntegration } from 'astro';
import { PAGES_MODULE } from '../mdx/pages-module.ts';
import { DATA_MODULE } from '../vite.ts';

type Setup = NonNullable<AstroIntegration['hooks']['astro:server:setup']>;
export type Server = Parameters<Setup>[0]['server'];
type Environment = Server['environments'][string];

/** What Astro keeps of each page: its title, and where it lies. */
const PAGES_DATA = 'astro:data-layer-content';

export function forgetProject(server: Server): void {
  for (const environment of Object.values(server.environments)) forget(environment);
}

/** Is a module made from the project: its data, the list of its pages, a page? */
function isMade(id: string): boolean {
  return (
    id.includes(DATA_MODULE) ||
    id.includes(PAGES_DATA) ||
    PAGES_MODULE.test(id) ||
    /\.mdx(?:\?|$)/.test(id)
  );
}

function forget(environment: Environment): void {
  const { moduleGraph } = environment;
  const now = Date.now();
  for (const module of moduleGraph.idToModuleMap.values())
    if (isMade(module.id ?? '')) moduleGraph.invalidateModule(module, new Set(), now, true);
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
  const due = [...idToModuleMap.values()].filter(({ id }) => isMade(id));
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
