/** What a reference check works with: the inventory, the names that are declared, a place to report. */
import type { Problem } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import type { Path } from '../loaded.ts';
import { dotted, own, valueAt } from '../path.ts';
import type { Inventory } from '../schema.ts';
import type { Validated } from '../validate/validate.ts';
import type { Places } from '../yaml/places.ts';

export interface References {
  readonly inventory: Inventory;
  /** Names declared in the mapping at a path, even those whose content the schema refused. */
  names(path: Path): string[];
  /**
   * Requires that `name`, written at `at`, be declared in the mapping at `within`.
   * @param what what it should be, with its article: `a VLAN`.
   */
  require(at: Path, name: string, within: Path, what: string): boolean;
  report(at: Path, problem: Omit<Problem, 'place' | 'rule' | 'severity'>): void;
}

export function references(
  valid: Validated,
  data: unknown,
  where: Places,
  into: Problem[],
): References {
  const report: References['report'] = (at, problem) => {
    const place = where.placeOf(valid.writtenPath(at));
    into.push({ rule: 'inventory-reference', severity: 'error', ...problem, place });
  };
  const declared = (path: Path) => (valueAt(data, path) ?? {}) as Record<string, unknown>;
  return {
    inventory: valid.inventory,
    names: (path) => Object.keys(declared(path)),
    report,
    require(at, name, within, what) {
      if (own(declared(within), name) !== undefined) return true;
      report(
        at,
        unknownName(valid.writtenPath(at), name, within, what, Object.keys(declared(within))),
      );
      return false;
    },
  };
}

function unknownName(at: Path, name: string, within: Path, what: string, known: string[]) {
  return {
    message: `${dotted(at)} names ${what} that isn't declared: "${name}"`,
    expected: `a name under ${dotted(within)}`,
    actual: JSON.stringify(name),
    hint: didYouMean(name, known),
  };
}
