/** Runbooks that share a name, in folders of their own. Pure. */
import type { Problem } from '../problem/problem.ts';
import { runbookName } from './name.ts';

/**
 * A problem for each runbook that is named as one before it: a name stands for one runbook.
 * @param files paths relative to the project's root.
 */
export function repeatedNames(files: readonly string[]): Problem[] {
  return files.flatMap((file, index) => {
    const first = files.findIndex((other) => runbookName(other) === runbookName(file));
    if (first === index) return [];
    return [
      {
        rule: 'runbook-name',
        severity: 'error',
        message: `two runbooks are named "${runbookName(file)}"`,
        place: { file, line: 1, column: 1 },
        hint: `rename it: the other one is ${files[first]}`,
      },
    ];
  });
}
