/** Errors of the disk under the state folder → problems. Pure. */
import { ProblemError } from '../problem/problem.ts';

/**
 * Calls `action`. An error of the system becomes a problem: what, where, and what to do.
 * @throws ProblemError
 */
export function reporting<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ProblemError || !isSystemError(error)) throw error;
    throw new ProblemError([
      {
        rule: 'journal-write',
        severity: 'error',
        message: `The journal in ${path} can not be written: ${error.message}`,
        hint: 'Nothing is sent to a host without a record of it. Check the space and the rights of that folder.',
      },
    ]);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
