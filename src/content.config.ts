/** Astro wants its collections declared here; what they hold is in `site/collections.ts`. */
export { collections } from './site/collections.ts';
