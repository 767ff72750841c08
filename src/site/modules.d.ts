/** What the site's bundler provides beyond TypeScript's own modules. */
declare module 'virtual:site-project' {
  const site: unknown;
  export default site;
}
declare module '*.astro' {
  const component: (props: Record<string, unknown>) => unknown;
  export default component;
}
