/** The styles of a built site, as its pages need them. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFrom } from './addresses.ts';
import { relativeUrls } from './styles.ts';
import { addReadProperties, withoutUnusedProperties } from './unused-properties.ts';
import { type Names, withoutUnused } from './unused-styles.ts';

/** Path of a style → where it is now; nowhere when it says nothing: each page would wait for it. */
type Moved = ReadonlyMap<string, string | undefined>;

const BLANK = /^(?:\s|\/\*[\s\S]*?\*\/)*$/;

/**
 * @param files of the site.
 * @param names that pages and scripts use.
 */
export function finishStyles(root: string, files: ReadonlySet<string>, names: Names): void {
  const moved = new Map<string, string | undefined>();
  const used = [...files]
    .filter((file) => file.endsWith('.css'))
    .map((file) => [file, withoutUnused(readFileSync(join(root, file), 'utf8'), names)] as const);
  for (const [, text] of used) addReadProperties(names, text);
  for (const [file, text] of used) {
    const css = relativeUrls(withoutUnusedProperties(text, names), rootFrom(file));
    const name = BLANK.test(css) ? undefined : named(file, css);
    rmSync(join(root, file));
    if (name !== undefined) writeFileSync(join(root, name), css);
    moved.set(file, name);
  }
  for (const file of files) if (file.endsWith('.html')) relink(join(root, file), moved);
}

/** What is left depends on the pages: a browser that keeps it by its name must get a new one then. */
function named(file: string, css: string): string {
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 8);
  return file.replace(/(?:\.[\w-]+)?\.css$/, `.${hash}.css`);
}

function relink(path: string, moved: Moved): void {
  const html = readFileSync(path, 'utf8');
  const edited = html.replace(
    /<link rel="stylesheet" href="([^"]*)"[^>]*>/g,
    (link, address: string) => {
      const old = [...moved.keys()].find((known) => address.endsWith(`/${known}`));
      if (old === undefined) return link;
      const name = moved.get(old);
      return name === undefined ? '' : link.replace(old, name);
    },
  );
  if (edited !== html) writeFileSync(path, edited);
}
