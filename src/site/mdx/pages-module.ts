/** The module that leads to what renders each page, which Astro writes and we write anew. Pure. */

/** Its ids: a file once Astro has written one. Astro resolves it before any plugin of ours. */
export const PAGES_MODULE = /\/\.astro\/content-modules\.mjs$|^\0?astro:content-module-imports/;

/** @param entries path of a page from the root, and the expression that gives a promise of it. */
export function pageEntries(entries: readonly (readonly [path: string, code: string])[]): string {
  const pairs = entries.map(([path, code]) => `[${JSON.stringify(path)}, () => ${code}]`);
  return `export default new Map([${pairs.join(',\n')}]);`;
}

/** As Astro itself refers to the module of a page. */
export function bundledPage(path: string): string {
  const query = new URLSearchParams({
    'astro:content-layer-deferred-module': '',
    fileName: path,
    astroContentModuleFlag: 'true',
  });
  return `import(${JSON.stringify(`astro:content-layer-deferred-module?${query}`)})`;
}
