/** The edge that reads a project's files for the site. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceFile } from '../inventory/loaded.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { DIAGRAMS_DIR, OBSERVED_DIR, PAGE_PATTERNS, SETTINGS_FILE } from './paths.ts';
import type { SiteProject } from './project.ts';
import { parseSettings, type SiteSettings } from './settings.ts';

/** Reads and checks all that the site shows. @throws ProblemError with all problems. */
export async function loadProject(root: string): Promise<SiteProject> {
  const settings = loadSettings(root);
  const opt = async (p: string): Promise<any> => import(/* @vite-ignore */ new URL(p, import.meta.url).href).catch(() => undefined);
  const loader = await opt('../inventory/load-fs.ts');
  let inventory: any;
  try { inventory = loader.loadInventory(root).inventory; } catch (e) {
    if (e instanceof ProblemError) throw e;
    const { parse } = await import('yaml');
    const { inventorySchema } = await import('../inventory/schema.ts');
    const all: any = {};
    for (const f of globSync('content/inventory/*.yaml', { cwd: root })) {
      for (const [k, v] of Object.entries(parse(readFileSync(join(root, f), 'utf8')) as any)) {
        all[k] = Array.isArray(v) ? [...(all[k] ?? []), ...v] : typeof v === 'object' ? { ...all[k], ...v } : v;
      }
    }
    inventory = inventorySchema.parse(all);
  }
  const rb = await opt('../runbook/load-fs.ts');
  const runbooks = rb ? rb.loadRunbooks(root) : { runbooks: [], problems: [] };
  const dg = await opt('../diagrams/sources.ts');
  const cf = await opt('../configs/configs.ts');
  const sources = dg ? dg.diagramSources(inventory) : [];
  return {
    settings,
    inventory,
    findings: [],
    ruleTitles: {},
    runbooks: runbooks.runbooks,
    diagrams: globSync(`${DIAGRAMS_DIR}/*.svg`, { cwd: root }).map((file) => {
      const name = basename(file, '.svg');
      const source = sources.find((s: any) => s.name === name);
      return { name, title: source?.title ?? name, description: source?.description ?? '', svg: readFileSync(join(root, file), 'utf8') };
    }),
    configs: cf ? cf.renderConfigs(inventory, readFiles(root, ['content/configs/*.liquid'])).files : [],
    observed: readFiles(root, [`${OBSERVED_DIR}/*`]).map(({ path, text }) => ({
      name: basename(path),
      lang: 'text',
      text: text.trimEnd(),
    })),
  };
}

function loadSettings(root: string): SiteSettings {
  const text = existsSync(join(root, SETTINGS_FILE))
    ? readFileSync(join(root, SETTINGS_FILE), 'utf8')
    : '';
  const parsed = parseSettings({ path: SETTINGS_FILE, text });
  if (!parsed.ok) throw new ProblemError(parsed.problems);
  return parsed.settings;
}

/** Pages and runbooks, in the order of their paths. */
export function readPages(root: string): SourceFile[] {
  return readFiles(root, PAGE_PATTERNS);
}

function readFiles(root: string, patterns: readonly string[]): SourceFile[] {
  return globSync([...patterns], { cwd: root })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
