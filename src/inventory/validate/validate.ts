/** Plain data → the inventory with its defaults, or the schema's complaints as problems. */
import type { Problem } from '../../problem/problem.ts';
import type { Path } from '../loaded.ts';
import { type Inventory, inventorySchema } from '../schema.ts';
import type { Places } from '../yaml/places.ts';
import { errorMap } from './error-map.ts';
import { issueProblems } from './issues.ts';
import { type Pruned, prune } from './prune.ts';

export interface Validated {
  /** Where there are problems: what is left of the data without the parts that have them. */
  readonly inventory: Inventory;
  readonly problems: readonly Problem[];
  /** The path in the data as written, for a path in `inventory`. */
  writtenPath(path: Path): Path;
}

/**
 * Validates merged data.
 * @param options.partial some of the data is missing: top-level keys aren't required.
 */
export function validate(
  data: Record<string, unknown>,
  where: Places,
  options: { readonly partial?: boolean } = {},
): Validated {
  const parsed = inventorySchema.safeParse(data, { error: errorMap });
  if (parsed.success) return { inventory: parsed.data, problems: [], writtenPath: (path) => path };
  const issues = parsed.error.issues.filter(
    (issue) =>
      !(options.partial && issue.path.length === 1 && !Object.hasOwn(data, String(issue.path[0]))),
  );
  const pruned: Pruned = prune(data);
  return { ...pruned, problems: issues.flatMap((issue) => issueProblems(issue, data, where)) };
}
