/** `inventory` in a page: the templates' own context, where an unknown name is an error. */
import type { Place } from '../problem/problem.ts';
import { templateContext } from '../views/context.ts';
import { project } from './data.ts';
import { SiteError } from './errors.ts';
import { missing } from './lookups.ts';
import { gapNotes } from './project.ts';

/** Typed loosely: pages are MDX, and their names are checked before they are compiled. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export const inventory = strict(templateContext(project.inventory), []) as any;

let place: Place | undefined;

/** Evaluates an expression of a page, so that a name that is unknown then is reported with its place. */
export function located<T>(at: Place, expression: () => T): T {
  const before = place;
  place = at;
  try {
    return expression();
  } finally {
    place = before;
  }
}

function strict(value: object, path: readonly string[]): object {
  return new Proxy(value, {
    get(target, key) {
      const found = Reflect.get(target, key);
      if (typeof key === 'symbol' || key in target) return wrap(target, key, found, path);
      const { problem } = missing([...path, key], target, gapNotes(project.inventory));
      throw new SiteError([place === undefined ? problem : { ...problem, place }]);
    },
  });
}

function wrap(target: object, key: string | symbol, found: unknown, path: readonly string[]) {
  const own = typeof key === 'string' && Object.hasOwn(target, key);
  return own && typeof found === 'object' && found !== null ? strict(found, [...path, key]) : found;
}
