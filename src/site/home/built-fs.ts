/** Which state of the repository a site is built from: a copy on paper says how old it is. */
import { execFileSync } from 'node:child_process';

export interface Built {
  /** ISO 8601: of the commit when nothing has changed since, else of the build. */
  readonly at: string;
  /** Short name of the commit; absent outside of a repository. */
  readonly commit?: string;
  /** There were changes that no commit holds. */
  readonly changed: boolean;
}

/** The same commit gives the same pages: an offline copy of it need not be renewed. */
export function builtFrom(root: string): Built {
  const now = new Date().toISOString();
  const [commit, at] = git(root, 'log', '-1', '--format=%h %cI')?.split(' ') ?? [];
  if (commit === undefined || at === undefined || commit === '') return { at: now, changed: false };
  const changed = git(root, 'status', '--porcelain', '--', '.') !== '';
  return { at: changed ? now : new Date(at).toISOString(), commit, changed };
}

function git(root: string, ...args: string[]): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: [...stdio] }).trim();
  } catch {
    return undefined;
  }
}
