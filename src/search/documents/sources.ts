/** What the documents of a site are made from: the same for the site and the command. */
import type { LoadedInventory, SourceFile } from '../../inventory/loaded.ts';
import type { Problem } from '../../problem/problem.ts';
import { frenchSpaces } from '../../views/typography.ts';
import type { SearchLocale } from '../stemmers.ts';

/** A configuration that is rendered for a device. */
export interface ConfigText {
  readonly device: string;
  readonly name: string;
  readonly text: string;
  /** Relative to the project root. */
  readonly path: string;
}

/** A file as found on a device. */
export interface ObservedText {
  readonly name: string;
  readonly text: string;
  readonly path: string;
}

export interface SearchSources {
  readonly locale: SearchLocale;
  readonly loaded: LoadedInventory;
  /** Pages and runbooks. */
  readonly pages: readonly SourceFile[];
  readonly configs: readonly ConfigText[];
  readonly observed: readonly ObservedText[];
  /** What lint found in the inventory, in the site's language. */
  readonly findings: readonly Problem[];
  /** Title of each lint rule, by id. */
  readonly ruleTitles: Readonly<Record<string, string>>;
}

/** What the texts of a page need in a language before they are shown. */
export function typesetter(locale: SearchLocale): (text: string) => string {
  return locale === 'fr' ? frenchSpaces : (text) => text;
}
