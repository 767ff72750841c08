/** A VitePress project with the pages of a plain one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param pages text of each, by path relative to the folder of the pages. */
export function writeVitePress(
  folder: string,
  pages: readonly (readonly [path: string, text: string])[],
): void {
  const menus: Record<string, { text: string; link: string }[]> = {};
  for (const [path, text] of pages) {
    const link = `/${path.replace(/\.mdx$/, '')}`;
    // One menu for each folder: what its manual advises for large sites.
    const menu = `${dirname(link)}/`.replace('//', '/');
    menus[menu] ??= [];
    menus[menu].push({ text: link.split('/').at(-1) ?? link, link });
    put(join(folder, 'docs', path.replace(/\.mdx$/, '.md')), withoutSlashes(text));
  }
  const config = { title: 'Plain', themeConfig: { sidebar: menus } };
  put(join(folder, 'docs/.vitepress/config.mjs'), `export default ${JSON.stringify(config)};\n`);
  put(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
}

/** It takes an address that ends with a slash for a folder's. */
function withoutSlashes(text: string): string {
  return text.replace(/(\]\(\/[^)]+)\/\)/g, '$1)');
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
