/** The edge that reads a project's files for the site. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { renderConfigs } from '../configs/configs.ts';
import { lint, lintFindings, rules } from '../inventory/lint.ts';
import { loadInventory, readInventoryFiles } from '../inventory/load-fs.ts';
import type { LoadedInventory, SourceFile } from '../inventory/loaded.ts';
import { missingObserved } from '../inventory/observed.ts';
import { observedFiles } from '../inventory/observed-fs.ts';
import type { RunEvidence } from '../journal/evidence.ts';
import { deviceConfigs } from '../plan/render-block.ts';
import { hasErrors, type Problem } from '../problem/problem.ts';
import { findSources, readSources } from '../problem/source-fs.ts';
import { type ParsedRunbook, runbookFromTree, withPlainLines } from '../runbook/from-tree.ts';
import { runbookFiles } from '../runbook/list-fs.ts';
import { repeatedNames } from '../runbook/repeated-names.ts';
import { readDrawings } from './drawings-fs.ts';
import { builtFrom } from './home/built-fs.ts';
import { languageOf, shownLang } from './languages.ts';
import { parsePage } from './mdx/parse.ts';
import { CONFIG_TEMPLATES, OBSERVED_DIR, PAGE_PATTERNS, SETTINGS_FILE } from './paths.ts';
import type { SiteConfigFile, SiteProject } from './project.ts';
import { readRuns } from './runbook/evidence-fs.ts';
import { runsFor } from './runbook/runs.ts';
import { type SiteRunbook, siteRunbook } from './runbooks.ts';
import { NO_SETTINGS, parseSettings, type SiteSettings } from './settings.ts';

export interface LoadedProject {
  readonly project: SiteProject;
  /** The inventory with its places. */
  readonly loaded: LoadedInventory;
  /** What stops a build; the project then lacks what they concern. */
  readonly problems: readonly Problem[];
  /** What is told of, and stops nothing. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads and checks all that the site shows besides its pages.
 * @throws ProblemError with all problems of an inventory that can't be read at all.
 */
export function loadProject(root: string): LoadedProject {
  const loaded = loadInventory(root);
  const { inventory } = loaded;
  // The terminal speaks English, the pages the site's language.
  const found = lint(loaded);
  const problems = hasErrors(found) ? found.filter(isError) : [];
  problems.push(...missingObserved(loaded, observedFiles(root)));
  const settings = loadSettings(root, problems);
  const findings = lintFindings(loaded, settings.locale);
  const { runs, warnings } = readRuns(root, process.env.RUNBOOK_JOURNALS ?? settings.journals);
  const drawings = readDrawings(root, inventory);
  const project: SiteProject = {
    settings,
    built: builtFrom(root),
    inventory,
    sources: readInventoryFiles(root),
    places: devicePlaces(loaded),
    findings,
    ruleTitles: Object.fromEntries(rules(settings.locale).map(({ id, title }) => [id, title])),
    diagrams: drawings.diagrams,
    observed: readFiles(root, [`${OBSERVED_DIR}/*`]).map(({ path, text }) => ({
      name: basename(path),
      lang: languageOf(path, text),
      text: text.replace(/\n$/, ''),
    })),
    ...loadRendered(root, { inventory, findings, runs }, problems),
  };
  return { project, loaded, problems, warnings: [...warnings, ...drawings.warnings] };
}

function devicePlaces({ inventory, placeOf }: LoadedInventory): SiteProject['places'] {
  const kinds = ['sans', 'switches', 'hosts'] as const;
  return new Map(
    kinds.flatMap((kind) =>
      Object.keys(inventory[kind]).map((name) => [name, placeOf([kind, name])] as const),
    ),
  );
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Pages and runbooks, in the order of their paths. */
export function readPages(root: string): SourceFile[] {
  return readFiles(root, PAGE_PATTERNS);
}

function loadSettings(root: string, problems: Problem[]): SiteSettings {
  const file = join(root, SETTINGS_FILE);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const parsed = parseSettings({ path: SETTINGS_FILE, text });
  if (parsed.ok) return parsed.settings;
  problems.push(...parsed.problems);
  return NO_SETTINGS;
}

/** What runbooks are shown with. */
interface Surroundings extends Pick<SiteProject, 'inventory' | 'findings'> {
  readonly runs: readonly RunEvidence[];
}

/** What templates make of the inventory: configurations, and the runbooks that may quote them. */
function loadRendered(
  root: string,
  { inventory, findings, runs }: Surroundings,
  problems: Problem[],
): { configs: SiteConfigFile[]; runbooks: SiteRunbook[] } {
  const rendered = renderConfigs(inventory, readFiles(root, CONFIG_TEMPLATES));
  if (!rendered.ok) problems.push(...rendered.problems);
  const files = rendered.ok ? rendered.files : [];
  const paths = runbookFiles(root);
  problems.push(...repeatedNames(paths));
  const parsed = readSources(root, paths).map(parseRunbook);
  problems.push(...parsed.flatMap((each) => (each.ok ? [] : each.problems)));
  const configs = deviceConfigs(files);
  const runsOf = runsFor(runs, inventory, configs);
  const built = parsed.flatMap((each) =>
    each.ok ? [siteRunbook(each.runbook, inventory, configs, { findings, runsOf })] : [],
  );
  // A runbook can't be blamed for a configuration that doesn't render.
  if (rendered.ok) problems.push(...built.flatMap((each) => (each.ok ? [] : each.problems)));
  return {
    configs: files.map(({ device, name, lang, text }) => ({
      ...{ device, name, lang: shownLang(lang) },
      text: text.replace(/\n$/, ''),
    })),
    runbooks: built.flatMap((each) => (each.ok ? [each.runbook] : [])),
  };
}

/** As the CLI reads it, from the tree that the page is compiled from. */
function parseRunbook(written: SourceFile): ParsedRunbook {
  const file = withPlainLines(written);
  const page = parsePage(file);
  return page.ok ? runbookFromTree(page.root, file) : { ok: false, problems: [page.problem] };
}

/** @throws ProblemError when some can't be read. */
function readFiles(root: string, patterns: readonly string[]): SourceFile[] {
  return readSources(root, findSources(root, patterns));
}
