import { didYouMean } from '../../problem/suggest.ts';
import type { Path } from '../loaded.ts';
import { dotted, parsePath } from '../path.ts';
import { knownKeys, schemaAt } from '../validate/schema-at.ts';
import type { References } from './context.ts';

/** What is recorded as missing, or as contradicted, must name a place that can exist. */
export function checkGaps(context: References): void {
  const { gaps, contradictions } = context.inventory;
  gaps.forEach(({ path }, index) => {
    checkPath(context, ['gaps', index, 'path'], path);
  });
  contradictions.forEach(({ path }, index) => {
    checkPath(context, ['contradictions', index, 'path'], path);
  });
}

function checkPath(context: References, at: Path, text: string): void {
  const { inventory, report, require } = context;
  const path = parsePath(text, inventory);
  const [section, name] = path;
  if (typeof name === 'string' && knownKeys([], inventory)?.includes(String(section)))
    if (knownKeys([section as string], inventory) === undefined && path.length > 2)
      if (!require(at, name, [section as string], 'something')) return;
  for (let depth = 1; depth <= path.length; depth += 1) {
    if (schemaAt(path.slice(0, depth), inventory) !== undefined) continue;
    report(at, unknownStep(path.slice(0, depth - 1), String(path[depth - 1]), inventory));
    return;
  }
}

function unknownStep(parent: Path, key: string, data: unknown) {
  const where = parent.length === 0 ? 'the inventory' : dotted(parent);
  return {
    message: `this path leads nowhere: "${key}" can't stand in ${where}`,
    expected: 'a path from the top, such as hosts.node1.address',
    actual: JSON.stringify(dotted([...parent, key])),
    hint: didYouMean(key, knownKeys(parent, data) ?? []),
  };
}
