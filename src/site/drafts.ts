/** Pages that aren't finished: a development server shows them, a built site lacks them. Pure. */
import type { SourceFile } from '../inventory/loaded.ts';
import { frontmatterText, runbookName } from '../runbook/name.ts';
import { pageId } from './paths.ts';
import type { SiteSettings } from './settings.ts';

const DRAFT = /^draft[ \t]*:[ \t]+(?:true|True|TRUE)[ \t\r]*(?:#.*)?$/m;

/** A page whose head says `draft: true`. */
export function isDraft({ text }: SourceFile): boolean {
  return DRAFT.test(frontmatterText(text) ?? '');
}

/** The settings without what they say about pages that are left out. */
export function withoutPages(settings: SiteSettings, left: readonly SourceFile[]): SiteSettings {
  const ids = new Set(left.map(({ path }) => pageId(path)));
  const names = new Set(left.map(({ path }) => runbookName(path)));
  return {
    ...settings,
    outage: settings.outage.filter((name) => !names.has(name)),
    sidebar: settings.sidebar.map((group) => ({
      ...group,
      pages: group.pages.filter((id) => !ids.has(id)),
    })),
  };
}
