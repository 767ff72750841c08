/** What lies in a folder of the state. */
import { readdirSync } from 'node:fs';
import { folderProblem } from './disk-errors.ts';

/**
 * Names in no order; none when the folder isn't there.
 * @throws ProblemError when there is something that can't be listed: that is not nothing
 */
export function folderNames(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw folderProblem(path, error);
  }
}
