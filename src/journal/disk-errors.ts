/** Errors of the disk under the state folder → problems. Pure. */
import { ProblemError } from '../problem/problem.ts';

/** What the system's codes mean to a person, and what to do. */
const MEANINGS: Readonly<Record<string, readonly [what: string, todo: string]>> = {
  ENOSPC: ['no space left on its disk', 'Free some space there'],
  EDQUOT: ['its owner\u2019s disk quota is used up', 'Free some space there'],
  EROFS: ['its disk is mounted read-only', 'Mount it so that it can be written'],
  EACCES: ['permission denied', 'Look whose folder that is, and its mode'],
  EPERM: ['permission denied', 'Look whose folder that is, and its mode'],
  // Node says this of folders on a read-only disk, too.
  ENOENT: [
    'a folder is missing and can not be made: its disk is mounted read-only, or it is gone',
    'Mount that disk so that it can be written',
  ],
  EIO: ['its disk reports an input/output error', 'Look at the disk (dmesg)'],
  ENOTDIR: ['a file stands where its folder should be', 'Move that file away'],
  ELOOP: ['there is a symbolic link where a file or folder should be', 'Put the real one there'],
};

/**
 * Calls `action`. An error of the system becomes a problem: what, where, and what to do.
 * @param path the folder that the journal is in
 * @throws ProblemError
 */
export function reporting<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw diskProblem(path, error);
  }
}

/** The error as a problem when the system raised it; else as it is. */
export function diskProblem(path: string, error: unknown): unknown {
  if (error instanceof ProblemError || !isSystemError(error)) return error;
  const { what, todo, said } = inWords(error);
  return new ProblemError([
    {
      rule: 'journal-write',
      severity: 'error',
      message: `The journal in ${path} can not be written: ${what}`,
      ...(said !== what && { actual: said }),
      hint: `Nothing is sent to a host without a record of it. ${todo}, then go on.`,
    },
  ]);
}

/** The same of a folder of the state that can't be listed. */
export function folderProblem(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const { what, todo, said } = inWords(error);
  return new ProblemError([
    {
      rule: 'state-folder',
      severity: 'error',
      message: `The state folder ${path} can not be read: ${what}`,
      ...(said !== what && { actual: said }),
      hint: `The journals of runs are kept there. ${todo}, or name another folder by XDG_STATE_HOME.`,
    },
  ]);
}

/** @returns with what the system itself said */
function inWords({ code = '', message: said }: NodeJS.ErrnoException) {
  const unknown = [said, 'Look at the disk and the rights of that folder'] as const;
  const [what, todo] = MEANINGS[code] ?? unknown;
  return { what, todo, said };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
