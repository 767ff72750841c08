/** Where things are: the project around the current folder, and the operator's journals. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProblemError } from '../problem/problem.ts';
import { thisUser } from '../transports/this-user.ts';

const MARK = join('content', 'inventory');

/**
 * Root of the project: the nearest folder upward that holds `content/inventory`.
 * @param given value of `--root`: taken as it is
 * @param elsewhere taken when there is none upward
 * @throws ProblemError when there is none
 */
export function findRoot(cwd: string, given?: string, elsewhere?: string): string {
  if (given !== undefined) {
    const root = resolve(cwd, given);
    if (existsSync(join(root, MARK))) return root;
    throw noProject(`no project in ${root}`, 'name the folder that holds content/inventory');
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, MARK))) return folder;
    if (folder === dirname(folder)) break;
  }
  if (elsewhere !== undefined && existsSync(join(elsewhere, MARK))) return elsewhere;
  throw noProject(
    `no project here: neither ${resolve(cwd)} nor a folder above it holds content/inventory`,
    'go into the project, or name it with --root DIR',
  );
}

function noProject(message: string, hint: string): ProblemError {
  return new ProblemError([{ rule: 'no-project', severity: 'error', message, hint }]);
}

/** Folder of the journals: `$XDG_STATE_HOME/runbook`, or `~/.local/state/runbook`. */
export function stateDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const base = env.XDG_STATE_HOME;
  // A relative path there is invalid by the XDG base directory specification, and ignored.
  if (base?.startsWith('/')) return join(base, 'runbook');
  return join(env.HOME ?? thisUser().home, '.local', 'state', 'runbook');
}

/** A path under the home folder as `~/…`, for display. */
export function shortPath(path: string, env: Readonly<Record<string, string | undefined>>): string {
  const home = env.HOME;
  return home && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
