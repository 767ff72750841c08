/** In the browser: addresses of this site, wherever it is read from. */

/**
 * The address of a page or file, from its path on the site: `/network/#vlans`.
 * A page read from a disk has no server that would know `index.html` by its folder.
 */
export function siteAddress(path: string): string {
  const [, file = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
  const { root } = document.documentElement.dataset;
  // Only a built site has a root: a development server serves `/`.
  if (root === undefined) return path;
  return `${root}${file}${file.endsWith('/') ? 'index.html' : ''}${rest}`;
}
