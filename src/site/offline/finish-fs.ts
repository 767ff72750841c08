/**
 * The last step of a build: pages, styles and scripts are made to work from any place.
 *
 * One page is in memory at a time: what is kept of each is its anchors, and its links to
 * anchors.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Problem } from '../../problem/problem.ts';
import type { Strings } from '../strings/strings.ts';
import { pagePlace } from './addresses.ts';
import { ASSETS, ScriptBundles } from './bundle-fs.ts';
import { LinkCheck } from './dead-links.ts';
import { HEADERS_FILE, headerRules, headersText, NGINX_FILE, nginxText } from './headers.ts';
import { readPage } from './page.ts';
import { contentPolicy } from './policy.ts';
import { finishStyles } from './styles-fs.ts';
import { addReadProperties } from './unused-properties.ts';
import { addPageNames, addScriptNames, type Names } from './unused-styles.ts';
import { writeWorker } from './worker-fs.ts';

/** Every page has it. */
const CLIENT = join(import.meta.dirname, 'worker-client.ts');

export interface FinishOptions {
  /** Folder of the built site. */
  readonly root: string;
  /** Path that the site is served under, without slash at its end: `/docs`, or nothing. */
  readonly base: string;
  /** Words of the language of the site. */
  readonly words: Pick<Strings, 'update'>;
  /** The place of a link in the page's source. */
  readonly source: (page: string, link: string) => Place | undefined;
}

/** @returns the dead links. */
export async function finishSite(options: FinishOptions): Promise<Problem[]> {
  const { root, base, words, source } = options;
  const files = filesOf(root);
  const bundles = new ScriptBundles(root, [CLIENT], { NOTICE: JSON.stringify(words.update) });
  const check = new LinkCheck();
  const inline = new Set<string>();
  const names: Names = new Set();
  for (const file of files) {
    if (!file.endsWith('.html')) continue;
    const path = join(root, file);
    const html = readFileSync(path, 'utf8');
    const page = readPage(html, pagePlace(file, base), files);
    addPageNames(names, html);
    addReadProperties(names, html);
    check.add(file, page.links, page.anchors);
    for (const text of page.inline) inline.add(text);
    const script = await bundles.fileFor(page.modules);
    writeFileSync(path, page.finish({ script, policy: contentPolicy(page.inline) }));
  }
  for (const file of files) {
    // Its modules are in the bundles now.
    if (isScript(file)) rmSync(join(root, file));
  }
  // Styles are for the pages and the scripts that are there at the end.
  const left = filesOf(root);
  for (const file of left) {
    if (isScript(file)) addScriptNames(names, readFileSync(join(root, file), 'utf8'));
  }
  finishStyles(root, left, names);
  const rules = headerRules(contentPolicy([...inline]), base);
  writeFileSync(join(root, HEADERS_FILE), headersText(rules));
  writeFileSync(join(root, NGINX_FILE), nginxText(rules));
  await writeWorker(root, filesOf(root));
  return check.problems(source);
}

function isScript(file: string): boolean {
  return file.startsWith(`${ASSETS}/`) && file.endsWith('.js');
}

/** Paths of all files, from the root, with slashes. */
export function filesOf(root: string): ReadonlySet<string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length)
        .replace(/^[/\\]/, ''),
    )
    .map((file) => file.replaceAll('\\', '/'));
  return new Set(files.sort());
}
