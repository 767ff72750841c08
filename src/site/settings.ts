/** `content/site.yaml`: what the site's team decides about it, apart from the pages. */
import { z } from 'zod';
import type { SourceFile } from '../inventory/loaded.ts';
import { errorMap } from '../inventory/validate/error-map.ts';
import { placeAt, readYaml } from '../inventory/yaml/read.ts';
import type { Problem } from '../problem/problem.ts';
import { LOCALES } from './strings/strings.ts';

const group = z.strictObject({
  label: z.string(),
  /** Ids of pages, in the order of the menu. */
  pages: z.array(z.string()).default([]),
  /** Folder of the site whose other pages follow, e.g. `runbooks` or `guide`. */
  directory: z.string().optional(),
  /** The pages that are made from the inventory. */
  inventory: z.boolean().default(false),
  collapsed: z.boolean().default(false),
});

const settingsSchema = z.strictObject({
  /** The inventory's title when absent. */
  title: z.string().optional(),
  description: z.string().optional(),
  /** Language of the interface, and of what is generated. Pages are in their authors' language. */
  locale: z.enum(LOCALES).default('en'),
  /**
   * Public address of the site, for canonical links and the sitemap. None when absent. With the
   * folder when it is in one (`https://example.org/docs/`): the page for unknown addresses is
   * shown at any depth, so only its links need to know.
   */
  url: z.url().optional(),
  /** Address before a file's path that opens its editor, e.g. `https://git.example.org/edit/main/`. */
  edit_url: z.url().optional(),
  /** Folder of journals whose last runs the runbooks' pages tell; from the project's root. */
  journals: z.string().optional(),
  /** Names of the runbooks that the home page puts first: those wanted in an outage. */
  outage: z.array(z.string()).default([]),
  sidebar: z.array(group).default([]),
});

export type SiteSettings = z.output<typeof settingsSchema>;
export type SidebarGroup = SiteSettings['sidebar'][number];

/** Those of a project that has no file of them. */
export const NO_SETTINGS: SiteSettings = settingsSchema.parse({});

export type ParsedSettings =
  | { readonly ok: true; readonly settings: SiteSettings }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses the settings; every problem has its place. */
export function parseSettings(file: SourceFile): ParsedSettings {
  const yaml = readYaml(file);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const parsed = settingsSchema.safeParse(yaml.doc.toJS({ maxAliasCount: -1 }) ?? {}, {
    error: errorMap,
  });
  if (parsed.success) return { ok: true, settings: parsed.data };
  const problems = parsed.error.issues.map((issue): Problem => {
    const node = yaml.doc.getIn(issue.path as (string | number)[], true) as
      | { range?: readonly number[] }
      | undefined;
    return {
      rule: 'site-settings',
      severity: 'error',
      message: sentence(issue),
      place: placeAt(yaml, node?.range?.[0] ?? 0),
      hint: 'it may hold title, description, locale, url, edit_url, journals, outage and sidebar: a list of { label, pages, directory, inventory, collapsed }',
    };
  });
  return { ok: false, problems };
}

function sentence(issue: z.core.$ZodIssue): string {
  const subject = issue.path.join('.') || 'the settings';
  if (issue.code !== 'unrecognized_keys') return `${subject} should be ${issue.message}`;
  return `${subject} can't hold ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
}
