/** The texts in which a line of the source document may stand: pages, runbooks, observed files. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's pages about the infrastructure, without the guide and the decisions. */
export const PAGES = ['content/docs/*.mdx', 'runbooks/*.mdx'];
const OBSERVED = ['content/observed/*'];

export interface Text {
  readonly file: string;
  /** Normalised lines. */
  readonly lines: ReadonlySet<string>;
  /** The whole text, normalised: lines are joined by one space. */
  readonly prose: string;
}

/** One kind of blank, one kind of apostrophe, no markup of emphasis or code, no bullet. */
export function normalise(text: string): string {
  return text
    .replaceAll('’', "'")
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:•|-|#+|\d+\.|title:) /, '');
}

export function readCorpus(root: string): Text[] {
  return globSync([...PAGES, ...OBSERVED], { cwd: root })
    .sort()
    .map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return { file, lines: new Set(text.split('\n').map(normalise)), prose: normalise(text) };
    });
}

/** The normalised text of one page. */
export function pageText(root: string, page: string): string {
  return normalise(readFileSync(join(root, page), 'utf8'));
}
