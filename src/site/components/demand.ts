/** Components stop the build on an unknown name, as the page check does for literal ones. */
import { SiteError } from '../errors.ts';
import type { Lookup } from '../lookups.ts';

interface RenderedPage {
  readonly locals: { readonly starlightRoute?: { readonly entry: { readonly filePath?: string } } };
}

/**
 * The thing that was looked up.
 * @throws SiteError naming the page and the component.
 */
export function demand<T>(page: unknown, component: string, found: Lookup<T>): T {
  if (found.ok) return found.value;
  const file = (page as RenderedPage).locals.starlightRoute?.entry.filePath ?? '';
  const message = `${file}: <${component}>: ${found.problem.message}`;
  throw new SiteError([{ ...found.problem, message }]);
}
