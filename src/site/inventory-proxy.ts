/** `inventory` in a page: the templates' own context, where an unknown name is an error. */
import { templateContext } from '../views/context.ts';
import { SiteError } from './errors.ts';
import { missing } from './lookups.ts';
import { gapNotes } from './project.ts';
import { project } from './data.ts';

// biome-ignore lint/suspicious/noExplicitAny: pages are MDX, not TypeScript
export const inventory = strict(templateContext(project.inventory), []) as any;

function strict(value: object, path: readonly string[]): object {
  return new Proxy(value, {
    get(target, key) {
      const found = Reflect.get(target, key);
      if (typeof key === 'symbol') return found;
      if (found === undefined && !(key in target)) {
        throw new SiteError([missing([...path, key], target, gapNotes(project.inventory)).problem]);
      }
      const own = Object.hasOwn(target, key) && typeof found === 'object' && found !== null;
      return own ? strict(found as object, [...path, key]) : found;
    },
  });
}
