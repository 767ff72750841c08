/** Name lookup that can tell what was missing and what there is instead. */
import { Context, type Liquid } from 'liquidjs';

type Key = string | number;

/**
 * A name that doesn't exist. Carries what LiquidJS's own error doesn't: the path up to
 * the missing part, and the names that exist there. (`name` is the one that
 * LiquidJS looks for when `if` and `default` accept a missing value.)
 */
export class UndefinedName extends Error {
  /** From the root to the missing part. */
  readonly path: readonly Key[];
  readonly available: readonly string[];

  constructor(path: readonly Key[], available: readonly string[]) {
    super(`undefined name: ${path.join('.')}`);
    this.name = 'InternalUndefinedVariableError';
    this.path = path;
    this.available = available;
  }
}

export class StrictContext extends Context {
  constructor(values: object, liquid: Liquid) {
    super(values, liquid.options, { sync: true }, { liquid });
  }

  /** As in LiquidJS, but `null` on the way is missing too, and the error says what there is. */
  override *_getFromScope(
    scope: unknown,
    paths: Parameters<Context['_getFromScope']>[1],
  ): IterableIterator<unknown> {
    const keys = (typeof paths === 'string' ? paths.split('.') : paths) as Key[];
    let value = scope;
    for (const [index, key] of keys.entries()) {
      const parent = value;
      value = (yield this.readProperty(parent as object, key)) as unknown;
      if (value === undefined || value === null) {
        throw new UndefinedName(keys.slice(0, index + 1), this.#namesIn(parent, index === 0));
      }
    }
    return value;
  }

  #namesIn(parent: unknown, atRoot: boolean): string[] {
    if (Array.isArray(parent)) return [`0 to ${parent.length - 1}`, 'first', 'last', 'size'];
    const names = atRoot ? this.getAll() : parent;
    if (names === null || typeof names !== 'object') return [];
    return Object.entries(names).flatMap(([name, value]) => (value == null ? [] : [name]));
  }
}
