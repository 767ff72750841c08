/** All that the site shows besides its prose. Plain data. */
import type { LintFinding } from '../inventory/lint.ts';
import type { SourceFile } from '../inventory/loaded.ts';
import type { Inventory } from '../inventory/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Built } from './home/built-fs.ts';
import type { SiteDiagram } from './lookups.ts';
import type { SiteRunbook } from './runbooks.ts';
import type { SiteSettings } from './settings.ts';

export interface SiteConfigFile {
  readonly device: string;
  readonly name: string;
  readonly lang: string;
  readonly text: string;
}

export interface ObservedFile {
  /** File name under `content/observed/`. */
  readonly name: string;
  readonly lang: string;
  readonly text: string;
}

export interface SiteProject {
  readonly settings: SiteSettings;
  /** Which state of the repository the pages tell. */
  readonly built: Built;
  readonly inventory: Inventory;
  /** The inventory's files, as written. */
  readonly sources: readonly SourceFile[];
  /** Where each host, switch and SAN is written, by name. */
  readonly places: ReadonlyMap<string, Place>;
  /** What lint found that doesn't stop a build. */
  readonly findings: readonly LintFinding[];
  /** Title of each lint rule, by id. */
  readonly ruleTitles: Readonly<Record<string, string>>;
  /** Address of the page that lists the findings, when there is one. */
  readonly findingsPage?: string;
  /** Address of the page that has the tables of `<Glance />`, when there is one. */
  readonly glancePage?: string;
  /** Address of the page that has the list of `<RunbookUses />`, when there is one. */
  readonly usesPage?: string;
  /** In the order of the menu. */
  readonly runbooks: readonly SiteRunbook[];
  readonly diagrams: readonly SiteDiagram[];
  readonly configs: readonly SiteConfigFile[];
  readonly observed: readonly ObservedFile[];
}

/** Notes of the inventory's gaps, by dotted path. */
export function gapNotes(inventory: Inventory): ReadonlyMap<string, string> {
  return new Map(inventory.gaps.map((gap) => [gap.path, gap.note]));
}
