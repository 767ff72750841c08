/** Addresses in styles. Pure. */

const ROOT_RELATIVE = /url\((\s*['"]?)\/(?!\/)/g;

/** Styles whose root-relative addresses take the way to the root that is given: `..`. */
export function relativeUrls(css: string, root: string): string {
  return css.replace(ROOT_RELATIVE, (_, quote: string) => `url(${quote}${root}/`);
}
