/** What the authors recorded: gaps, and contradictions between sources. */
import { parsePath, valueAt } from '../path.ts';
import { info, type LintRule, warning } from './rule.ts';

export const gap: LintRule = {
  id: 'gap',
  *check({ inventory, say }) {
    for (const [index, { path, note }] of inventory.gaps.entries())
      if (!isThere(valueAt(inventory, parsePath(path, inventory))))
        yield info(['gaps', index, 'path'], say.gap(path, note));
  },
};

export const gapFilled: LintRule = {
  id: 'gap-filled',
  *check({ inventory, say }) {
    for (const [index, { path }] of inventory.gaps.entries()) {
      const value = valueAt(inventory, parsePath(path, inventory));
      if (isThere(value)) yield warning(['gaps', index, 'path'], say.gapFilled(path, value));
    }
  },
};

export const contradiction: LintRule = {
  id: 'contradiction',
  *check({ inventory, say }) {
    for (const [index, { path, note }] of inventory.contradictions.entries()) {
      const found = parsePath(path, inventory);
      // Placed at the value that was kept: that is the line to settle.
      if (isThere(valueAt(inventory, found))) yield warning(found, say.contradiction(path, note));
      else yield warning(['contradictions', index, 'path'], say.contradictionGone(path));
    }
  },
};

/** Empty lists and mappings are the schema's defaults: nothing was written. */
function isThere(value: unknown): boolean {
  if (value === undefined) return false;
  return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
}
